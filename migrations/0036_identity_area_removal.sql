-- identity: a station or an agency that was entered by mistake is taken out again, as long as
-- nothing was done there; and an agency is renamed by a version, as an area is.

alter table identity.agency add column version integer not null default 1;

drop policy area_delete on identity.area;
create policy area_delete on identity.area for delete to anyuan_app
  using (level in ('station', 'school')
    and path <@ (select nullif(current_setting('app.scope'), '')::ltree));

-- Whether anything was ever written at a place of the scope or below it, besides its own names and
-- agencies: the trail knows it of every module, also of rows whose class the asker does not see.
create function identity.place_was_used(place uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select from identity.area a
    join identity.audit_entry e on e.county_id = a.county_id and e.area_path <@ a.path
    where a.id = place
      and a.path <@ (select nullif(current_setting('app.scope'), '')::ltree)
      and e.action not in ('identity.area.create', 'identity.area.change',
        'identity.agency.create', 'identity.agency.change', 'identity.agency.remove'))
$$;
revoke all on function identity.place_was_used(uuid) from public;
grant execute on function identity.place_was_used(uuid) to anyuan_app;
