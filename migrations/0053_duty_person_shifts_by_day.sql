-- duty: the shifts of people, read by their days. What PostgreSQL guesses of so many shifts and
-- people is wrong by thousands where a county plans its first weeks: it met every person with every
-- shift, and publishing a week of 106 posts took ten seconds. So the days are read first, each
-- shift with its people, and who was asked for is picked from them: the work is what the days hold,
-- whatever is guessed and however long the past.
create or replace function duty.person_shifts(ids uuid[], first_day date, last_day date)
returns table (assignment_id uuid, person_id uuid, role text, county_id uuid, shift_id uuid,
  post_id uuid, school_path text, station_path text, day date, starts_at timestamptz,
  ends_at timestamptz, lon double precision, lat double precision, cancelled boolean,
  max_duties_per_week int, travel_kmh double precision, detour_factor double precision)
language sql stable security definer set search_path = pg_catalog, public as $$
  with people as materialized (
    select k.id, k.county_id from duty.people_in_counties(ids, first_day, last_day) k
  ), placed as materialized (
    select a.id as assignment_id, a.person_id, a.role, s.*
    from (select distinct p.county_id from people p) c
    cross join lateral (
      select s.county_id, s.id as shift_id, s.post_id, s.area_path, s.station_area_id, s.day,
        s.starts_at, s.ends_at, s.state = 'cancelled' as cancelled
      from duty.shift s
      where s.county_id = c.county_id and s.day between first_day and last_day
      offset 0
    ) s
    cross join lateral (
      select a.id, a.person_id, a.role from duty.assignment a
      where a.county_id = s.county_id and a.shift_id = s.shift_id and a.state <> 'withdrawn'
      offset 0
    ) a
  ), found as materialized (
    select f.*, coalesce(t.path, f.area_path) as station_path, g.lon, g.lat
    from placed f
    join people k on k.county_id = f.county_id and k.id = f.person_id
    join duty.post p on p.county_id = f.county_id and p.id = f.post_id
    left join schools.published_gate g on g.county_id = p.county_id and g.id = p.gate_id
    left join identity.published_area t on t.id = f.station_area_id
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
