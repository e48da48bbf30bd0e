-- duty: what became of an event that was saved as followed up. The record stays as it was sent; its
-- result comes beside it, with when it was known, so that a figure of an earlier day stays the same.

alter table duty.post_event
  add column settled_result text
    check (settled_result in ('handled', 'handedOver', 'cleared')),
  add column settled_at timestamptz,
  add column settled_by uuid,
  add constraint post_event_settled
    check (num_nonnulls(settled_result, settled_at, settled_by) in (0, 3));
create index post_event_following on duty.post_event (person_id, at desc)
  where result = 'following' and settled_at is null and withdrawn_at is null;
create index post_event_settled_by on duty.post_event (county_id, settled_by)
  where settled_by is not null;
create index incident_closed_by on duty.incident (county_id, closed_by)
  where closed_by is not null;

create or replace view duty.published_post_event with (security_invoker = true) as
  select county_id, id, area_path, class, shift_id, post_id, person_id, kind, heads, consent, at,
    withdrawn_at, received_at, result, settled_at
  from duty.post_event;

-- Whoever may see an event may see by name who wrote it down and who says what became of it.
create or replace function duty.acting_people(ids uuid[])
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
    or exists (select from duty.patrol t
      where t.county_id = p.county_id and t.person_id = p.id
        and t.area_path <@ r.scope and t.class::text = any (r.classes))
    or exists (select from duty.patrol_report t
      where t.county_id = p.county_id and t.person_id = p.id
        and t.area_path <@ r.scope and t.class::text = any (r.classes))
    or exists (select from duty.post_event e
      where e.county_id = p.county_id and e.person_id = p.id
        and e.area_path <@ r.scope and e.class::text = any (r.classes))
    or exists (select from duty.post_event e
      where e.county_id = p.county_id and e.settled_by = p.id
        and e.area_path <@ r.scope and e.class::text = any (r.classes))
    or exists (select from duty.incident i
      where i.county_id = p.county_id and i.closed_by = p.id
        and i.area_path <@ r.scope and i.class::text = any (r.classes))
  order by p.id
$$;
