-- duty: who writes a guest down without being a leader waits for one; who corrects the result of an
-- event stands beside who said it first. Files that nothing claims are found by their hash.

alter table duty.check_in
  drop constraint check_in_causes_check,
  add constraint check_in_causes_check check (causes <@ '{late,earlyLeave,outside,
    uncertainWithoutPhoto,photoAwaited,noPosition,gateCodeWrong,gateCodeOwn,registeredAfterwards,
    outsideWindow,notAssigned,roleUnknown,guestUnconfirmed,clockAhead}');

-- The first word keeps its author and its instant: figures of the days before hold by them.
alter table duty.post_event
  add column corrected_at timestamptz,
  add column corrected_by uuid,
  add constraint post_event_corrected check (num_nonnulls(corrected_at, corrected_by) in (0, 2)
    and (corrected_at is null or settled_at is not null));

-- The trail knows both of each result that was corrected before.
update duty.post_event e set corrected_at = c.at, corrected_by = c.actor_person_id
from (select distinct on (county_id, subject_id) county_id, subject_id, at, actor_person_id
  from identity.audit_entry where action = 'duty.event.correct' and actor_person_id is not null
  order by county_id, subject_id, at desc) c
where c.county_id = e.county_id and c.subject_id = e.id and e.settled_at is not null;
update duty.post_event e set settled_by = c.actor_person_id
from (select distinct on (county_id, subject_id) county_id, subject_id, actor_person_id
  from identity.audit_entry where action = 'duty.event.settle' and actor_person_id is not null
  order by county_id, subject_id, at) c
where c.county_id = e.county_id and c.subject_id = e.id and e.corrected_at is not null;

-- A leader of the city has no row of the county: people are sought by their id alone.
drop index duty.post_event_settled_by;
drop index duty.incident_closed_by;
create index post_event_settled_by on duty.post_event (settled_by) where settled_by is not null;
create index post_event_corrected_by on duty.post_event (corrected_by)
  where corrected_by is not null;
create index incident_closed_by on duty.incident (closed_by) where closed_by is not null;
create index file_sha256 on platform.file (sha256);

-- Whoever may see an event may see by name who wrote it down, who says what became of it and who
-- corrected that, from wherever they are.
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
      where e.settled_by = p.id
        and e.area_path <@ r.scope and e.class::text = any (r.classes))
    or exists (select from duty.post_event e
      where e.corrected_by = p.id
        and e.area_path <@ r.scope and e.class::text = any (r.classes))
    or exists (select from duty.incident i
      where i.closed_by = p.id
        and i.area_path <@ r.scope and i.class::text = any (r.classes))
  order by p.id
$$;
