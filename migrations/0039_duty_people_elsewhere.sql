-- duty: whoever plans a person must know when that person is away and what they serve in other
-- counties. Leave lies at home and shifts with their county (decision 0001), so of an officer lent
-- from elsewhere the county that plans them saw neither.

drop function duty.person_shifts(uuid[], date, date);

-- In which counties the people of the ids have rows, of those whom the reader may see. Somebody
-- lent is followed home only for days of the loan: before and after it they are nobody's business
-- here. Only for the two functions below, which run it with their own rights.
create function duty.people_in_counties(ids uuid[], first_day date, last_day date)
returns table (id uuid, county_id uuid)
language sql stable set search_path = pg_catalog, public as $$
  with reader as (
    select nullif(current_setting('app.scope'), '')::ltree as scope,
      string_to_array(nullif(current_setting('app.classes'), ''), ',') as classes
  ), visible as (
    select p.county_id, p.id, p.home_county_id
    from reader r
    join identity.published_person p on p.id = any (ids)
    where (p.area_path <@ r.scope and p.class::text = any (r.classes))
      or exists (select from duty.assignment a
        where a.county_id = p.county_id and a.person_id = p.id and a.state <> 'withdrawn'
          and a.area_path <@ r.scope and a.class::text = any (r.classes))
  )
  select distinct o.id, o.county_id
  from visible v
  join identity.published_person o on o.id = v.id
  where o.county_id = v.county_id or v.home_county_id is null
    or exists (select from identity.published_secondment e
      where e.county_id = v.county_id and e.person_id = v.id and e.starts_on <= last_day
        and (e.ends_on is null or e.ends_on >= first_day))
$$;
revoke all on function duty.people_in_counties(uuid[], date, date) from public;

-- Shifts of people in all their counties: times and places, with what the area of each shift says
-- of its duty (null where the defaults hold).
create function duty.person_shifts(ids uuid[], first_day date, last_day date)
returns table (assignment_id uuid, person_id uuid, role text, county_id uuid, shift_id uuid,
  post_id uuid, school_path text, station_path text, day date, starts_at timestamptz,
  ends_at timestamptz, lon double precision, lat double precision, cancelled boolean,
  max_duties_per_week integer, travel_kmh double precision, detour_factor double precision)
language sql stable security definer set search_path = pg_catalog, public as $$
  with found as materialized (
    select a.id as assignment_id, a.person_id, a.role, s.county_id, s.id as shift_id, s.post_id,
      s.area_path, coalesce(t.path, s.area_path) as station_path, s.day, s.starts_at, s.ends_at,
      g.lon, g.lat, s.state = 'cancelled' as cancelled
    from duty.people_in_counties(ids, first_day, last_day) k
    join duty.assignment a on a.county_id = k.county_id and a.person_id = k.id
      and a.state <> 'withdrawn'
    join duty.shift s on s.county_id = a.county_id and s.id = a.shift_id
      and s.day between first_day and last_day
    join duty.post p on p.county_id = s.county_id and p.id = s.post_id
    left join schools.published_gate g on g.county_id = p.county_id and g.id = p.gate_id
    left join identity.published_area t on t.id = s.station_area_id
  ), nearest as materialized (
    select a.area_path, d.max_duties_per_week, d.travel_kmh, d.detour_factor
    from (select distinct area_path from found) a
    cross join lateral (select * from duty.setting d where d.area_path @> a.area_path
      order by nlevel(d.area_path) desc limit 1) d
  )
  select f.assignment_id, f.person_id, f.role, f.county_id, f.shift_id, f.post_id,
    f.area_path::text, f.station_path::text, f.day, f.starts_at, f.ends_at, f.lon, f.lat,
    f.cancelled, n.max_duties_per_week, n.travel_kmh, n.detour_factor
  from found f
  left join nearest n on n.area_path = f.area_path
$$;
revoke all on function duty.person_shifts(uuid[], date, date) from public;
grant execute on function duty.person_shifts(uuid[], date, date) to anyuan_app;

-- When people are away, or have asked to be: from when to when, never why.
create function duty.person_absences(ids uuid[], first_day date, last_day date)
returns table (leave_id uuid, person_id uuid, starts_at timestamptz, ends_at timestamptz,
  approved boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select l.id, l.person_id, l.starts_at, l.ends_at, l.state = 'approved'
  from duty.people_in_counties(ids, first_day, last_day) k
  join duty.leave l on l.county_id = k.county_id and l.person_id = k.id
    and l.state in ('requested', 'approved')
    and l.ends_at > first_day and l.starts_at < last_day + 1
$$;
revoke all on function duty.person_absences(uuid[], date, date) from public;
grant execute on function duty.person_absences(uuid[], date, date) to anyuan_app;

-- A code of the gate, sent by somebody whose own role may show it, is no proof of being there.
alter table duty.check_in
  drop constraint check_in_causes_check,
  add constraint check_in_causes_check check (causes <@ '{late,earlyLeave,outside,
    uncertainWithoutPhoto,photoAwaited,noPosition,gateCodeWrong,gateCodeOwn,registeredAfterwards,
    outsideWindow,notAssigned,roleUnknown,clockAhead}');
