-- Accounts are local tables, people and role assignments are distributed ones: a key between the
-- two kinds cannot exist on a distributed engine. The use cases that make them look both up.

alter table identity.account drop constraint account_county_id_person_id_fkey;
alter table identity.role_assignment drop constraint role_assignment_account_id_fkey;
