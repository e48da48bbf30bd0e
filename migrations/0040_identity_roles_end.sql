-- A role that is over by its day takes its open streams along: the sweep finds it by that day.
-- Most roles are given without one.

create index role_assignment_end on identity.role_assignment (ends_on) where ends_on is not null;
