-- duty: posts, shift windows from bells, assignments, check-ins, gaps, roll-calls, events.

create schema duty;
grant usage on schema duty to anyuan_app;

-- Lead and lag of shifts, judging time of gaps and the like, per area; the nearest area wins.
create table duty.setting (
  county_id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  arrival_lead_min integer not null default 20 check (arrival_lead_min between 0 and 120),
  arrival_lag_min integer not null default 15 check (arrival_lag_min between 0 and 120),
  dismissal_lead_min integer not null default 15 check (dismissal_lead_min between 0 and 120),
  dismissal_lag_min integer not null default 30 check (dismissal_lag_min between 0 and 120),
  gap_watch_min integer not null default 15 check (gap_watch_min between 1 and 60),
  help_answer_s integer not null default 60 check (help_answer_s between 15 and 600),
  help_auto_next boolean not null default true,
  position_keep_days integer not null default 30 check (position_keep_days between 1 and 30),
  max_duties_per_week integer not null default 10 check (max_duties_per_week between 1 and 21),
  travel_kmh double precision not null default 30 check (travel_kmh between 3 and 120),
  detour_factor double precision not null default 1.3 check (detour_factor between 1 and 3),
  primary key (county_id, area_path)
);
create index setting_path on duty.setting using gist (area_path);
select platform.protect('duty.setting', 'inherited');

create table duty.post (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  school_id uuid not null,
  gate_id uuid not null,
  station_area_id uuid not null references identity.area (id),
  name text not null check (char_length(name) between 1 and 80),
  radius_m integer not null default 50 check (radius_m between 10 and 500),
  -- 三见必到: which level insists that police are seen here.
  must_attend_level text check (must_attend_level in ('station', 'county', 'city')),
  sanjian boolean not null default true,
  kit text[] not null default '{reflectiveVest,shoulderLight,radio,bodyCamera}',
  active_from date not null,
  active_until date,
  version integer not null default 1,
  updated_at timestamptz not null,
  primary key (county_id, id),
  unique (county_id, gate_id, active_from),
  foreign key (county_id, school_id) references schools.school (county_id, id),
  foreign key (county_id, gate_id) references schools.gate (county_id, id)
);
create index post_school on duty.post (county_id, school_id);
create index post_station on duty.post (station_area_id);
create index post_path on duty.post using gist (area_path);
select platform.protect('duty.post');

-- The team a post asks for (1 police, 1 auxiliary, 1 cadre, 2 guards, 2 staff, 4 volunteers by
-- default). Nobody of a must role there makes the post unmanned; volunteers never count.
create table duty.post_requirement (
  county_id uuid not null,
  post_id uuid not null,
  role text not null check (role in ('police', 'auxiliary', 'cadre', 'guard', 'staff', 'volunteer')),
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  heads integer not null check (heads between 0 and 50),
  must boolean not null default false,
  primary key (county_id, post_id, role),
  foreign key (county_id, post_id) references duty.post (county_id, id) on delete cascade,
  check (not (role = 'volunteer' and must))
);
create index post_requirement_path on duty.post_requirement using gist (area_path);
select platform.protect('duty.post_requirement');

-- More or fewer heads for a recorded reason (上岗人数跟着实际情况变).
create table duty.headcount_change (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  post_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  role text not null check (role in ('police', 'auxiliary', 'cadre', 'guard', 'staff', 'volunteer')),
  delta integer not null check (delta between -20 and 50 and delta <> 0),
  reason text not null check (reason in ('weather', 'exam', 'event', 'risk', 'other')),
  note text not null default '' check (char_length(note) <= 200),
  made_by uuid not null,
  made_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (county_id, id),
  foreign key (county_id, post_id) references duty.post (county_id, id) on delete cascade,
  check (ends_on >= starts_on)
);
create index headcount_change_post on duty.headcount_change (county_id, post_id, starts_on);
create index headcount_change_path on duty.headcount_change using gist (area_path);
select platform.protect('duty.headcount_change');

-- A week's plan of one county. Revisions: the draft becomes published, the next draft follows.
create table duty.week_plan (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  week_starts_on date not null check (extract(isodow from week_starts_on) = 1),
  revision integer not null default 0,
  state text not null default 'draft' check (state in ('draft', 'published')),
  published_by uuid,
  published_at timestamptz,
  updated_at timestamptz not null,
  primary key (county_id, id),
  unique (county_id, week_starts_on),
  check ((state = 'published') <= (published_at is not null))
);
create index week_plan_path on duty.week_plan using gist (area_path);
select platform.protect('duty.week_plan', 'inherited');

