-- A session names its role by id alone: its county is not known before the look-up.

create index role_assignment_by_id on identity.role_assignment (id);
