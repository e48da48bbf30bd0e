-- duty: patrol tasks (巡逻任务), given to a post or a person for some hours, and their reports.

create table duty.patrol (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  -- Around this gate; without a person it is for whoever serves there on that day.
  post_id uuid,
  person_id uuid,
  day date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- Where to go, in words, in their order.
  places text[] not null check (cardinality(places) between 1 and 12),
  note text not null default '' check (char_length(note) <= 200),
  state text not null default 'open' check (state in ('open', 'done', 'missed', 'withdrawn')),
  given_by uuid not null,
  given_at timestamptz not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  primary key (county_id, id),
  foreign key (county_id, post_id) references duty.post (county_id, id),
  foreign key (county_id, person_id) references identity.person (county_id, id),
  check (num_nonnulls(post_id, person_id) > 0),
  check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours')
);
create index patrol_by_id on duty.patrol (id);
create index patrol_post on duty.patrol (county_id, post_id, day);
create index patrol_by_post on duty.patrol (post_id, day);
create index patrol_person on duty.patrol (county_id, person_id);
create index patrol_own on duty.patrol (person_id, day);
create index patrol_order on duty.patrol (starts_at desc, id);
create index patrol_due on duty.patrol (ends_at) where state = 'open';
create index patrol_path on duty.patrol using gist (area_path);
select platform.protect('duty.patrol', 'person');

-- Several may report the same patrol; the first makes it done. A fact, append only.
create table duty.patrol_report (
  county_id uuid not null,
  id uuid not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  patrol_id uuid not null,
  person_id uuid not null,
  places text[] not null default '{}' check (cardinality(places) <= 12),
  note text not null default '' check (char_length(note) <= 200),
  photo_file_id uuid,
  photo_sha256 bytea check (octet_length(photo_sha256) = 32),
  at timestamptz not null,
  received_at timestamptz not null,
  offline boolean not null default false,
  late boolean not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  primary key (county_id, id),
  foreign key (county_id, patrol_id) references duty.patrol (county_id, id),
  foreign key (county_id, person_id) references identity.person (county_id, id),
  check ((photo_file_id is null) = (photo_sha256 is null))
);
create index patrol_report_by_id on duty.patrol_report (id);
create index patrol_report_patrol on duty.patrol_report (county_id, patrol_id, at);
create index patrol_report_person on duty.patrol_report (county_id, person_id);
create index patrol_report_photo on duty.patrol_report (photo_file_id)
  where photo_file_id is not null;
create index patrol_report_path on duty.patrol_report using gist (area_path);
select platform.protect('duty.patrol_report', 'person');

alter table duty.notice
  drop constraint notice_kind_check,
  add constraint notice_kind_check
    check (kind in ('weekPublished', 'shiftChanged', 'helpAsked', 'rollCall', 'patrolGiven'));

-- Whoever may see a patrol may see by name who walks it.
create or replace function duty.acting_people(ids uuid[])
returns table (id uuid, name text, agency_name text)
language sql stable security definer set search_path = pg_catalog, public as $$
  with reader as (
    select nullif(current_setting('app.scope'), '')::ltree as scope,
      string_to_array(nullif(current_setting('app.classes'), ''), ',') as classes
  )
  select distinct on (p.id) p.id, p.name, y.name
  from reader r
  join identity.published_person p on p.id = any (ids)
  left join identity.published_agency y on y.county_id = p.county_id and y.id = p.agency_id
  where exists (select from duty.assignment a
      where a.county_id = p.county_id and a.person_id = p.id
        and a.area_path <@ r.scope and a.class::text = any (r.classes))
    or exists (select from duty.check_in c
      where c.county_id = p.county_id and c.person_id = p.id
        and c.area_path <@ r.scope and c.class::text = any (r.classes))
    or exists (select from duty.help_request h
      where h.county_id = p.county_id and h.person_id = p.id
        and h.area_path <@ r.scope and h.class::text = any (r.classes))
    or exists (select from duty.roll_call_answer w
      where w.county_id = p.county_id and w.person_id = p.id
        and w.area_path <@ r.scope and w.class::text = any (r.classes))
    or exists (select from duty.leave l
      where l.county_id = p.county_id and l.person_id = p.id
        and l.area_path <@ r.scope and l.class::text = any (r.classes))
    or exists (select from duty.patrol t
      where t.county_id = p.county_id and t.person_id = p.id
        and t.area_path <@ r.scope and t.class::text = any (r.classes))
    or exists (select from duty.patrol_report t
      where t.county_id = p.county_id and t.person_id = p.id
        and t.area_path <@ r.scope and t.class::text = any (r.classes))
  order by p.id
$$;