-- One post on one half-day. Made from bells and calendar; kept when bells change afterwards
-- unless it lies ahead and nobody has checked in.
create table duty.shift (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  post_id uuid not null,
  school_id uuid not null,
  station_area_id uuid not null references identity.area (id),
  day date not null,
  half text not null check (half in ('arrival', 'dismissal')),
  bell_at timestamptz not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  sanjian boolean not null,
  -- Heads asked, fixed when the shift is made: {"police":1,…} and the roles that must be there.
  heads jsonb not null,
  must_roles text[] not null,
  state text not null default 'planned' check (state in ('planned', 'cancelled')),
  cancel_reason text check (char_length(cancel_reason) <= 200),
  -- When the sweeper must look at it next: gap watch, closing of forgotten check-outs.
  due_at timestamptz,
  due_step text check (due_step in ('watch', 'bell', 'close')),
  -- The three sights, confirmed by the school (三见).
  sanjian_confirmed text[] not null default '{}' check (sanjian_confirmed <@ '{police,car,light}'),
  sanjian_confirmed_by uuid,
  sanjian_confirmed_at timestamptz,
  primary key (county_id, id),
  unique (county_id, post_id, day, half),
  foreign key (county_id, post_id) references duty.post (county_id, id),
  foreign key (county_id, school_id) references schools.school (county_id, id),
  check (starts_at <= bell_at and bell_at <= ends_at)
);
create index shift_day on duty.shift (county_id, day, half);
create index shift_due on duty.shift (due_at) where due_at is not null;
create index shift_school on duty.shift (county_id, school_id, day);
create index shift_station on duty.shift (station_area_id);
create index shift_path on duty.shift using gist (area_path);
select platform.protect('duty.shift');

create table duty.assignment (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  shift_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('police', 'auxiliary', 'cadre', 'guard', 'staff', 'volunteer')),
  -- planned: in the draft; published: told to the person; claimed: taken by a volunteer.
  state text not null check (state in ('planned', 'published', 'claimed', 'withdrawn')),
  pinned boolean not null default false,
  made_by uuid not null,
  made_at timestamptz not null,
  told_at timestamptz,
  receipt_at timestamptz,
  withdrawn_at timestamptz,
  primary key (county_id, id),
  foreign key (county_id, shift_id) references duty.shift (county_id, id) on delete cascade,
  foreign key (county_id, person_id) references identity.person (county_id, id),
  check ((role = 'volunteer') = (state = 'claimed') or state = 'withdrawn')
);
create unique index assignment_once on duty.assignment (county_id, shift_id, person_id)
  where state <> 'withdrawn';
create index assignment_person on duty.assignment (county_id, person_id, shift_id);
create index assignment_own on duty.assignment (person_id);
create index assignment_path on duty.assignment using gist (area_path);
select platform.protect('duty.assignment', 'person');

-- Leave says from when to when, never why.
create table duty.leave (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  person_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  kind text not null default 'leave' check (kind in ('leave', 'training', 'nightDuty')),
  state text not null default 'requested' check (state in ('requested', 'approved', 'refused', 'withdrawn')),
  decided_by uuid,
  decided_at timestamptz,
  primary key (county_id, id),
  foreign key (county_id, person_id) references identity.person (county_id, id),
  check (ends_at > starts_at)
);
create index leave_person on duty.leave (county_id, person_id, starts_at);
create index leave_path on duty.leave using gist (area_path);
select platform.protect('duty.leave', 'person');

-- A check-in or check-out: a fact, append only. Its position lies beside it and is erased (0002);
-- the verdict stays. A correction is a new row that points to the old.
create table duty.check_in (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  shift_id uuid not null,
  post_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('police', 'auxiliary', 'cadre', 'guard', 'staff', 'volunteer', 'guest')),
  direction text not null check (direction in ('in', 'out')),
  -- The phone's clock corrected by its known skew, and when the record was stored.
  at timestamptz not null,
  received_at timestamptz not null,
  method text not null check (method in ('position', 'gateCode', 'supervisor', 'reason', 'automatic')),
  verdict text not null check (verdict in ('inside', 'uncertain', 'outside', 'none')),
  kit text[] not null default '{}',
  photo_file_id uuid,
  photo_sha256 bytea,
  offline boolean not null default false,
  late boolean not null default false,
  reason text check (char_length(reason) <= 200),
  -- Whether it counts: see countsAsPresent in contract/check-in.ts.
  approval text not null default 'notNeeded'
    check (approval in ('notNeeded', 'pending', 'approved', 'refused')),
  approved_by uuid,
  approved_at timestamptz,
  corrects_id uuid,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  primary key (county_id, id),
  foreign key (county_id, shift_id) references duty.shift (county_id, id),
  foreign key (county_id, post_id) references duty.post (county_id, id),
  foreign key (county_id, person_id) references identity.person (county_id, id)
);
create index check_in_shift on duty.check_in (county_id, shift_id);
create index check_in_person on duty.check_in (county_id, person_id, at desc);
create index check_in_post on duty.check_in (county_id, post_id, at desc);
create index check_in_pending on duty.check_in (county_id, received_at) where approval = 'pending';
create index check_in_path on duty.check_in using gist (area_path);
select platform.protect('duty.check_in', 'person');

