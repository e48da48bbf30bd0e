-- statistics: day sums by class, totals of a home, days already summed; papers with versions and
-- corrections; and what duty and schools publish so that a figure can be told as it was known then.

alter table statistics.day_rollup
  drop constraint day_rollup_pkey,
  add primary key (county_id, indicator, day, area_path, class);
create index day_rollup_place on statistics.day_rollup (county_id, indicator, area_path, day);

-- All rows of one home (a county, or a body above counties): a year of a city is read in
-- thousands of rows instead of half a million.
create table statistics.day_total (
  county_id uuid not null,
  indicator text not null check (indicator ~ '^[a-z0-9_]{3,60}$'),
  day date not null,
  -- Of the home itself, so that only who sees all of it sees its total.
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  value bigint not null,
  primary key (county_id, indicator, day, class)
);
create index day_total_day on statistics.day_total (indicator, day);
create index day_total_path on statistics.day_total using gist (area_path);
select platform.protect('statistics.day_total');

-- Days whose sums exist; a day with duty that is not here is still to be summed.
create table statistics.rolled_day (
  county_id uuid not null,
  day date not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  rolled_at timestamptz not null,
  primary key (county_id, day)
);
create index rolled_day_path on statistics.rolled_day using gist (area_path);
select platform.protect('statistics.rolled_day');

alter table statistics.report
  add column version integer not null default 1,
  add column docx_file_id uuid,
  add constraint report_docx foreign key (county_id, docx_file_id)
    references platform.file (county_id, id),
  add constraint report_corrects foreign key (county_id, corrects_id)
    references statistics.report (county_id, id),
  add constraint report_corrects_other check (corrects_id <> id),
  add constraint report_signed_papers check (
    (state = 'signed') = (pdf_file_id is not null and docx_file_id is not null));
create index report_docx_file on statistics.report (county_id, docx_file_id);
create index report_corrected on statistics.report (county_id, corrects_id);
create index report_by_id on statistics.report (id);
create index report_order on statistics.report (period_ends_on desc, id);

-- What a figure must know to be told as it was known at an instant: when a record arrived, when it
-- was approved, confirmed, taken back.
create or replace view duty.published_check_in with (security_invoker = true) as
  select county_id, id, area_path, class, shift_id, post_id, person_id, role, direction, at,
    received_at, method, verdict, photo_sha256, offline, late, approval, corrects_id, counts,
    recorded_by, causes, sanjian, approved_at
  from duty.check_in;
create or replace view duty.published_shift with (security_invoker = true) as
  select county_id, id, area_path, class, post_id, school_id, station_area_id, day, half, bell_at,
    starts_at, ends_at, sanjian, heads, must_roles, state, sanjian_confirmed, sanjian_confirmed_at
  from duty.shift;
create or replace view duty.published_post_event with (security_invoker = true) as
  select county_id, id, area_path, class, shift_id, post_id, person_id, kind, heads, consent, at,
    withdrawn_at, received_at, result
  from duty.post_event;
create or replace view duty.published_deployment with (security_invoker = true) as
  select county_id, id, area_path, class, task, on_day, police_heads, auxiliary_heads, mass_heads,
    vehicles, withdrawn_at, at, person_id
  from duty.deployment;

-- What a school was before a change, for figures as of a past day.
create view schools.published_school_change with (security_invoker = true) as
  select county_id, id, area_path, class, school_id, at, before
  from schools.change_entry
  where subject_kind = 'school' and change = 'updated'
    and fields && array['state', 'tags', 'boarding', 'ownership'];
grant select on schools.published_school_change to anyuan_app;
