-- duty: a picture is found by its id; few check-ins have one.

create index check_in_photo on duty.check_in (photo_file_id) where photo_file_id is not null;