create table duty.check_in_position (
  county_id uuid not null,
  check_in_id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'police',
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  accuracy_m double precision not null check (accuracy_m >= 0),
  distance_m double precision,
  provider text not null check (char_length(provider) <= 20),
  legal_basis text not null check (char_length(legal_basis) between 1 and 200),
  salt bytea not null,
  delete_after timestamptz not null,
  primary key (county_id, check_in_id),
  foreign key (county_id, check_in_id) references duty.check_in (county_id, id) on delete cascade
);
create index check_in_position_delete on duty.check_in_position (delete_after);
create index check_in_position_path on duty.check_in_position using gist (area_path);
select platform.protect('duty.check_in_position');

-- A guest who walks up: a first name or none, gone after the day's brief.
create table duty.guest (
  county_id uuid not null,
  check_in_id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'school',
  label text not null check (char_length(label) between 1 and 20),
  salt bytea not null,
  delete_after timestamptz not null,
  primary key (county_id, check_in_id),
  foreign key (county_id, check_in_id) references duty.check_in (county_id, id) on delete cascade
);
create index guest_delete on duty.guest (delete_after);
create index guest_path on duty.guest using gist (area_path);
select platform.protect('duty.guest');

-- What the board says of a shift: one row, kept by the same transaction as what changes it.
create table duty.shift_state (
  county_id uuid not null,
  shift_id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  present jsonb not null default '{}',
  uncertain integer not null default 0,
  state text not null check (state in ('waiting', 'unmanned', 'short', 'uncertain', 'full', 'over')),
  judged_at timestamptz not null,
  primary key (county_id, shift_id),
  foreign key (county_id, shift_id) references duty.shift (county_id, id) on delete cascade
);
create index shift_state_path on duty.shift_state using gist (area_path);
select platform.protect('duty.shift_state');

create table duty.gap (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  shift_id uuid not null,
  kind text not null check (kind in ('unmanned', 'short')),
  missing jsonb not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_how text check (closed_how in ('checkIn', 'cancelled', 'ended')),
  open_at_bell boolean not null default false,
  primary key (county_id, id),
  foreign key (county_id, shift_id) references duty.shift (county_id, id) on delete cascade,
  check ((closed_at is null) = (closed_how is null))
);
create unique index gap_open on duty.gap (county_id, shift_id, kind) where closed_at is null;
create index gap_shift on duty.gap (county_id, shift_id);
create index gap_path on duty.gap using gist (area_path);
select platform.protect('duty.gap');

create table duty.help_request (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  gap_id uuid not null,
  shift_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('police', 'auxiliary', 'cadre', 'guard', 'staff')),
  ordinal integer not null check (ordinal between 1 and 50),
  auto_next boolean not null,
  distance_m double precision,
  travel_min double precision,
  asked_by uuid not null,
  asked_at timestamptz not null,
  answer_due_at timestamptz not null,
  state text not null default 'asked'
    check (state in ('asked', 'accepted', 'declined', 'unanswered', 'withdrawn', 'arrived')),
  answered_at timestamptz,
  primary key (county_id, id),
  foreign key (county_id, gap_id) references duty.gap (county_id, id) on delete cascade,
  foreign key (county_id, shift_id) references duty.shift (county_id, id) on delete cascade,
  foreign key (county_id, person_id) references identity.person (county_id, id)
);
create index help_request_gap on duty.help_request (county_id, gap_id, ordinal);
create index help_request_shift on duty.help_request (county_id, shift_id);
create index help_request_person on duty.help_request (county_id, person_id, asked_at desc);
create index help_request_due on duty.help_request (answer_due_at) where state = 'asked';
create index help_request_path on duty.help_request using gist (area_path);
select platform.protect('duty.help_request', 'person');

create table duty.roll_call (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'police',
  called_by uuid not null,
  called_at timestamptz not null,
  answer_window_s integer not null check (answer_window_s between 30 and 1800),
  choice text not null check (choice in ('random', 'chosen')),
  state text not null default 'open' check (state in ('open', 'closed')),
  due_at timestamptz not null,
  primary key (county_id, id)
);
create index roll_call_due on duty.roll_call (due_at) where state = 'open';
create index roll_call_path on duty.roll_call using gist (area_path);
select platform.protect('duty.roll_call', 'inherited');

