-- What people write in their own words may name somebody, so it lies beside its record and has a
-- last day (docs/decisions/0002): one table and one sweep for all of it.

create table platform.remark (
  county_id uuid not null,
  -- The record that it belongs to, and which of its texts it is.
  subject_id uuid not null,
  field text not null check (field ~ '^[a-z][a-zA-Z]{1,29}$'),
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  -- Whom the record is about, who may read it wherever it lies.
  person_id uuid,
  text text not null check (char_length(text) between 1 and 500),
  salt bytea not null,
  delete_after timestamptz not null,
  primary key (county_id, subject_id, field)
);
create index remark_delete on platform.remark (delete_after);
create index remark_path on platform.remark using gist (area_path);
select platform.protect('platform.remark', 'person');

-- The text of a record, empty when nothing was written or its last day is over. With the reader's
-- own rights.
create function platform.remark(county uuid, subject uuid, named text) returns text
language sql stable as $$
  select coalesce((select r.text from platform.remark r
    where r.county_id = county and r.subject_id = subject and r.field = named), '')
$$;

-- What was written so far is carried over; what is older than 180 days stays behind.
create function pg_temp.carry(source text, field text, text_column text, at_column text,
  person_column text) returns void
language plpgsql as $$
begin
  execute format(
    'insert into platform.remark (county_id, subject_id, field, area_path, class, person_id, text,
       salt, delete_after)
     select county_id, id, %L, area_path, class, %s, %I, uuid_send(gen_random_uuid()),
       %I + interval ''180 days''
     from %s where %I <> '''' and %I + interval ''180 days'' > now()',
    field, person_column, text_column, at_column, source, text_column, at_column);
end
$$;
select pg_temp.carry('duty.check_in', 'reason', 'reason', 'at', 'person_id');
select pg_temp.carry('duty.post_event', 'note', 'note', 'at', 'person_id');
select pg_temp.carry('duty.incident', 'outcome', 'outcome', 'closed_at', 'null::uuid');
select pg_temp.carry('duty.deployment', 'note', 'note', 'at', 'person_id');
select pg_temp.carry('duty.patrol', 'note', 'note', 'given_at', 'person_id');
select pg_temp.carry('duty.patrol_report', 'note', 'note', 'at', 'person_id');
select pg_temp.carry('duty.headcount_change', 'note', 'note', 'made_at', 'null::uuid');
select pg_temp.carry('schools.contact_entry', 'summary', 'summary', 'at', 'person_id');
select pg_temp.carry('schools.police_room_entry', 'note', 'note', 'at', 'person_id');
select pg_temp.carry('schools.gear_entry', 'note', 'note', 'on_day', 'null::uuid');
select pg_temp.carry('identity.secondment', 'reason', 'reason', 'approved_at', 'person_id');

-- Hashes that told repeats from conflicts covered these texts, which could be found again by
-- trying: they become noise. New ones leave the texts out.
update duty.check_in set content_hash = sha256(uuid_send(gen_random_uuid())) where reason <> '';
update duty.post_event set content_hash = sha256(uuid_send(gen_random_uuid())) where note <> '';
update duty.deployment set content_hash = sha256(uuid_send(gen_random_uuid())) where note <> '';
update duty.patrol set content_hash = sha256(uuid_send(gen_random_uuid())) where note <> '';
update duty.patrol_report set content_hash = sha256(uuid_send(gen_random_uuid())) where note <> '';

alter table duty.check_in drop column reason;
alter table duty.post_event drop column note;
-- The summary of an incident always was the note of its event.
alter table duty.incident
  drop column summary,
  drop column outcome,
  add constraint incident_closed check (
    (state = 'closed') = (closed_at is not null and closed_by is not null));
alter table duty.deployment drop column note;
alter table duty.patrol drop column note;
alter table duty.patrol_report drop column note;
alter table duty.headcount_change drop column note;
alter table schools.contact_entry drop column summary;
alter table schools.police_room_entry drop column note;
alter table schools.gear_entry drop column note;
alter table identity.secondment drop column reason;
