-- What day sums ask for. Which record corrects another: hardly any does, and each of a month's
-- check-ins went through all records of its shift to learn that. The sums of a home by day: by scope
-- alone every sum that the home ever had was read to renew those of one day.
create index check_in_corrects on duty.check_in (county_id, corrects_id)
  where corrects_id is not null;
drop index statistics.day_rollup_path;
create index day_rollup_scope_day on statistics.day_rollup using gist (area_path, day);
