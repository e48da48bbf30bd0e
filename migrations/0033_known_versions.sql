-- What the register and the plan were known to be: a figure that was told at an instant stays the
-- same when somebody corrects the past afterwards, because what a row said before is kept with the
-- time in which it was known. The application writes it (`keepPast`): triggers do not run on
-- distributed tables.

-- When something becomes known: now, by the clock of the unit of work. What is written without one
-- (before this migration, or by hand) counts as known from the beginning.
create function platform.known_now() returns timestamptz language sql stable as $$
  select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, '-infinity')
$$;

create table schools.past_row (
  county_id uuid not null,
  relation text not null check (relation ~ '^[a-z_]{1,60}$'),
  row_id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  known_from timestamptz not null,
  known_until timestamptz not null,
  was jsonb not null,
  primary key (county_id, relation, row_id, known_until)
);
create index past_row_known on schools.past_row (relation, known_until);
create index past_row_path on schools.past_row using gist (area_path);
select platform.protect('schools.past_row');

create table duty.past_row (like schools.past_row including all);
select platform.protect('duty.past_row');

alter table schools.school add column known_from timestamptz not null
  default platform.known_now();
alter table schools.gate add column known_from timestamptz not null
  default platform.known_now();
alter table schools.linked_officer add column known_from timestamptz not null
  default platform.known_now();
alter table schools.staff add column known_from timestamptz not null
  default platform.known_now();
alter table schools.police_room add column known_from timestamptz not null
  default platform.known_now();
alter table schools.gear_entry add column known_from timestamptz not null
  default platform.known_now();
alter table duty.post add column known_from timestamptz not null
  default platform.known_now();
alter table duty.shift
  add column made_at timestamptz not null default platform.known_now(),
  add column cancelled_at timestamptz;

-- Present and past rows alike, each with the time in which it was known.
create view schools.published_school_version with (security_invoker = true) as
  select county_id, id, area_path, class, kind, ownership, boarding, tags, state,
    known_from, 'infinity'::timestamptz as known_until
  from schools.school
  union all
  select p.county_id, p.row_id, p.area_path, p.class, w.kind, w.ownership, w.boarding, w.tags,
    w.state, p.known_from, p.known_until
  from schools.past_row p
  cross join lateral jsonb_populate_record(null::schools.school, p.was) w
  where p.relation = 'school';
create view schools.published_gate_version with (security_invoker = true) as
  select county_id, id, area_path, class, opened, lon, lat,
    known_from, 'infinity'::timestamptz as known_until
  from schools.gate
  union all
  select p.county_id, p.row_id, p.area_path, p.class, w.opened, w.lon, w.lat,
    p.known_from, p.known_until
  from schools.past_row p
  cross join lateral jsonb_populate_record(null::schools.gate, p.was) w
  where p.relation = 'gate';
create view schools.published_linked_officer_version with (security_invoker = true) as
  select county_id, id, area_path, class, school_id, kind, state, starts_on, ends_on,
    known_from, 'infinity'::timestamptz as known_until
  from schools.linked_officer
  union all
  select p.county_id, p.row_id, p.area_path, p.class, w.school_id, w.kind, w.state, w.starts_on,
    w.ends_on, p.known_from, p.known_until
  from schools.past_row p
  cross join lateral jsonb_populate_record(null::schools.linked_officer, p.was) w
  where p.relation = 'linked_officer';
create view schools.published_staff_version with (security_invoker = true) as
  select county_id, id, area_path, class, school_id, person_id, kind, source, starts_on, ends_on,
    known_from, 'infinity'::timestamptz as known_until
  from schools.staff
  union all
  select p.county_id, p.row_id, p.area_path, p.class, w.school_id, w.person_id, w.kind, w.source,
    w.starts_on, w.ends_on, p.known_from, p.known_until
  from schools.past_row p
  cross join lateral jsonb_populate_record(null::schools.staff, p.was) w
  where p.relation = 'staff';
create view schools.published_police_room_version with (security_invoker = true) as
  select county_id, id, area_path, class, school_id, kind, lon, lat, active_from, active_until,
    known_from, 'infinity'::timestamptz as known_until
  from schools.police_room
  union all
  select p.county_id, p.row_id, p.area_path, p.class, w.school_id, w.kind, w.lon, w.lat,
    w.active_from, w.active_until, p.known_from, p.known_until
  from schools.past_row p
  cross join lateral jsonb_populate_record(null::schools.police_room, p.was) w
  where p.relation = 'police_room';
-- Entries of gear are never changed, only added.
create view schools.published_gear_entry_version with (security_invoker = true) as
  select county_id, id, area_path, class, school_id, gear, movement, quantity, on_day, expires_on,
    known_from, 'infinity'::timestamptz as known_until
  from schools.gear_entry;
create view duty.published_post_version with (security_invoker = true) as
  select county_id, id, area_path, class, school_id, active_from, active_until,
    known_from, 'infinity'::timestamptz as known_until
  from duty.post
  union all
  select p.county_id, p.row_id, p.area_path, p.class, w.school_id, w.active_from, w.active_until,
    p.known_from, p.known_until
  from duty.past_row p
  cross join lateral jsonb_populate_record(null::duty.post, p.was) w
  where p.relation = 'post';
-- Only what lies ahead is cancelled, so a shift needs no more than when it was made and called off.
create or replace view duty.published_shift with (security_invoker = true) as
  select county_id, id, area_path, class, post_id, school_id, station_area_id, day, half, bell_at,
    starts_at, ends_at, sanjian, heads, must_roles, state, sanjian_confirmed, sanjian_confirmed_at,
    must_attend_level, made_at, cancelled_at
  from duty.shift;
-- Places stay when they are withdrawn, with the time in which the person was told of them.
create view duty.published_assignment_version with (security_invoker = true) as
  select county_id, id, area_path, class, shift_id, person_id, role,
    coalesce(told_at, made_at) as known_from, coalesce(withdrawn_at, 'infinity') as known_until
  from duty.assignment
  where state in ('published', 'claimed')
    or (state = 'withdrawn' and (told_at is not null or role = 'volunteer'));

-- Changes of a school are told by its versions now.
drop view schools.published_school_change;
grant select on all tables in schema schools to anyuan_app;
grant select on all tables in schema duty to anyuan_app;
