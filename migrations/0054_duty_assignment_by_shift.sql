-- Who stood where on a day is read shift by shift, also those who were taken off again: sums of
-- days ask what was known by then.
drop index duty.assignment_shift;
create index assignment_shift on duty.assignment (shift_id);
