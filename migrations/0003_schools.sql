-- schools: the register. Schools, campuses, gates, bells, calendars, staff, gear, police rooms,
-- linked officers, and the imports that fill them.

create schema schools;
grant usage on schema schools to anyuan_app;

create table schools.school (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  area_id uuid not null references identity.area (id),
  -- The station area that the school lies in; null until somebody says which.
  station_area_id uuid references identity.area (id),
  -- National ten-digit code (2 category, 2 province, 6 serial), or null with a temporary one.
  code text check (code ~ '^[0-9]{10}$'),
  temporary_code text check (char_length(temporary_code) <= 30),
  -- The number that another register gave it, kept as it was.
  source_ids text[] not null default '{}',
  name text not null check (char_length(name) between 1 and 120),
  name_en text not null default '' check (char_length(name_en) <= 240),
  pinyin text not null default '',
  initials text not null default '',
  kind text not null check (kind in ('kindergarten', 'primary', 'junior', 'senior', 'complete',
    'nineYear', 'vocational', 'special', 'university', 'other')),
  ownership text not null default 'public' check (ownership in ('public', 'private', 'other')),
  boarding boolean not null default false,
  enrolment integer check (enrolment between 0 and 100000),
  boarders integer check (boarders between 0 and 100000),
  staff_count integer check (staff_count between 0 and 20000),
  classes integer check (classes between 0 and 2000),
  town text not null default '' check (char_length(town) <= 60),
  address text not null default '' check (char_length(address) <= 240),
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  -- Positions are WGS-84; what was handed in is kept beside them.
  position_source text check (char_length(position_source) <= 40),
  position_original jsonb,
  position_accuracy_m double precision check (position_accuracy_m >= 0),
  sessions text[] not null default '{}',
  tags text[] not null default '{}',
  state text not null default 'operating' check (state in ('operating', 'suspended', 'merged', 'closed')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (county_id, id),
  unique (county_id, code),
  check (boarders is null or enrolment is null or boarders <= enrolment),
  check ((lon is null) = (lat is null))
);
create index school_path on schools.school using gist (area_path);
create index school_station on schools.school (county_id, station_area_id);
create index school_area on schools.school (area_id);
create index school_name on schools.school using gin (name gin_trgm_ops);
create index school_source on schools.school using gin (source_ids);
create index school_order on schools.school (county_id, initials, id);
select platform.protect('schools.school');

create table schools.campus (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  school_id uuid not null,
  name text not null check (char_length(name) between 1 and 80),
  address text not null default '' check (char_length(address) <= 240),
  primary key (county_id, id),
  foreign key (county_id, school_id) references schools.school (county_id, id) on delete cascade
);
create index campus_school on schools.campus (county_id, school_id);
create index campus_path on schools.campus using gist (area_path);
select platform.protect('schools.campus');

create table schools.gate (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  school_id uuid not null,
  campus_id uuid,
  name text not null check (char_length(name) between 1 and 60),
  use text not null default 'both' check (use in ('pedestrian', 'vehicle', 'both', 'emergency')),
  opened boolean not null default true,
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  position_source text check (char_length(position_source) <= 40),
  position_original jsonb,
  position_accuracy_m double precision check (position_accuracy_m >= 0),
  -- Key of the rotating code shown at the gate.
  qr_secret bytea not null check (octet_length(qr_secret) = 20),
  version integer not null default 1,
  updated_at timestamptz not null,
  primary key (county_id, id),
  unique (county_id, school_id, name),
  foreign key (county_id, school_id) references schools.school (county_id, id) on delete cascade,
  foreign key (county_id, campus_id) references schools.campus (county_id, id),
  check ((lon is null) = (lat is null))
);
create index gate_path on schools.gate using gist (area_path);
create index gate_campus on schools.gate (county_id, campus_id);
select platform.protect('schools.gate');

-- Bell times: local wall time of one grade band, on given weekdays, within a season, at one gate
-- or (gate_id null) at every opened gate. The narrowest rule in force wins.
create table schools.bell (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  school_id uuid not null,
  gate_id uuid,
  grade_band text not null default '' check (char_length(grade_band) <= 40),
  weekdays integer[] not null default '{1,2,3,4,5}'
    check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) between 1 and 7),
  arrival time,
  dismissal time,
  starts_on date not null,
  ends_on date,
  primary key (county_id, id),
  foreign key (county_id, school_id) references schools.school (county_id, id) on delete cascade,
  foreign key (county_id, gate_id) references schools.gate (county_id, id) on delete cascade,
  check (arrival is not null or dismissal is not null),
  check (arrival is null or dismissal is null or arrival < dismissal),
  check (ends_on is null or ends_on >= starts_on)
);
create index bell_school on schools.bell (county_id, school_id);
create index bell_gate on schools.bell (county_id, gate_id);
create index bell_path on schools.bell using gist (area_path);
select platform.protect('schools.bell');

