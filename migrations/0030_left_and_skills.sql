-- identity: since when somebody has left, so that what is kept of people at work ends with it; and
-- what people can do, from a list; and who lends somebody.

alter table identity.person
  add column left_on date,
  add constraint person_left check (left_on is null or not active);
create index person_left on identity.person (left_on) where left_on is not null;
update identity.person set left_on = updated_at::date where not active;

create or replace view identity.published_person with (security_invoker = true) as
  select county_id, id, area_path, class, agency_id, home_county_id, name, pinyin, initials,
    duty_role, badge, skills, max_duties_per_week, active, version, left_on
  from identity.person;

-- A skill is one of a list: free words about persons would be remarks on them (privacy 6.2). What
-- was written so far is brought to the list by its usual names. Every other word is dropped, of
-- people and of what posts ask for, and cannot be had back.
create function pg_temp.known_skills(words text[]) returns text[] language sql as $$
  select coalesce(array_agg(distinct k.skill), '{}') from unnest(words) w
  join (values
    ('driving', '驾驶'), ('driving', '驾照'), ('driving', '驾驶证'), ('firstAid', '急救'),
    ('firstAid', '救护'), ('firstAid', '急救员'), ('firearms', 'armed'), ('firearms', '持枪'),
    ('firearms', '持枪证'), ('firearms', '配枪'), ('crowd', '人群疏导'), ('crowd', '人员疏散'),
    ('traffic', '交通指挥'), ('traffic', '交通疏导'), ('drone', '无人机'), ('fireSafety', '消防'),
    ('fireSafety', '灭火'), ('mediation', '调解'), ('mediation', '纠纷调解'),
    ('counselling', '心理疏导'), ('counselling', '心理辅导'),
    ('driving', 'driving'), ('firstAid', 'firstAid'), ('firearms', 'firearms'),
    ('crowd', 'crowd'), ('traffic', 'traffic'), ('drone', 'drone'),
    ('fireSafety', 'fireSafety'), ('mediation', 'mediation'), ('counselling', 'counselling')
  ) as k(skill, word) on k.word = btrim(w)
$$;
update identity.person set skills = pg_temp.known_skills(skills), version = version + 1
  where skills <> '{}' and skills <> pg_temp.known_skills(skills);
update duty.post_requirement set skills = pg_temp.known_skills(skills) where skills <> '{}';

alter table identity.person add constraint person_skills check (skills <@ '{driving,firstAid,
  firearms,crowd,traffic,drone,fireSafety,mediation,counselling}');
alter table duty.post_requirement add constraint post_requirement_skills check (skills <@ '{driving,
  firstAid,firearms,crowd,traffic,drone,fireSafety,mediation,counselling}');

-- Whoever may see a secondment may see by name which agency lends the person, wherever it lies; of
-- the rest of that county nothing.
create function identity.lending_agency(secondment uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select g.name
  from identity.secondment s
  join identity.person p on p.county_id = s.home_county_id and p.id = s.person_id
  join identity.agency g on g.county_id = p.county_id and g.id = p.agency_id
  where s.id = secondment
    and ((s.area_path <@ (select nullif(current_setting('app.scope'), '')::ltree)
        and s.class::text = any
          (string_to_array((select nullif(current_setting('app.classes'), '')), ',')))
      or s.person_id = (select nullif(current_setting('app.person'), '')::uuid))
$$;
revoke all on function identity.lending_agency(uuid) from public;
grant execute on function identity.lending_agency(uuid) to anyuan_app;
