-- identity: since when somebody has left, so that what is kept of people at work ends with it.

alter table identity.person
  add column left_on date,
  add constraint person_left check (left_on is null or not active);
create index person_left on identity.person (left_on) where left_on is not null;
update identity.person set left_on = updated_at::date where not active;

create or replace view identity.published_person with (security_invoker = true) as
  select county_id, id, area_path, class, agency_id, home_county_id, name, pinyin, initials,
    duty_role, badge, skills, max_duties_per_week, active, version, left_on
  from identity.person;
