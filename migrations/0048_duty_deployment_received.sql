-- A deployment that was written without signal is known once it arrives, as check-ins and events
-- are: a figure that was told in between stays the same.

alter table duty.deployment add column received_at timestamptz;
update duty.deployment set received_at = at;
alter table duty.deployment
  alter column received_at set default platform.known_now(),
  alter column received_at set not null;

create or replace view duty.published_deployment with (security_invoker = true) as
  select county_id, id, area_path, class, task, on_day, police_heads, auxiliary_heads, mass_heads,
    vehicles, withdrawn_at, at, person_id, received_at
  from duty.deployment;
