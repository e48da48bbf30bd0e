-- duty: whoever may see a shift may see by name who serves it, wherever that person belongs.

create function duty.acting_people(ids uuid[])
returns table (id uuid, name text, agency_name text)
language sql stable security definer set search_path = pg_catalog, public as $$
  with reader as (
    select nullif(current_setting('app.scope'), '')::ltree as scope,
      string_to_array(nullif(current_setting('app.classes'), ''), ',') as classes
  )
  select distinct on (p.id) p.id, p.name, y.name
  from reader r
  join identity.published_person p on p.id = any (ids)
  left join identity.published_agency y on y.county_id = p.county_id and y.id = p.agency_id
  where exists (select from duty.assignment a
      where a.county_id = p.county_id and a.person_id = p.id
        and a.area_path <@ r.scope and a.class::text = any (r.classes))
    or exists (select from duty.check_in c
      where c.county_id = p.county_id and c.person_id = p.id
        and c.area_path <@ r.scope and c.class::text = any (r.classes))
    or exists (select from duty.help_request h
      where h.county_id = p.county_id and h.person_id = p.id
        and h.area_path <@ r.scope and h.class::text = any (r.classes))
    or exists (select from duty.roll_call_answer w
      where w.county_id = p.county_id and w.person_id = p.id
        and w.area_path <@ r.scope and w.class::text = any (r.classes))
    or exists (select from duty.leave l
      where l.county_id = p.county_id and l.person_id = p.id
        and l.area_path <@ r.scope and l.class::text = any (r.classes))
  order by p.id
$$;
revoke all on function duty.acting_people(uuid[]) from public;
grant execute on function duty.acting_people(uuid[]) to anyuan_app;
