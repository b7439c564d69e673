-- What a person decided about money that did not fit and about parcels that went astray; the access log by office and time.
alter table payment_differences
  add column settled_by text,
  add column settled_how text check (settled_how in ('bank-corrected', 'paid-back', 'booked-by-hand', 'no-difference')),
  add column settled_note text,
  add constraint payment_differences_settled_whole check (num_nulls(settled_at, settled_by, settled_how, settled_note) in (0, 4));
grant update (settled_at, settled_by, settled_how, settled_note) on payment_differences to yunchuang_app;

-- A parcel that is sent anew gets a new number; what was scanned under the old one counts no more.
alter table parcels add column scans_after timestamptz;
create table parcel_reissues (
  office int not null,
  parcel_id uuid not null,
  at timestamptz not null,
  old_number text not null,
  old_waybill text,
  why text not null check (why in ('lost', 'returned')),
  by_officer text not null,
  note text not null,
  primary key (office, parcel_id, at),
  foreign key (office, parcel_id) references parcels
);
grant select, insert on parcel_reissues to yunchuang_app;

create index audit_office on audit_events (office, at desc);
