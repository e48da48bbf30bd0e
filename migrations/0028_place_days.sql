-- How many schools had something in a period: one row for each place and year, a bit for each day.
-- Counting them from day sums read every day of every school.
create function statistics.day_bit(day date) returns bit(366)
  language sql immutable parallel safe
  return set_bit(repeat('0', 366)::bit(366), extract(doy from day)::integer - 1, 1);

create table statistics.place_days (
  county_id uuid not null,
  indicator text not null check (indicator ~ '^[a-z0-9_]{3,60}$'),
  year integer not null,
  area_path ltree not null,
  class platform.row_class not null default 'joint',
  -- Bit n - 1 is the n-th day of the year.
  days bit(366) not null,
  primary key (county_id, indicator, year, area_path, class)
);
create index place_days_path on statistics.place_days using gist (area_path);
select platform.protect('statistics.place_days');

insert into statistics.place_days (county_id, indicator, year, area_path, class, days)
select county_id, indicator, extract(year from day)::integer, area_path, class,
  bit_or(statistics.day_bit(day))
from statistics.day_rollup
where indicator in ('duty_shifts', 'sanjian_shifts') and value > 0
group by 1, 2, 3, 4, 5;

-- How many places make a total: on each day. The rows of one school are of one class, so places of
-- two classes can be added up.
alter table statistics.day_total add column places integer not null default 0;
update statistics.day_total t set places = r.places
from (select county_id, indicator, day, class, count(*) filter (where value > 0) as places
  from statistics.day_rollup group by 1, 2, 3, 4) r
where r.county_id = t.county_id and r.indicator = t.indicator and r.day = t.day
  and r.class = t.class;

-- Under row security a path is no condition of this index, so nothing could use it.
drop index statistics.day_rollup_place;
