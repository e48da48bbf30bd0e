-- schools: what an import must remember between the dry run, the commit and the undo.

alter table schools.import_run
  -- Null: brought in from the command line, where nobody is signed in.
  alter column started_by drop not null,
  -- The county or station into which the table's records go.
  add column area_id uuid not null references identity.area (id),
  -- The file as it came, until it is no longer needed: it holds more than what was taken from it.
  add column file_id uuid,
  -- Whom to name wherever the data are shown.
  add column attribution text not null default '' check (char_length(attribution) <= 300),
  -- Changed with the settings; a dry run belongs to one version.
  add column version integer not null default 1,
  -- What the last dry run found, so that a commit writes what was seen and nothing else.
  add column check_id text check (char_length(check_id) <= 64),
  add column finished_by uuid,
  add constraint import_run_file_fkey foreign key (county_id, file_id)
    references platform.file (county_id, id),
  drop constraint import_run_state_check,
  add constraint import_run_state_check
    check (state in ('received', 'checked', 'committed', 'undone', 'dropped')),
  add constraint import_run_committed_check
    check ((state in ('committed', 'undone')) = (committed_at is not null)),
  add constraint import_run_undone_check check ((state = 'undone') = (undone_at is not null));
create index import_run_file on schools.import_run (county_id, file_id);
create index import_run_area on schools.import_run (area_id);
create index import_run_id on schools.import_run (id);

-- A school that an import entered by mistake leaves no area behind; other levels are never deleted.
create policy area_delete on identity.area for delete to anyuan_app
  using (level = 'school' and path <@ (select nullif(current_setting('app.scope'), '')::ltree));
grant delete on identity.area to anyuan_app;
