-- identity: a secondment keeps the agency it is with, and since when the guest's row stands there: the
-- next one, entered early, must not move somebody who still acts by the one before. Those of until
-- now stand where their guest does.
alter table identity.secondment
  add column agency_id uuid,
  add column placed_at timestamptz;
update identity.secondment s set agency_id = p.agency_id, placed_at = s.approved_at
from identity.person p where p.county_id = s.county_id and p.id = s.person_id;
alter table identity.secondment
  alter column agency_id set not null,
  add foreign key (county_id, agency_id) references identity.agency (county_id, id);
create index secondment_agency on identity.secondment (county_id, agency_id);
create index secondment_unplaced on identity.secondment (starts_on) where placed_at is null;

-- One that was entered by mistake is withdrawn before it begins: its last day is the one before its
-- first. For other modules there is none then.
alter table identity.secondment
  drop constraint secondment_check,
  add constraint secondment_days check (ends_on is null or ends_on >= starts_on - 1);
create or replace view identity.published_secondment with (security_invoker = true) as
  select county_id, id, area_path, class, person_id, home_county_id, starts_on, ends_on
  from identity.secondment
  where ends_on is null or ends_on >= starts_on;
