-- A pairing list may belong to a term that a city has entered for its counties: no key can cross
-- homes (decision 0001), so the term is looked up under the reader's scope when it is written.
alter table schools.linked_officer drop constraint linked_officer_county_id_term_id_fkey;
