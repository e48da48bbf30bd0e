-- A swap gives a place to another person in place: whose it was before is kept by the application
-- (`keepPast`), so that a figure of the plan stays what it was when it was told.
create or replace view duty.published_assignment_version with (security_invoker = true) as
  select county_id, id, area_path, class, shift_id, person_id, role,
    coalesce(told_at, made_at) as known_from, coalesce(withdrawn_at, 'infinity') as known_until
  from duty.assignment
  where state in ('published', 'claimed')
    or (state = 'withdrawn' and (told_at is not null or role = 'volunteer'))
  union all
  select p.county_id, p.row_id, p.area_path, p.class, w.shift_id, w.person_id, w.role,
    p.known_from, p.known_until
  from duty.past_row p
  cross join lateral jsonb_populate_record(null::duty.assignment, p.was) w
  where p.relation = 'assignment';
