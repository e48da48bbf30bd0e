-- duty: posts that police must attend (三见必到) are told apart shift by shift, and people swap shifts.

-- Which level insists on police at this shift; fixed with the shift, as its heads are.
alter table duty.shift
  add column must_attend_level text check (must_attend_level in ('station', 'county', 'city'));
update duty.shift s set must_attend_level = p.must_attend_level
from duty.post p
where p.county_id = s.county_id and p.id = s.post_id and p.must_attend_level is not null;

create or replace view duty.published_shift with (security_invoker = true) as
  select county_id, id, area_path, class, post_id, school_id, station_area_id, day, half, bell_at,
    starts_at, ends_at, sanjian, heads, must_roles, state, sanjian_confirmed, sanjian_confirmed_at,
    must_attend_level
  from duty.shift;

-- 换班: one asks another to take a shift, perhaps for one of theirs; the other agrees, a leader
-- decides. It lies at the area above both people and both shifts: who decides sees all of it.
create table duty.swap (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  person_id uuid not null,
  assignment_id uuid not null,
  other_person_id uuid not null,
  -- What is taken in exchange; null when the other takes the shift for nothing.
  other_assignment_id uuid,
  role text not null check (role in ('police', 'auxiliary', 'cadre', 'guard', 'staff')),
  state text not null default 'asked' check (state in
    ('asked', 'agreed', 'declined', 'approved', 'refused', 'withdrawn', 'expired')),
  asked_at timestamptz not null,
  -- The first of its shifts begins.
  expires_at timestamptz not null,
  answered_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  primary key (county_id, id),
  foreign key (county_id, person_id) references identity.person (county_id, id),
  foreign key (county_id, other_person_id) references identity.person (county_id, id),
  foreign key (county_id, assignment_id) references duty.assignment (county_id, id)
    on delete cascade,
  foreign key (county_id, other_assignment_id) references duty.assignment (county_id, id)
    on delete cascade,
  check (person_id <> other_person_id and assignment_id <> other_assignment_id),
  check (state not in ('approved', 'refused') or (decided_by is not null and decided_at is not null))
);
create unique index swap_open on duty.swap (county_id, assignment_id)
  where state in ('asked', 'agreed');
create index swap_by_id on duty.swap (id);
create index swap_assignment on duty.swap (county_id, assignment_id);
create index swap_other_assignment on duty.swap (county_id, other_assignment_id);
create index swap_person on duty.swap (county_id, person_id);
create index swap_other_person on duty.swap (county_id, other_person_id);
create index swap_own on duty.swap (person_id, asked_at desc);
create index swap_asked_of on duty.swap (other_person_id, asked_at desc);
create index swap_order on duty.swap (asked_at desc, id);
create index swap_due on duty.swap (expires_at) where state in ('asked', 'agreed');
create index swap_path on duty.swap using gist (area_path);
select platform.protect('duty.swap');

alter table duty.notice
  drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in ('weekPublished', 'shiftChanged', 'helpAsked',
    'rollCall', 'patrolGiven', 'gapOpened', 'swapAsked', 'swapAnswered', 'swapDecided'));
