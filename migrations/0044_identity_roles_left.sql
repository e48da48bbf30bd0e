-- A role that a leaving ended comes back with the next place: when the leaving was entered, and
-- until when the role had been granted before it.

alter table identity.role_assignment
  add column left_at timestamptz,
  add column granted_until date;

-- The sweep looks for sessions of accounts out of use; most are in use.

create index account_out_of_use on identity.account (id) where state in ('locked', 'closed');
