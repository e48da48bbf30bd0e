-- Roles that ask for a code at sign-in are entered from sessions that were opened, or proved since,
-- by one. Of the sessions before it the account tells: who has an authenticator was asked for it.

alter table identity.session add column by_code boolean not null default false;
update identity.session s set by_code = true
from identity.account a where a.id = s.account_id and a.totp_enrolled_at is not null;
