-- A place that is put under another one takes everything below it along.
create function platform.moved_path(path ltree, source ltree, target ltree) returns ltree
language sql immutable parallel safe set search_path = pg_catalog, public as $$
  select case when path = source then target
    else target || subpath(path, nlevel(source)) end
$$;
