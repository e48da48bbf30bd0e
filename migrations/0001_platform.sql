-- Ground for every module: extensions, roles, row protection, outbox, files, chain heads.
-- Scope is a property of the transaction (docs/decisions/0001): app.scope, app.classes, app.person
-- are set by literal SET LOCAL; policies read them without the "missing ok" flag, so a connection
-- that was never bound fails, and through nullif(), so an emptied one sees nothing.

create extension if not exists ltree;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

do $$
begin
  if not exists (select from pg_roles where rolname = 'anyuan_app') then
    create role anyuan_app nologin;
  end if;
  execute format('grant anyuan_app to %I', current_user);
end
$$;

create schema platform;
grant usage on schema platform to anyuan_app;

create domain platform.row_class as text
  check (value in ('joint', 'police', 'education', 'school', 'vault'));

-- Text collation for people: names sort by pinyin, the order in which lists are read aloud.
create collation platform.pinyin (provider = icu, locale = 'zh-u-co-pinyin');

-- Row protection, one way for every scoped table.
--   own:       rows in or below the scope
--   inherited: also rows of areas above the scope (calendars, plans, bulletins), for reading only
--   person:    also rows about the acting person wherever they are (their shifts elsewhere)
create function platform.protect(target regclass, mode text default 'own') returns void
language plpgsql as $$
declare
  scope text := 'area_path operator(public.<@) '
    '(select nullif(current_setting(''app.scope''), '''')::public.ltree)';
  above text := 'area_path operator(public.@>) '
    '(select nullif(current_setting(''app.scope''), '''')::public.ltree)';
  class text := 'class::text = any '
    '(string_to_array((select nullif(current_setting(''app.classes''), '''')), '',''))';
  mine text := 'person_id = (select nullif(current_setting(''app.person''), '''')::uuid)';
  readable text;
begin
  if mode not in ('own', 'inherited', 'person') then
    raise exception 'unknown protection mode %', mode;
  end if;
  readable := case mode
    when 'own' then format('%s and %s', scope, class)
    when 'inherited' then format('(%s or %s) and %s', scope, above, class)
    else format('(%s and %s) or %s', scope, class, mine)
  end;
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy scope_read on %s for select to anyuan_app using (%s)', target, readable);
  execute format('create policy scope_insert on %s for insert to anyuan_app with check (%s and %s)',
    target, scope, class);
  execute format('create policy scope_update on %s for update to anyuan_app using (%s and %s) with check (%s and %s)',
    target, scope, class, scope, class);
  execute format('create policy scope_delete on %s for delete to anyuan_app using (%s and %s)',
    target, scope, class);
  execute format('grant select, insert, update, delete on %s to anyuan_app', target);
end
$$;

-- One row per county (or body above a county): the last link of its audit chain.
-- Locked last in every writing transaction, so the chain is in commit order.
create table platform.chain_head (
  county_id uuid primary key,
  sequence bigint not null default 0,
  hash bytea not null default '\x'::bytea
);
grant select, insert, update on platform.chain_head to anyuan_app;

-- Facts announced between modules, written in the transaction that makes them true.
-- A local queue (docs/decisions/0001): never distributed, claimed with skip locked.
create table platform.outbox (
  id bigint generated always as identity primary key,
  topic text not null check (topic ~ '^[a-z]+\.[a-z-]+$'),
  county_id uuid not null,
  area_path ltree not null,
  payload jsonb not null,
  at timestamptz not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  failed_reason text
);
create index outbox_due on platform.outbox (next_attempt_at, id) where failed_reason is null;
grant select, insert, update, delete on platform.outbox to anyuan_app;

-- Uploaded content by hash. The bytes lie in the data folder; this row is the claim on them.
create table platform.file (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  media_type text not null,
  size_bytes bigint not null check (size_bytes between 1 and 52428800),
  name text not null check (char_length(name) <= 200),
  purpose text not null check (char_length(purpose) <= 60),
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  delete_after timestamptz,
  primary key (county_id, id)
);
create index file_area on platform.file using gist (area_path);
create index file_hash on platform.file (county_id, sha256);
create index file_delete on platform.file (delete_after) where delete_after is not null;
select platform.protect('platform.file');
