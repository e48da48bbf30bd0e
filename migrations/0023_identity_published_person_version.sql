-- Whoever corrects a person through identity must say which version was read.
create or replace view identity.published_person with (security_invoker = true) as
  select county_id, id, area_path, class, agency_id, home_county_id, name, pinyin, initials,
    duty_role, badge, skills, max_duties_per_week, active, version
  from identity.person;
