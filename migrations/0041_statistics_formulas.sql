-- statistics: the queries behind the figures of reports, each text once by its version. A report
-- names versions; after an upgrade that touches a formula they say what was asked then.

-- The product's own words, the same for every county: nothing of a county is in them.
create table statistics.formula (
  version text primary key check (version ~ '^[0-9a-f]{12}$'),
  -- One query, of a rate its numerator and its denominator.
  texts text[] not null check (cardinality(texts) between 1 and 2)
);
grant select, insert on statistics.formula to anyuan_app;
