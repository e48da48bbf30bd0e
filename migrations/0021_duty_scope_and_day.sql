-- duty: the board and the plan ask for days of a scope. The planner takes any scope for a thousandth
-- of a table, so one index answers both halves of the question.

create index shift_scope_day on duty.shift using gist (area_path, day);
drop index duty.shift_path;
