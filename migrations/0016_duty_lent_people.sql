-- duty asks for which days somebody is lent to a county before it plans or asks them.

create view identity.published_secondment with (security_invoker = true) as
  select county_id, id, area_path, class, person_id, home_county_id, starts_on, ends_on
  from identity.secondment;
grant select on identity.published_secondment to anyuan_app;
