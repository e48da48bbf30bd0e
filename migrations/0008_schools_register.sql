-- schools: versions of everything that is edited, the record of changes, search and people's names.

alter table schools.campus add column version integer not null default 1;
alter table schools.term add column version integer not null default 1;
alter table schools.calendar_day add column version integer not null default 1;
alter table schools.police_room add column version integer not null default 1;
alter table schools.staff add column version integer not null default 1;
alter table schools.written_rule add column version integer not null default 1;
alter table schools.linked_officer
  add column version integer not null default 1,
  -- The work number that the unit publishes at the gate; erased when the link ends.
  add column notice_phone text check (notice_phone ~ '^[0-9+ -]{5,20}$');
-- The bell rules of a school are edited as a whole, apart from its other fields.
alter table schools.school add column bells_version integer not null default 0;

-- Who changed what. Values that may be erased are named in `fields` and left out of both sides.
create table schools.change_entry (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  school_id uuid,
  subject_kind text not null check (subject_kind in ('school', 'campus', 'gate', 'bells',
    'calendarDay', 'calendarHorizon', 'term', 'linkedOfficer', 'contact', 'policeRoom',
    'roomEntry', 'staff', 'writtenRule', 'gear')),
  subject_id uuid not null,
  change text not null check (change in ('created', 'updated', 'approved', 'ended', 'removed')),
  changed_by uuid,
  at timestamptz not null,
  fields text[] not null,
  before jsonb,
  after jsonb,
  primary key (county_id, id),
  foreign key (county_id, school_id) references schools.school (county_id, id) on delete cascade
);
create index change_entry_school on schools.change_entry (county_id, school_id, at desc, id);
create index change_entry_subject on schools.change_entry (county_id, subject_id);
create index change_entry_path on schools.change_entry using gist (area_path);
select platform.protect('schools.change_entry');

-- Look-ups by id alone come from people whose scope spans counties.
create index school_id on schools.school (id);
create index gate_id on schools.gate (id);
create index campus_id on schools.campus (id);
create index calendar_day_id on schools.calendar_day (id);
create index term_id on schools.term (id);
create index linked_officer_id on schools.linked_officer (id);
create index police_room_id on schools.police_room (id);
create index staff_id on schools.staff (id);
create index gate_school on schools.gate (school_id);
create index police_room_order on schools.police_room (name, id);
create index police_room_place on schools.police_room (lat, lon);
create index linked_officer_school on schools.linked_officer (school_id);
create index staff_of_school on schools.staff (school_id, kind);
create index bell_of_school on schools.bell (school_id);

-- The list is read in the order of initials across counties, and searched by letters.
create index school_list on schools.school (initials, id);
create index school_pinyin on schools.school using gin (pinyin gin_trgm_ops);
create index school_initials on schools.school using gin (initials gin_trgm_ops);
create index school_name_en on schools.school using gin (lower(name_en) gin_trgm_ops);
create index school_tags on schools.school using gin (tags);

-- A LIKE under row security loses its index (200 times slower on 25,000 rows), so the search runs
-- with its owner's rights and compares scope and class itself.
create function schools.find_schools(name_like text, letters_like text, code_like text)
returns table (county_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.county_id, s.id from schools.school s
  where (s.name like name_like or s.pinyin like letters_like or s.initials like letters_like
      or lower(s.name_en) like letters_like or s.code like code_like
      or s.temporary_code like code_like)
    and s.area_path <@ (select nullif(current_setting('app.scope'), '')::ltree)
    and s.class::text = any
      (string_to_array((select nullif(current_setting('app.classes'), '')), ','))
$$;
revoke all on function schools.find_schools(text, text, text) from public;
grant execute on function schools.find_schools(text, text, text) to anyuan_app;

-- Whoever may see a school may see by name who acts there, wherever that person belongs.
create function schools.person_cards(ids uuid[])
returns table (id uuid, name text, badge text, agency_name text)
language sql stable security definer set search_path = pg_catalog, public as $$
  with reader as (
    select nullif(current_setting('app.scope'), '')::ltree as scope,
      string_to_array(nullif(current_setting('app.classes'), ''), ',') as classes
  ), acting as (
    select l.county_id, l.person_id from schools.linked_officer l, reader r
    where l.person_id = any (ids) and l.area_path <@ r.scope and l.class::text = any (r.classes)
    union
    select c.county_id, c.person_id from schools.contact_entry c, reader r
    where c.person_id = any (ids) and c.area_path <@ r.scope and c.class::text = any (r.classes)
    union
    select e.county_id, e.person_id from schools.police_room_entry e, reader r
    where e.person_id = any (ids) and e.area_path <@ r.scope and e.class::text = any (r.classes)
    union
    select s.county_id, s.person_id from schools.staff s, reader r
    where s.person_id = any (ids) and s.area_path <@ r.scope and s.class::text = any (r.classes)
    union
    select h.county_id, h.changed_by from schools.change_entry h, reader r
    where h.changed_by = any (ids) and h.area_path <@ r.scope and h.class::text = any (r.classes)
  )
  select distinct on (p.id) p.id, p.name, p.badge, a.name
  from acting
  join identity.published_person p on p.id = acting.person_id
  left join identity.published_agency a
    on a.county_id = p.county_id and a.id = p.agency_id
  order by p.id, p.county_id = acting.county_id desc
$$;
revoke all on function schools.person_cards(uuid[]) from public;
grant execute on function schools.person_cards(uuid[]) to anyuan_app;

create index change_entry_person on schools.change_entry (changed_by);
create index linked_officer_acting on schools.linked_officer (person_id);
create index contact_entry_acting on schools.contact_entry (person_id);
create index police_room_entry_acting on schools.police_room_entry (person_id);
create index staff_acting on schools.staff (person_id);

create view schools.published_term with (security_invoker = true) as
  select county_id, id, area_path, class, name, starts_on, ends_on from schools.term;
grant select on schools.published_term to anyuan_app;
