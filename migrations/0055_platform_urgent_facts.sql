-- What tells people of an alarm goes before what only keeps plans and sums up to date.
alter table platform.outbox add column urgent boolean not null default false;
drop index platform.outbox_due;
create index outbox_due on platform.outbox (urgent desc, next_attempt_at, id)
  where failed_reason is null;
