-- Separation of administrators looks at every role of a person, also those that the acting
-- security administrator cannot see; only names of roles and their areas come back.
create function identity.roles_of_person(person uuid, on_day date)
returns table (role text, area_id uuid, area_path ltree)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select g.role, g.area_id, g.area_path
  from identity.role_assignment g
  where g.person_id = person and g.revoked_at is null
    and (g.ends_on is null or g.ends_on >= on_day)
$$;
revoke all on function identity.roles_of_person(uuid, date) from public;
grant execute on function identity.roles_of_person(uuid, date) to anyuan_app;

create index role_assignment_person on identity.role_assignment (person_id);