-- A day that differs from its weekday: holiday, make-up day, exam. An area's row holds for all
-- schools below; the nearest area wins.
create table schools.calendar_day (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  day date not null,
  kind text not null check (kind in ('holiday', 'makeUp', 'exam', 'special')),
  -- On a make-up day: whose timetable is taught (1 Monday … 7 Sunday).
  follows_weekday integer check (follows_weekday between 1 and 7),
  arrival time,
  dismissal time,
  name text not null check (char_length(name) between 1 and 60),
  source text not null check (char_length(source) between 1 and 200),
  primary key (county_id, id),
  unique (county_id, area_path, day)
);
create index calendar_day_path on schools.calendar_day using gist (area_path);
create index calendar_day_day on schools.calendar_day (day);
select platform.protect('schools.calendar_day', 'inherited');

-- Until when an area's calendar is known; beyond it a plan says so instead of guessing.
create table schools.calendar_horizon (
  county_id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  known_until date not null,
  source text not null check (char_length(source) between 1 and 200),
  primary key (county_id, area_path)
);
create index calendar_horizon_path on schools.calendar_horizon using gist (area_path);
select platform.protect('schools.calendar_horizon', 'inherited');

create table schools.term (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  name text not null check (char_length(name) between 1 and 60),
  starts_on date not null,
  ends_on date not null,
  primary key (county_id, id),
  check (ends_on > starts_on)
);
create index term_path on schools.term using gist (area_path);
select platform.protect('schools.term', 'inherited');

-- One school, one officer (一校一警), and the pairing list by term with its approval (对口学校名单).
create table schools.linked_officer (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  school_id uuid not null,
  person_id uuid not null,
  term_id uuid,
  kind text not null check (kind in ('linked', 'paired', 'leader')),
  starts_on date not null,
  ends_on date,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'ended')),
  approved_by uuid,
  approved_at timestamptz,
  primary key (county_id, id),
  foreign key (county_id, school_id) references schools.school (county_id, id) on delete cascade,
  foreign key (county_id, person_id) references identity.person (county_id, id),
  foreign key (county_id, term_id) references schools.term (county_id, id),
  check ((state = 'approved') <= (approved_by is not null and approved_at is not null))
);
create unique index linked_officer_one on schools.linked_officer (county_id, school_id)
  where kind = 'linked' and state = 'approved' and ends_on is null;
create index linked_officer_person on schools.linked_officer (county_id, person_id);
create index linked_officer_term on schools.linked_officer (county_id, term_id);
create index linked_officer_path on schools.linked_officer using gist (area_path);
select platform.protect('schools.linked_officer', 'person');

create table schools.contact_entry (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  school_id uuid not null,
  person_id uuid not null,
  at timestamptz not null,
  way text not null check (way in ('visit', 'call', 'message', 'meeting')),
  summary text not null check (char_length(summary) between 1 and 500),
  primary key (county_id, id),
  foreign key (county_id, school_id) references schools.school (county_id, id) on delete cascade,
  foreign key (county_id, person_id) references identity.person (county_id, id)
);
create index contact_entry_school on schools.contact_entry (county_id, school_id, at desc);
create index contact_entry_person on schools.contact_entry (county_id, person_id);
create index contact_entry_path on schools.contact_entry using gist (area_path);
select platform.protect('schools.contact_entry', 'person');

create table schools.police_room (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  school_id uuid,
  kind text not null check (kind in ('campus', 'street', 'booth')),
  name text not null check (char_length(name) between 1 and 80),
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  opens time,
  closes time,
  active_from date not null,
  active_until date,
  primary key (county_id, id),
  foreign key (county_id, school_id) references schools.school (county_id, id)
);
create index police_room_school on schools.police_room (county_id, school_id);
create index police_room_path on schools.police_room using gist (area_path);
select platform.protect('schools.police_room');

