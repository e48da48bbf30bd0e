-- duty: what a leader should see in a check-in, whether it counts, the fourth step of a shift.

alter table duty.setting
  add column volunteer_claims_per_term_max integer
    check (volunteer_claims_per_term_max between 1 and 200);

alter table duty.post_requirement
  add column skills text[] not null default '{}' check (cardinality(skills) <= 10);

alter table duty.shift
  -- From when the post is judged; by the setting in force when the shift was made.
  add column watch_at timestamptz not null,
  drop constraint shift_due_step_check,
  -- watch: judge; bell: note what is open; end: the window closes; close: forgotten check-outs.
  add constraint shift_due_step_check check (due_step in ('watch', 'bell', 'end', 'close')),
  drop constraint shift_cancel_reason_check,
  add constraint shift_cancel_reason_check check (cancel_reason in ('noBell', 'postClosed')),
  add constraint shift_cancelled check ((state = 'cancelled') = (cancel_reason is not null));

alter table duty.check_in
  add column recorded_by uuid not null,
  add column sanjian text[] not null default '{}' check (sanjian <@ '{police,car,light}'),
  -- Why a leader should look at it; none of them refuses it.
  add column causes text[] not null default '{}' check (causes <@ '{late,earlyLeave,outside,
    uncertainWithoutPhoto,noPosition,gateCodeWrong,registeredAfterwards,outsideWindow,notAssigned,
    roleUnknown,clockAhead}'),
  -- The one rule of presence, for the board and for every figure (contract/check-in.ts says the
  -- same to the phone; a test compares them).
  add column counts boolean not null generated always as (
    method <> 'automatic' and (approval = 'approved' or (approval = 'notNeeded' and (
      method = 'supervisor' or (method in ('position', 'gateCode') and (verdict = 'inside'
        or (verdict = 'uncertain' and photo_sha256 is not null))))))) stored;

alter table duty.shift_state
  add column doubtful jsonb not null default '{}',
  add column guests integer not null default 0 check (guests >= 0);

alter table duty.incident
  drop constraint incident_state_check,
  add constraint incident_state_check check (state in ('open', 'closed', 'withdrawn')),
  drop constraint incident_summary_check,
  add constraint incident_summary_check check (char_length(summary) <= 500);

-- Until which day a county's shifts are made; the sweep goes on from there.
create table duty.shift_horizon (
  county_id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  made_until date not null,
  made_at timestamptz not null,
  primary key (county_id)
);
create index shift_horizon_path on duty.shift_horizon using gist (area_path);
select platform.protect('duty.shift_horizon', 'inherited');

-- One person at a time is on the way to a gap.
create unique index help_request_under_way on duty.help_request (county_id, gap_id)
  where state in ('asked', 'accepted');

-- Look-ups by id alone come from people whose scope spans counties, and from phones.
create index post_by_id on duty.post (id);
create index post_gate on duty.post (gate_id);
create index headcount_change_by_id on duty.headcount_change (id);
create index shift_by_id on duty.shift (id);
create index shift_by_day on duty.shift (day, half);
create index assignment_by_id on duty.assignment (id);
create index assignment_shift on duty.assignment (shift_id) where state <> 'withdrawn';
create index leave_by_id on duty.leave (id);
create index leave_span on duty.leave (person_id, ends_at) where state in ('requested', 'approved');
create index gap_by_id on duty.gap (id);
create index gap_opened on duty.gap (opened_at desc, id);
create index help_request_by_id on duty.help_request (id);
create index help_request_asked on duty.help_request (person_id) where state in ('asked', 'accepted');
create index roll_call_by_id on duty.roll_call (id);
create index roll_call_called on duty.roll_call (called_at desc, id);
create index roll_call_answer_open on duty.roll_call_answer (person_id) where state = 'called';
create index post_event_by_id on duty.post_event (id);
create index post_event_order on duty.post_event (at desc, id);
create index incident_by_id on duty.incident (id);
create index incident_order on duty.incident (opened_at desc, id);
create index deployment_by_id on duty.deployment (id);
create index notice_by_id on duty.notice (id);
create index notice_unread on duty.notice (person_id, at desc);
create index leave_order on duty.leave (starts_at desc, id);

create or replace view duty.published_check_in with (security_invoker = true) as
  select county_id, id, area_path, class, shift_id, post_id, person_id, role, direction, at,
    received_at, method, verdict, photo_sha256, offline, late, approval, corrects_id, counts,
    recorded_by, causes, sanjian
  from duty.check_in;
create or replace view duty.published_incident with (security_invoker = true) as
  select county_id, id, area_path, class, post_event_id, opened_at, state, closed_at
  from duty.incident where state <> 'withdrawn';
create view duty.published_assignment with (security_invoker = true) as
  select county_id, id, area_path, class, shift_id, person_id, role, state
  from duty.assignment where state in ('published', 'claimed');
grant select on duty.published_assignment to anyuan_app;
