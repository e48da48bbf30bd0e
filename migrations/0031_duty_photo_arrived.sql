-- duty: an announced picture proves nothing until it is here. What counts by a picture counts from
-- its arrival on; until then it waits for the picture or for a leader.

alter table duty.check_in
  drop constraint check_in_causes_check,
  add constraint check_in_causes_check check (causes <@ '{late,earlyLeave,outside,
    uncertainWithoutPhoto,photoAwaited,noPosition,gateCodeWrong,registeredAfterwards,outsideWindow,
    notAssigned,roleUnknown,clockAhead}'),
  -- When the picture with the announced digest was stored; stays when the picture is erased (0002).
  add column photo_stored_at timestamptz;

-- The trail knows of each picture that came, those erased since then too.
update duty.check_in c set photo_stored_at = e.at
from (select county_id, subject_id, min(at) as at from identity.audit_entry
  where action = 'duty.photo.store' group by county_id, subject_id) e
where e.county_id = c.county_id and e.subject_id = c.id and c.photo_sha256 is not null;

update duty.check_in set approval = 'pending', causes = causes || '{photoAwaited}'
where direction = 'in' and method in ('position', 'gateCode') and verdict = 'uncertain'
  and photo_sha256 is not null and photo_stored_at is null and approval = 'notNeeded';

drop view duty.published_check_in;
alter table duty.check_in drop column counts;
alter table duty.check_in
  -- The one rule of presence, for the board and for every figure (contract/check-in.ts says the
  -- same to the phone; a test compares them).
  add column counts boolean not null generated always as (
    method <> 'automatic' and (approval = 'approved' or (approval = 'notNeeded' and (
      method = 'supervisor' or (method in ('position', 'gateCode') and (verdict = 'inside'
        or (verdict = 'uncertain' and photo_stored_at is not null))))))) stored;

create view duty.published_check_in with (security_invoker = true) as
  select county_id, id, area_path, class, shift_id, post_id, person_id, role, direction, at,
    received_at, method, verdict, photo_sha256, offline, late, approval, corrects_id, counts,
    recorded_by, causes, sanjian, approved_at, photo_stored_at,
    -- Since when it was known to count: the record, a leader's word and the picture may each come
    -- later than what a figure asks for.
    case when counts then greatest(received_at, approved_at,
      case when approval = 'notNeeded' and method <> 'supervisor' and verdict = 'uncertain'
        then photo_stored_at end) end as counts_from
  from duty.check_in;
grant select on duty.published_check_in to anyuan_app;
