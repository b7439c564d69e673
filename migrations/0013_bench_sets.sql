-- Two cars that change numbers get two sets of papers; a temporary plate is handed out before the plates it stands in for.
alter table productions
  add column copy int not null default 1 check (copy in (1, 2)),
  add column apart boolean not null default false,
  drop constraint productions_office_case_id_product_key,
  add constraint productions_set unique (office, case_id, product, copy);
