-- What a module lets others read: views that run with the reader's own rights (row security holds).
-- Another module may query these and nothing else of a schema that is not its own.

create view identity.published_area with (security_invoker = true) as
  select id, parent_id, level, code, name, name_en, path, county_id from identity.area;
create view identity.published_agency with (security_invoker = true) as
  select county_id, id, area_id, area_path, class, kind, name from identity.agency;
create view identity.published_person with (security_invoker = true) as
  select county_id, id, area_path, class, agency_id, home_county_id, name, pinyin, initials,
    duty_role, badge, skills, max_duties_per_week, active
  from identity.person;

create view schools.published_school with (security_invoker = true) as
  select county_id, id, area_path, class, area_id, station_area_id, code, name, name_en, pinyin,
    initials, kind, ownership, boarding, enrolment, boarders, town, lon, lat, tags, state,
    created_at, updated_at
  from schools.school;
create view schools.published_gate with (security_invoker = true) as
  select county_id, id, area_path, class, school_id, name, use, opened, lon, lat, qr_secret
  from schools.gate;
create view schools.published_bell with (security_invoker = true) as
  select county_id, id, area_path, class, school_id, gate_id, grade_band, weekdays, arrival,
    dismissal, starts_on, ends_on
  from schools.bell;
create view schools.published_calendar_day with (security_invoker = true) as
  select county_id, id, area_path, class, day, kind, follows_weekday, arrival, dismissal, name
  from schools.calendar_day;
create view schools.published_calendar_horizon with (security_invoker = true) as
  select county_id, area_path, class, known_until from schools.calendar_horizon;
create view schools.published_linked_officer with (security_invoker = true) as
  select county_id, id, area_path, class, school_id, person_id, kind, starts_on, ends_on, state
  from schools.linked_officer;
create view schools.published_staff with (security_invoker = true) as
  select county_id, id, area_path, class, school_id, person_id, kind, source, full_time, starts_on,
    ends_on, end_reason
  from schools.staff;
create view schools.published_police_room with (security_invoker = true) as
  select county_id, id, area_path, class, school_id, kind, name, lon, lat, active_from, active_until
  from schools.police_room;
create view schools.published_gear_entry with (security_invoker = true) as
  select county_id, id, area_path, class, school_id, gear, movement, quantity, on_day, expires_on
  from schools.gear_entry;

create view duty.published_post with (security_invoker = true) as
  select county_id, id, area_path, class, school_id, gate_id, station_area_id, name, sanjian,
    must_attend_level, active_from, active_until
  from duty.post;
create view duty.published_shift with (security_invoker = true) as
  select county_id, id, area_path, class, post_id, school_id, station_area_id, day, half, bell_at,
    starts_at, ends_at, sanjian, heads, must_roles, state, sanjian_confirmed
  from duty.shift;
create view duty.published_check_in with (security_invoker = true) as
  select county_id, id, area_path, class, shift_id, post_id, person_id, role, direction, at,
    received_at, method, verdict, photo_sha256, offline, late, approval, corrects_id
  from duty.check_in;
create view duty.published_post_event with (security_invoker = true) as
  select county_id, id, area_path, class, shift_id, post_id, person_id, kind, heads, consent, at,
    withdrawn_at
  from duty.post_event;
create view duty.published_incident with (security_invoker = true) as
  select county_id, id, area_path, class, post_event_id, opened_at, state, closed_at
  from duty.incident;
create view duty.published_deployment with (security_invoker = true) as
  select county_id, id, area_path, class, task, on_day, police_heads, auxiliary_heads, mass_heads,
    vehicles, withdrawn_at
  from duty.deployment;
create view duty.published_gap with (security_invoker = true) as
  select county_id, id, area_path, class, shift_id, kind, opened_at, closed_at, closed_how,
    open_at_bell
  from duty.gap;

grant select on all tables in schema identity to anyuan_app;
grant select on all tables in schema schools to anyuan_app;
grant select on all tables in schema duty to anyuan_app;
