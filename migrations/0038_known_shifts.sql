-- What a shift was known to ask for, as rows of the register are since 0033: its post may ask for
-- something else while the shift lies ahead, and a brief of the running day was told by then.
alter table duty.shift add column known_from timestamptz not null
  default platform.known_now();

-- A shift that was called off says when, so calling it off is no other version of it.
create view duty.published_shift_version with (security_invoker = true) as
  select county_id, id, area_path, class, post_id, school_id, day, half, bell_at, ends_at, sanjian,
    heads, must_attend_level, sanjian_confirmed, sanjian_confirmed_at, state, made_at, cancelled_at,
    known_from, 'infinity'::timestamptz as known_until
  from duty.shift
  union all
  select p.county_id, p.row_id, p.area_path, p.class, w.post_id, w.school_id, w.day, w.half,
    w.bell_at, w.ends_at, w.sanjian, w.heads, w.must_attend_level, w.sanjian_confirmed,
    w.sanjian_confirmed_at, w.state, w.made_at, w.cancelled_at, p.known_from, p.known_until
  from duty.past_row p
  cross join lateral jsonb_populate_record(null::duty.shift, p.was) w
  where p.relation = 'shift';
grant select on duty.published_shift_version to anyuan_app;

-- 0033 took every school as it then was for what it always had been. What the record of changes
-- says of earlier is carried over: each change ends a version, the first of them begins when the
-- school was entered. A change of which nothing was recorded stays unknown.
create function pg_temp.versions_before(school schools.school, was jsonb, until timestamptz)
  returns timestamptz
language plpgsql as $$
declare
  kept constant text[] := array['kind', 'ownership', 'boarding', 'tags', 'state'];
  step record;
  began timestamptz;
begin
  for step in
    select c.at, c.before from schools.change_entry c
    where c.county_id = school.county_id and c.school_id = school.id
      and c.subject_kind = 'school' and c.change = 'updated' and c.before ?| kept
      and c.at < until and c.at > school.created_at
    order by c.at desc, c.id desc
  loop
    if began is null then
      began := step.at;
    elsif step.at < until then
      insert into schools.past_row (county_id, relation, row_id, area_path, class, known_from,
        known_until, was)
      values (school.county_id, 'school', school.id, school.area_path, school.class, step.at,
        until, was);
    end if;
    until := step.at;
    was := was || (select jsonb_object_agg(b.key, b.value) from jsonb_each(step.before) b
      where b.key = any (kept));
  end loop;
  if began is not null then
    insert into schools.past_row (county_id, relation, row_id, area_path, class, known_from,
      known_until, was)
    values (school.county_id, 'school', school.id, school.area_path, school.class,
      school.created_at, until, was);
  end if;
  return coalesce(began, school.created_at);
end
$$;

update schools.past_row p
set known_from = pg_temp.versions_before(s, p.was, p.known_until)
from schools.school s
where p.relation = 'school' and p.known_from = '-infinity'
  and s.county_id = p.county_id and s.id = p.row_id;
update schools.school s
set known_from = pg_temp.versions_before(s, jsonb_build_object('kind', s.kind,
  'ownership', s.ownership, 'boarding', s.boarding, 'tags', s.tags, 'state', s.state), 'infinity')
where s.known_from = '-infinity';

-- What people write in their own words has a last day since 0029; the record of changes kept notes
-- of gear from before.
update schools.change_entry
set before = before - '{note,summary}'::text[], after = after - '{note,summary}'::text[]
where subject_kind in ('gear', 'contact', 'roomEntry')
  and (after ?| '{note,summary}' or before ?| '{note,summary}');
