-- Nobody may change or delete entries of the trail, so no policy needs to say whose.
drop policy scope_update on identity.audit_entry;
drop policy scope_delete on identity.audit_entry;