create table duty.roll_call_answer (
  county_id uuid not null,
  roll_call_id uuid not null,
  shift_id uuid not null,
  person_id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  state text not null default 'called' check (state in ('called', 'answered', 'noAnswer')),
  answered_at timestamptz,
  primary key (county_id, roll_call_id, shift_id, person_id),
  foreign key (county_id, roll_call_id) references duty.roll_call (county_id, id) on delete cascade,
  foreign key (county_id, shift_id) references duty.shift (county_id, id) on delete cascade,
  foreign key (county_id, person_id) references identity.person (county_id, id)
);
create index roll_call_answer_shift on duty.roll_call_answer (county_id, shift_id);
create index roll_call_answer_person on duty.roll_call_answer (county_id, person_id);
create index roll_call_answer_path on duty.roll_call_answer using gist (area_path);
select platform.protect('duty.roll_call_answer', 'person');

-- What happened at a post, in counts. No identity of anybody concerned is stored here.
create table duty.post_event (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  shift_id uuid,
  post_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('request', 'help', 'check', 'incident', 'deed', 'patrol')),
  heads integer not null default 1 check (heads between 1 and 1000),
  legal_ground text check (char_length(legal_ground) <= 200),
  result text check (char_length(result) <= 200),
  note text not null default '' check (char_length(note) <= 500),
  consent boolean not null default false,
  at timestamptz not null,
  received_at timestamptz not null,
  offline boolean not null default false,
  withdrawn_at timestamptz,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  primary key (county_id, id),
  foreign key (county_id, shift_id) references duty.shift (county_id, id),
  foreign key (county_id, post_id) references duty.post (county_id, id),
  foreign key (county_id, person_id) references identity.person (county_id, id),
  check (kind <> 'check' or legal_ground is not null)
);
create index post_event_post on duty.post_event (county_id, post_id, at desc);
create index post_event_shift on duty.post_event (county_id, shift_id);
create index post_event_person on duty.post_event (county_id, person_id);
create index post_event_at on duty.post_event (county_id, at);
create index post_event_path on duty.post_event using gist (area_path);
select platform.protect('duty.post_event', 'person');

-- An incident is one record, closed later by whoever owns it, so that it is never counted twice.
create table duty.incident (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  post_event_id uuid not null,
  owner_agency_id uuid not null,
  summary text not null check (char_length(summary) between 1 and 500),
  opened_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'closed')),
  outcome text check (char_length(outcome) <= 500),
  closed_by uuid,
  closed_at timestamptz,
  primary key (county_id, id),
  unique (county_id, post_event_id),
  foreign key (county_id, post_event_id) references duty.post_event (county_id, id),
  foreign key (county_id, owner_agency_id) references identity.agency (county_id, id),
  check ((state = 'closed') = (closed_at is not null and closed_by is not null and outcome is not null))
);
create index incident_owner on duty.incident (county_id, owner_agency_id);
create index incident_path on duty.incident using gist (area_path);
select platform.protect('duty.incident');

-- Heads and vehicles sent for a task, for the figures of deployed forces.
create table duty.deployment (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  task text not null check (task in ('gateDuty', 'inspection', 'patrol', 'jointOperation', 'other')),
  on_day date not null,
  police_heads integer not null default 0 check (police_heads between 0 and 10000),
  auxiliary_heads integer not null default 0 check (auxiliary_heads between 0 and 10000),
  mass_heads integer not null default 0 check (mass_heads between 0 and 10000),
  vehicles integer not null default 0 check (vehicles between 0 and 1000),
  note text not null default '' check (char_length(note) <= 200),
  person_id uuid not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  primary key (county_id, id),
  foreign key (county_id, person_id) references identity.person (county_id, id),
  check (police_heads + auxiliary_heads + mass_heads + vehicles > 0)
);
create index deployment_day on duty.deployment (county_id, on_day);
create index deployment_person on duty.deployment (county_id, person_id);
create index deployment_path on duty.deployment using gist (area_path);
select platform.protect('duty.deployment', 'person');

-- Messages to a person's phone with their receipt: shifts published, help asked, roll-calls.
create table duty.notice (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  person_id uuid not null,
  kind text not null check (kind in ('weekPublished', 'shiftChanged', 'helpAsked', 'rollCall')),
  subject_id uuid not null,
  detail jsonb not null default '{}',
  at timestamptz not null,
  read_at timestamptz,
  primary key (county_id, id),
  foreign key (county_id, person_id) references identity.person (county_id, id)
);
create index notice_person on duty.notice (county_id, person_id, at desc);
create index notice_path on duty.notice using gist (area_path);
select platform.protect('duty.notice', 'person');
