-- The names of the migrations that this database has had, readable by backup and restore. The
-- record itself lies in a schema of the migrator that requests cannot reach.

create function platform.migration_names() returns setof text
language sql stable security definer set search_path = pg_catalog as $$
  select name::text from anyuan_migration.kysely_migration order by 1
$$;
revoke all on function platform.migration_names() from public;
grant execute on function platform.migration_names() to anyuan_app;
create view platform.migration_name with (security_invoker = true) as
  select name from platform.migration_names() as name;
grant select on platform.migration_name to anyuan_app;
