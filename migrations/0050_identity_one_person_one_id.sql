-- Who enters somebody, or opens an account, sees the own scope only; an id belongs to one person and
-- a person has one account, wherever they are. Tells no more than that.
create function identity.people_everywhere(ids uuid[])
returns table (id uuid, has_account boolean)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select p.id, bool_or(exists (select from identity.account a
    where a.county_id = p.county_id and a.person_id = p.id and a.state <> 'closed'))
  from identity.person p
  where p.id = any (ids)
  group by p.id
$$;
revoke all on function identity.people_everywhere(uuid[]) from public;
grant execute on function identity.people_everywhere(uuid[]) to anyuan_app;

-- Closing an account takes its roles back from now on; those that it left behind until now follow.
update identity.role_assignment g set revoked_at = now()
from identity.account a
where a.id = g.account_id and a.state = 'closed' and g.revoked_at is null;
