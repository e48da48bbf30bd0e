-- duty: a gate without anybody is told to the phones of its station and of the county's command.

-- Who holds a role where: for modules that have to tell somebody something.
create view identity.published_role_holder with (security_invoker = true) as
  select county_id, id, area_path, class, person_id, role, starts_on, ends_on
  from identity.role_assignment where revoked_at is null;
grant select on identity.published_role_holder to anyuan_app;

alter table duty.notice
  drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in ('weekPublished', 'shiftChanged', 'helpAsked',
    'rollCall', 'patrolGiven', 'gapOpened'));
