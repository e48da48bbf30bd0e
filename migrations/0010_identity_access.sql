-- Signing in, joining by invitation, and finding people by letters.

-- Failures are counted by login name in identity.sign_in_source, so that a name without an
-- account is refused exactly as one with an account.
alter table identity.account
  drop column failed_attempts,
  drop column locked_until,
  add column totp_enrolled_at timestamptz,
  add column version integer not null default 1;
create unique index account_of_person on identity.account (county_id, person_id)
  where state <> 'closed';
comment on table identity.sign_in_source is
  'A source is a network address or a login name that somebody tried, as a keyed digest.';

alter table identity.area add column version integer not null default 1;
alter table identity.person add column version integer not null default 1;

-- join: makes a person's account in one role on this device. activate: the owner of an account
-- that was made for him chooses its password.
alter table identity.invitation
  alter column role drop not null,
  add column purpose text not null default 'join' check (purpose in ('join', 'activate')),
  add column account_id uuid references identity.account (id),
  add constraint invitation_join check ((purpose = 'join') = (role is not null)),
  add constraint invitation_activate check ((purpose = 'activate') = (account_id is not null));
create index invitation_account on identity.invitation (account_id);
create index invitation_expiry on identity.invitation (expires_at);
create index session_role_assignment on identity.session (role_assignment_id);
create index secondment_end on identity.secondment (ends_on) where ends_on is not null;

-- Operators that are not leakproof lose their index under row security (a LIKE becomes 190 times
-- slower), so the search runs with its owner's rights and names scope and class itself.
drop index identity.person_name;
create index person_letters on identity.person using gin
  (name gin_trgm_ops, initials gin_trgm_ops, (replace(pinyin, ' ', '')) gin_trgm_ops);

create function identity.search_people(wanted text)
returns table (county_id uuid, id uuid)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select p.county_id, p.id
  from identity.person p,
    (select replace(replace(replace(lower(wanted), '\', '\\'), '%', '\%'), '_', '\_') as text) w
  where p.area_path <@ (select nullif(current_setting('app.scope'), '')::ltree)
    and p.class::text = any
      (string_to_array((select nullif(current_setting('app.classes'), '')), ','))
    and (p.name like '%' || w.text || '%'
      or p.initials like w.text || '%'
      or replace(p.pinyin, ' ', '') like replace(w.text, ' ', '') || '%')
$$;
revoke all on function identity.search_people(text) from public;
grant execute on function identity.search_people(text) to anyuan_app;
