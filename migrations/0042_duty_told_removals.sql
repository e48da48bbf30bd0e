-- duty: a place says itself whether its person was told that it was taken away. Until now that was
-- read off the order of two instants, which says nothing of two who act at once: each is stamped
-- when it begins, and a removal could end after a publication that had begun later.
alter table duty.assignment add column removal_told_at timestamptz;

-- A place that was given back as planned had been told as taken away before.
update duty.assignment a set removal_told_at = w.published_at
from duty.shift s
join duty.week_plan w on w.county_id = s.county_id
  and w.week_starts_on = s.day - (extract(isodow from s.day)::integer - 1)
where s.county_id = a.county_id and s.id = a.shift_id and a.role <> 'volunteer'
  and a.told_at is not null
  and (a.state = 'planned' or (a.state = 'withdrawn' and a.withdrawn_at <= w.published_at));
