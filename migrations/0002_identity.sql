-- identity: the territory tree, agencies, people, accounts, roles, sessions, audit trail.

create schema identity;
grant usage on schema identity to anyuan_app;

-- One tree: country, province, city, county, station area, school. A reference table: small,
-- the same everywhere. path labels are made once from the code and never change, even when a
-- county is recoded, because every scoped row carries them.
create table identity.area (
  id uuid primary key,
  parent_id uuid references identity.area (id),
  level text not null check (level in ('country', 'province', 'city', 'county', 'station', 'school')),
  code text unique check (code ~ '^[0-9]{2,12}$'),
  name text not null check (char_length(name) between 1 and 120),
  name_en text not null default '' check (char_length(name_en) <= 240),
  path ltree not null unique,
  -- The home of its rows: the county, or for an area above a county that area itself.
  county_id uuid not null,
  retired_on date
);
create index area_parent on identity.area (parent_id);
create index area_path on identity.area using gist (path);
alter table identity.area enable row level security;
alter table identity.area force row level security;
create policy area_read on identity.area for select to anyuan_app using (
  path <@ (select nullif(current_setting('app.scope'), '')::ltree)
  or path @> (select nullif(current_setting('app.scope'), '')::ltree));
create policy area_insert on identity.area for insert to anyuan_app
  with check (path <@ (select nullif(current_setting('app.scope'), '')::ltree));
create policy area_update on identity.area for update to anyuan_app
  using (path <@ (select nullif(current_setting('app.scope'), '')::ltree))
  with check (path <@ (select nullif(current_setting('app.scope'), '')::ltree));
grant select, insert, update on identity.area to anyuan_app;

create table identity.agency (
  county_id uuid not null,
  id uuid not null,
  area_id uuid not null references identity.area (id),
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  kind text not null check (kind in ('police', 'education', 'school', 'department', 'guardCompany')),
  name text not null check (char_length(name) between 1 and 120),
  -- Entered by the operator; the real code table of police bodies is not public.
  code text check (char_length(code) <= 20),
  primary key (county_id, id)
);
create index agency_path on identity.agency using gist (area_path);
create index agency_area on identity.agency (area_id);
select platform.protect('identity.agency', 'inherited');

-- A person as far as work needs one. Somebody from elsewhere acts in a county through a row there
-- with the same id and home_county_id set: a secondment (docs/decisions/0001).
create table identity.person (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  agency_id uuid not null,
  home_county_id uuid,
  name text not null check (char_length(name) between 1 and 40),
  pinyin text not null default '',
  initials text not null default '',
  -- The part that the person plays at a gate.
  duty_role text not null
    check (duty_role in ('police', 'auxiliary', 'cadre', 'guard', 'staff', 'volunteer', 'none')),
  badge text check (char_length(badge) <= 20),
  skills text[] not null default '{}',
  max_duties_per_week integer not null default 10 check (max_duties_per_week between 0 and 21),
  active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (county_id, id),
  foreign key (county_id, agency_id) references identity.agency (county_id, id)
);
create index person_path on identity.person using gist (area_path);
create index person_agency on identity.person (county_id, agency_id);
create index person_name on identity.person using gin (name gin_trgm_ops);
create index person_id on identity.person (id);
-- A person sees the own row wherever it lies; the column is called person_id in all other tables.
select platform.protect('identity.person');
create policy person_self on identity.person for select to anyuan_app
  using (id = (select nullif(current_setting('app.person'), '')::uuid));

-- Contact beside the person, with its basis: erasable without touching what was done (0002).
create table identity.person_contact (
  county_id uuid not null,
  person_id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  work_phone text check (work_phone ~ '^[0-9+ -]{5,20}$'),
  legal_basis text not null check (char_length(legal_basis) between 1 and 200),
  salt bytea not null,
  delete_after date,
  primary key (county_id, person_id),
  foreign key (county_id, person_id) references identity.person (county_id, id) on delete cascade
);
create index person_contact_path on identity.person_contact using gist (area_path);
create index person_contact_delete on identity.person_contact (delete_after)
  where delete_after is not null;
select platform.protect('identity.person_contact');

