-- statistics: day rollups of indicators and stored reports.

create schema statistics;
grant usage on schema statistics to anyuan_app;

-- One indicator, one day, one school (or the area itself when it has no school): additive values.
create table statistics.day_rollup (
  county_id uuid not null,
  indicator text not null check (indicator ~ '^[a-z0-9_]{3,60}$'),
  day date not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  value bigint not null,
  primary key (county_id, indicator, day, area_path)
);
create index day_rollup_path on statistics.day_rollup using gist (area_path);
select platform.protect('statistics.day_rollup');

-- Days whose rows changed after they were rolled up. A local queue, drained by a job.
create table statistics.stale_day (
  county_id uuid not null,
  day date not null,
  area_path ltree not null,
  at timestamptz not null,
  primary key (county_id, day, area_path)
);
grant select, insert, update, delete on statistics.stale_day to anyuan_app;

create table statistics.report (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  kind text not null check (kind in ('dailyBrief', 'monthlyDuty')),
  period_starts_on date not null,
  period_ends_on date not null,
  state text not null default 'draft' check (state in ('draft', 'signed')),
  corrects_id uuid,
  -- Definitions version, query per figure, values and hash of the rows behind each value.
  figures jsonb not null,
  document jsonb not null,
  pdf_file_id uuid,
  rows_hash bytea not null check (octet_length(rows_hash) = 32),
  as_of timestamptz not null,
  due_at timestamptz,
  made_by uuid not null,
  made_at timestamptz not null,
  signed_by uuid,
  signed_at timestamptz,
  primary key (county_id, id),
  foreign key (county_id, pdf_file_id) references platform.file (county_id, id),
  check (period_ends_on >= period_starts_on),
  check ((state = 'signed') = (signed_by is not null and signed_at is not null))
);
create index report_path on statistics.report using gist (area_path);
create index report_period on statistics.report (county_id, kind, period_starts_on);
create index report_file on statistics.report (county_id, pdf_file_id);
select platform.protect('statistics.report');
