-- A bill can be dropped while its case goes on: what it was for is not asked for any more, or its code has run out. It stays as it
-- is, with its receipt and its refund, and makes room for another of its kind.
alter table bills
  add column dropped text check (dropped in ('ended', 'changed', 'expired')),
  drop constraint bills_office_case_id_kind_key;
update bills set dropped = 'ended' where state in ('cancelled', 'refund-asked', 'refunded');
alter table bills
  add constraint bills_dropped check ((dropped is not null) = (state in ('cancelled', 'refund-asked', 'refunded')));
create index bills_of_case on bills (office, case_id);
create unique index bills_asked on bills (office, case_id, kind) where dropped is null;

-- When another phone took the account over: for a day after it nothing irrevocable is done with the account alone.
alter table people add column mobile_changed_at timestamptz;
