-- The request that prolonged a role last, by the id its client made: repeated, it is no second one.

alter table identity.role_assignment add column prolonged_by uuid;

-- When the end of a secondment was carried out: roles there end with it, also where the next one is
-- known already. Those over until now are looked at once more.

alter table identity.secondment add column ended_at timestamptz;
