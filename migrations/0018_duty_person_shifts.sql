-- duty: whoever plans a person must know of all shifts of that person, those outside the planner's
-- own area included; only times and places of shifts come out, of people the planner may see.

create function duty.person_shifts(ids uuid[], first_day date, last_day date)
returns table (assignment_id uuid, person_id uuid, role text, county_id uuid, shift_id uuid,
  post_id uuid, school_path text, station_path text, day date, starts_at timestamptz,
  ends_at timestamptz, lon double precision, lat double precision, cancelled boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  with reader as (
    select nullif(current_setting('app.scope'), '')::ltree as scope,
      string_to_array(nullif(current_setting('app.classes'), ''), ',') as classes
  ), visible as (
    select p.county_id, p.id
    from reader r
    join identity.published_person p on p.id = any (ids)
    where (p.area_path <@ r.scope and p.class::text = any (r.classes))
      or exists (select from duty.assignment a
        where a.county_id = p.county_id and a.person_id = p.id and a.state <> 'withdrawn'
          and a.area_path <@ r.scope and a.class::text = any (r.classes))
  )
  select a.id, a.person_id, a.role, s.county_id, s.id, s.post_id, s.area_path::text,
    coalesce(t.path, s.area_path)::text, s.day, s.starts_at, s.ends_at, g.lon, g.lat,
    s.state = 'cancelled'
  from visible v
  join duty.assignment a on a.county_id = v.county_id and a.person_id = v.id
    and a.state <> 'withdrawn'
  join duty.shift s on s.county_id = a.county_id and s.id = a.shift_id
    and s.day between first_day and last_day
  join duty.post p on p.county_id = s.county_id and p.id = s.post_id
  left join schools.published_gate g on g.county_id = p.county_id and g.id = p.gate_id
  left join identity.published_area t on t.id = s.station_area_id
$$;
revoke all on function duty.person_shifts(uuid[], date, date) from public;
grant execute on function duty.person_shifts(uuid[], date, date) to anyuan_app;