create table schools.police_room_entry (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  police_room_id uuid not null,
  person_id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('opened', 'closed', 'patrol', 'visitor', 'other')),
  note text not null default '' check (char_length(note) <= 500),
  primary key (county_id, id),
  foreign key (county_id, police_room_id) references schools.police_room (county_id, id) on delete cascade,
  foreign key (county_id, person_id) references identity.person (county_id, id)
);
create index police_room_entry_room on schools.police_room_entry (county_id, police_room_id, at desc);
create index police_room_entry_person on schools.police_room_entry (county_id, person_id);
create index police_room_entry_path on schools.police_room_entry using gist (area_path);
select platform.protect('schools.police_room_entry', 'person');

create table schools.staff (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  school_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('principal', 'cadre', 'guard', 'dormManager', 'dutyTeacher',
    'team', 'volunteer')),
  -- Guards: stationed by a company, or hired by the school itself.
  source text check (source in ('company', 'own')),
  full_time boolean not null default true,
  certificate_no text check (char_length(certificate_no) <= 40),
  certificate_expires_on date,
  starts_on date not null,
  ends_on date,
  end_reason text check (end_reason in ('left', 'dismissed', 'transferred', 'retired', 'other')),
  primary key (county_id, id),
  foreign key (county_id, school_id) references schools.school (county_id, id) on delete cascade,
  foreign key (county_id, person_id) references identity.person (county_id, id),
  check (kind <> 'guard' or source is not null),
  check (ends_on is null or ends_on >= starts_on),
  check ((ends_on is null) = (end_reason is null))
);
create index staff_school on schools.staff (county_id, school_id, kind);
create index staff_person on schools.staff (county_id, person_id);
create index staff_certificate on schools.staff (county_id, certificate_expires_on)
  where ends_on is null and certificate_expires_on is not null;
create index staff_path on schools.staff using gist (area_path);
select platform.protect('schools.staff', 'person');

-- The four written rules (门卫、值班、巡逻、隐患排查) and their expiry.
create table schools.written_rule (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  school_id uuid not null,
  kind text not null check (kind in ('gatekeeping', 'duty', 'patrol', 'hazardCheck')),
  file_id uuid,
  adopted_on date not null,
  expires_on date,
  primary key (county_id, id),
  unique (county_id, school_id, kind),
  foreign key (county_id, school_id) references schools.school (county_id, id) on delete cascade,
  foreign key (county_id, file_id) references platform.file (county_id, id)
);
create index written_rule_file on schools.written_rule (county_id, file_id);
create index written_rule_path on schools.written_rule using gist (area_path);
select platform.protect('schools.written_rule');

-- Protective gear as a ledger: what came in, went out, expired or was lost. The stock is the sum.
create table schools.gear_entry (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  school_id uuid not null,
  gear text not null check (gear in ('helmet', 'shield', 'stabVest', 'cutGloves', 'baton', 'torch',
    'spray', 'fork', 'reflectiveVest', 'whistle', 'other')),
  movement text not null check (movement in ('in', 'out', 'expired', 'lost')),
  quantity integer not null check (quantity between 1 and 10000),
  on_day date not null,
  expires_on date,
  note text not null default '' check (char_length(note) <= 200),
  primary key (county_id, id),
  foreign key (county_id, school_id) references schools.school (county_id, id) on delete cascade
);
create index gear_entry_school on schools.gear_entry (county_id, school_id, gear);
create index gear_entry_day on schools.gear_entry (county_id, on_day);
create index gear_entry_path on schools.gear_entry using gist (area_path);
select platform.protect('schools.gear_entry');

-- An import and what it did to each record, so that it can be undone as a whole.
create table schools.import_run (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  subject text not null check (subject in ('schools', 'gates', 'people', 'posts')),
  file_name text not null check (char_length(file_name) <= 200),
  file_sha256 bytea not null,
  state text not null check (state in ('checked', 'committed', 'undone')),
  settings jsonb not null,
  counts jsonb not null,
  started_by uuid not null,
  started_at timestamptz not null,
  committed_at timestamptz,
  undone_at timestamptz,
  primary key (county_id, id)
);
create index import_run_path on schools.import_run using gist (area_path);
create index import_run_order on schools.import_run (county_id, started_at desc);
select platform.protect('schools.import_run');

create table schools.import_change (
  county_id uuid not null,
  import_run_id uuid not null,
  ordinal integer not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  subject_kind text not null,
  subject_id uuid not null,
  change text not null check (change in ('created', 'updated')),
  before jsonb,
  version_after integer not null,
  primary key (county_id, import_run_id, ordinal),
  foreign key (county_id, import_run_id) references schools.import_run (county_id, id) on delete cascade
);
create index import_change_subject on schools.import_change (county_id, subject_id);
create index import_change_path on schools.import_change using gist (area_path);
select platform.protect('schools.import_change');
