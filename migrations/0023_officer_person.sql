-- Who an officer is as a person, as a keyed hash made as `people.id_index` is: one person has one account, and does not decide the
-- own case as a citizen. Empty for officers enrolled without an identity number.
alter table officers add column person_index bytea unique;
