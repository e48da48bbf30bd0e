-- duty: what day sums ask for. Which record corrects another: hardly any does, and each of a month's
-- check-ins went through all records of its shift to learn that. The shifts of a home by day: by
-- scope and day alone the whole country's days were read to sum one county's.
create index check_in_corrects on duty.check_in (county_id, corrects_id)
  where corrects_id is not null;
create index shift_home_day on duty.shift (county_id, day);
