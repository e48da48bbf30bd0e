-- What the register and the plan were known to be: a figure that was told at an instant stays the
-- same when somebody corrects the past afterwards, because what a row said before is kept with the
-- time in which it was known.

-- When something becomes known: now, by the clock of the unit of work. What is written without one
-- (before this migration, or by hand) counts as known from the beginning.
create function platform.known_now() returns timestamptz language sql stable as $$
  select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, '-infinity')
$$;

-- Stores the named fields of a row in `past_row` of its schema before they change or go.
create function platform.keep_past() returns trigger language plpgsql as $$
begin
  -- Changed again within the same instant: nobody was told anything in between.
  if old.known_from < platform.known_now() then
    execute format(
      'insert into %I.past_row (county_id, relation, row_id, area_path, class, known_from,
         known_until, was)
       values ($1, $2, $3, $4, $5, $6, $7, $8)', tg_table_schema)
    using old.county_id, tg_table_name, old.id, old.area_path, old.class, old.known_from,
      platform.known_now(),
      (select jsonb_object_agg(f.key, f.value) from jsonb_each(to_jsonb(old)) f
       where f.key = any (tg_argv));
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;

create function platform.set_known_from() returns trigger language plpgsql as $$
begin
  new.known_from := platform.known_now();
  return new;
end
$$;

-- Keeps the past of the named fields of a table. Rows outside `told` were never part of a figure.
create function platform.keep_past_of(target regclass, fields text[], told text default 'true')
returns void language plpgsql as $$
declare
  columns text := array_to_string(fields, ', ');
  changed text := format('(%s) is distinct from (%s)',
    'old.' || array_to_string(fields, ', old.'), 'new.' || array_to_string(fields, ', new.'));
  arguments text := '''' || array_to_string(fields, ''', ''') || '''';
begin
  execute format('alter table %s add column known_from timestamptz not null
    default platform.known_now()', target);
  execute format('create trigger keep_past before update of %s on %s for each row
    when (%s and %s) execute function platform.keep_past(%s)',
    columns, target, changed, told, arguments);
  execute format('create trigger keep_past_of_gone before delete on %s for each row
    when (%s) execute function platform.keep_past(%s)', target, told, arguments);
  -- After `keep_past` in the order of names, and on every change, told or not.
  execute format('create trigger known_from before update of %s on %s for each row
    when (%s) execute function platform.set_known_from()', columns, target, changed);
end
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

select platform.keep_past_of('schools.school', '{kind,ownership,boarding,tags,state}');
select platform.keep_past_of('schools.gate', '{opened,lon,lat}');
select platform.keep_past_of('schools.linked_officer', '{school_id,kind,state,starts_on,ends_on}');
select platform.keep_past_of('schools.staff',
  '{school_id,person_id,kind,source,starts_on,ends_on}');
select platform.keep_past_of('schools.police_room',
  '{school_id,kind,lon,lat,active_from,active_until}');
select platform.keep_past_of('schools.gear_entry',
  '{school_id,gear,movement,quantity,on_day,expires_on}');
select platform.keep_past_of('duty.post', '{school_id,active_from,active_until}');
select platform.keep_past_of('duty.shift', '{post_id,school_id,day,half,bell_at,sanjian,heads,state}');
select platform.keep_past_of('duty.assignment', '{shift_id,person_id,role,state}',
  'old.state in (''published'', ''claimed'')');

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
create view schools.published_gear_entry_version with (security_invoker = true) as
  select county_id, id, area_path, class, school_id, gear, movement, quantity, on_day, expires_on,
    known_from, 'infinity'::timestamptz as known_until
  from schools.gear_entry
  union all
  select p.county_id, p.row_id, p.area_path, p.class, w.school_id, w.gear, w.movement, w.quantity,
    w.on_day, w.expires_on, p.known_from, p.known_until
  from schools.past_row p
  cross join lateral jsonb_populate_record(null::schools.gear_entry, p.was) w
  where p.relation = 'gear_entry';
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
create view duty.published_shift_version with (security_invoker = true) as
  select county_id, id, area_path, class, post_id, school_id, day, half, bell_at, sanjian, heads,
    state, sanjian_confirmed, sanjian_confirmed_at, known_from,
    'infinity'::timestamptz as known_until
  from duty.shift
  union all
  -- The sights are confirmed beside: they carry their own instant.
  select p.county_id, p.row_id, p.area_path, p.class, w.post_id, w.school_id, w.day, w.half,
    w.bell_at, w.sanjian, w.heads, w.state, s.sanjian_confirmed, s.sanjian_confirmed_at,
    p.known_from, p.known_until
  from duty.past_row p
  join duty.shift s on s.county_id = p.county_id and s.id = p.row_id
  cross join lateral jsonb_populate_record(null::duty.shift, p.was) w
  where p.relation = 'shift';
create view duty.published_assignment_version with (security_invoker = true) as
  select county_id, id, area_path, class, shift_id, person_id, role,
    known_from, 'infinity'::timestamptz as known_until
  from duty.assignment where state in ('published', 'claimed')
  union all
  select p.county_id, p.row_id, p.area_path, p.class, w.shift_id, w.person_id, w.role,
    p.known_from, p.known_until
  from duty.past_row p
  cross join lateral jsonb_populate_record(null::duty.assignment, p.was) w
  where p.relation = 'assignment';

-- Changes of a school are told by its versions now.
drop view schools.published_school_change;
grant select on all tables in schema schools to anyuan_app;
grant select on all tables in schema duty to anyuan_app;
