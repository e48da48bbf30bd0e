-- Check-ins are read by shift, post, person or what is still to be decided, and their positions by
-- check-in: never by area alone. An entry in a gist tree cost each record more than all other
-- indexes of its table together.
drop index duty.check_in_path;
drop index duty.check_in_position_path;