create table identity.secondment (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  person_id uuid not null,
  home_county_id uuid not null,
  starts_on date not null,
  ends_on date,
  reason text not null check (char_length(reason) between 1 and 200),
  approved_by uuid not null,
  approved_at timestamptz not null,
  primary key (county_id, id),
  foreign key (county_id, person_id) references identity.person (county_id, id),
  check (ends_on is null or ends_on >= starts_on),
  check (home_county_id <> county_id)
);
create index secondment_person on identity.secondment (county_id, person_id);
create index secondment_path on identity.secondment using gist (area_path);
select platform.protect('identity.secondment', 'person');

-- Accounts and sessions are looked up before any scope is known, so they are local tables.
create table identity.account (
  id uuid primary key,
  county_id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  person_id uuid not null,
  login_name text not null unique check (login_name ~ '^[a-z0-9][a-z0-9._-]{2,39}$'),
  password_hash text,
  -- Encrypted with the key of the data folder; null until enrolled.
  totp_secret bytea,
  totp_last_step bigint not null default 0,
  state text not null default 'active' check (state in ('invited', 'active', 'locked', 'closed')),
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz not null,
  foreign key (county_id, person_id) references identity.person (county_id, id)
);
create index account_person on identity.account (county_id, person_id);
create index account_path on identity.account using gist (area_path);
select platform.protect('identity.account', 'person');

create table identity.role_assignment (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  account_id uuid not null references identity.account (id),
  person_id uuid not null,
  role text not null,
  area_id uuid not null references identity.area (id),
  starts_on date not null,
  ends_on date,
  granted_by uuid not null,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  primary key (county_id, id)
);
create index role_assignment_account on identity.role_assignment (account_id);
create index role_assignment_area on identity.role_assignment (area_id);
create index role_assignment_path on identity.role_assignment using gist (area_path);
select platform.protect('identity.role_assignment', 'person');

create table identity.session (
  id uuid primary key,
  county_id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  account_id uuid not null references identity.account (id),
  person_id uuid not null,
  role_assignment_id uuid not null,
  device_name text not null check (char_length(device_name) <= 120),
  device_bound boolean not null default false,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  -- Set by a fresh password or code; grants, bulk export and deletion ask for it.
  stepped_up_until timestamptz,
  revoked_at timestamptz,
  revoked_reason text
);
create index session_account on identity.session (account_id);
create index session_expiry on identity.session (expires_at);
create index session_path on identity.session using gist (area_path);
select platform.protect('identity.session', 'person');

create table identity.invitation (
  id uuid primary key,
  county_id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  person_id uuid,
  role text not null,
  area_id uuid not null references identity.area (id),
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz
);
create index invitation_path on identity.invitation using gist (area_path);
create index invitation_area on identity.invitation (area_id);
select platform.protect('identity.invitation');

-- Failures per source address, counted apart from the account so that neither can be used to
-- lock the other out silently. The address is a keyed digest, never stored in clear.
create table identity.sign_in_source (
  source_digest bytea primary key,
  failed_attempts integer not null,
  window_started_at timestamptz not null,
  locked_until timestamptz
);
grant select, insert, update, delete on identity.sign_in_source to anyuan_app;

-- The audit trail: append only, one hash chain per county. detail holds only fields that are kept;
-- erasable values appear as salted digests (docs/decisions/0002).
create table identity.audit_entry (
  county_id uuid not null,
  sequence bigint not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  at timestamptz not null,
  actor_person_id uuid,
  actor_role text,
  session_id uuid,
  action text not null check (action ~ '^[a-z]+\.[a-zA-Z.]+$'),
  subject_kind text not null,
  subject_id uuid,
  detail jsonb not null default '{}',
  digests jsonb not null default '{}',
  previous_hash bytea not null,
  hash bytea not null,
  primary key (county_id, sequence)
);
create index audit_subject on identity.audit_entry (county_id, subject_id, sequence desc);
create index audit_at on identity.audit_entry (county_id, at desc);
create index audit_path on identity.audit_entry using gist (area_path);
select platform.protect('identity.audit_entry');
revoke update, delete on identity.audit_entry from anyuan_app;
