-- Money, appointments, production and post.
create table bills (
  office int not null,
  id uuid not null default uuidv7(),
  case_id uuid not null,
  number text collate "C" not null,
  kind text not null,
  payee text not null check (payee in ('finance', 'post')),
  lines jsonb not null,
  amount_fen int not null check (amount_fen >= 0),
  state text not null check (state in ('draft', 'open', 'paid', 'cancelled', 'refund-asked', 'refunded')),
  code text collate "C",                     -- 缴款码 issued by the finance side
  opened_at timestamptz,                     -- when the code came: the 72 hours run from here
  code_expires_at timestamptz,
  pay_pressed_at timestamptz,                -- when the citizen was last sent to the bank's page
  paid_at timestamptz,
  bank_no text,
  refund_no text,
  refunded_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (office, id),
  unique (office, number),
  unique (office, case_id, kind),            -- a case is billed once for each kind
  foreign key (office, case_id) references cases deferrable initially deferred,
  check ((state in ('paid', 'refund-asked', 'refunded')) = (paid_at is not null)),
  check ((state = 'refunded') = (refunded_at is not null)),
  check (state <> 'open' or (code is not null and opened_at is not null))
);
create unique index bills_code on bills (office, code) where code is not null;
create index bills_paid on bills (office, paid_at) where paid_at is not null;
create index bills_unpaid on bills (office, opened_at) where state = 'open';

-- What the bank says and our books do not bear out: looked at by a person, never booked by itself.
create table payment_differences (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  source text not null,                      -- message id of the notice, or of our own question
  bill_number text not null,
  kind text not null check (kind in ('unknown-bill', 'code', 'amount', 'paid-twice', 'receipt', 'refund-refused', 'not-at-bank')),
  ours_fen int,
  theirs_fen int,
  settled_at timestamptz,
  unique (source, bill_number, kind)
);

create table receipts (
  office int not null,
  bill_id uuid not null,
  number text not null,
  check_code text not null,
  issued_at timestamptz not null,
  primary key (office, bill_id),
  unique (office, number),
  foreign key (office, bill_id) references bills
);

create table slots (
  office int not null references offices,
  site text not null,
  at timestamptz not null,
  capacity int not null check (capacity >= 0),
  booked int not null default 0 check (booked >= 0 and booked <= capacity),
  primary key (office, site, at)
);
create table bookings (
  office int not null,
  case_id uuid not null,
  site text not null,
  at timestamptz not null,
  primary key (office, case_id),
  foreign key (office, site, at) references slots
);

-- Blank papers are counted: each print uses up exactly one serial.
create table blanks (
  office int not null references offices,
  product text not null,
  serial text collate "C" not null,
  state text not null default 'stock' check (state in ('stock', 'used', 'spoiled')),
  primary key (office, product, serial)
);
create index blanks_stock on blanks (office, product, serial) where state = 'stock';

-- Loads of blanks as they came in; the same load entered twice is one load.
create table blank_loads (
  office int not null references offices,
  product text not null,
  first_serial text collate "C" not null,
  last_serial text collate "C" not null,
  count int not null check (count > 0),
  by_officer text not null,
  at timestamptz not null default now(),
  primary key (office, product, first_serial)
);

create table productions (
  office int not null,
  id uuid not null default uuidv7(),
  case_id uuid not null,
  product text not null,
  state text not null check (state in ('queued', 'printed', 'checked', 'bagged', 'handed-over', 'stopped')),
  serial text collate "C",
  printed_by text,
  checked_by text,
  queued_at timestamptz not null default now(),
  printed_at timestamptz,
  checked_at timestamptz,
  primary key (office, id),
  unique (office, case_id, product),
  foreign key (office, case_id) references cases deferrable initially deferred,
  foreign key (office, product, serial) references blanks
);
create index productions_queue on productions (office, state, queued_at);
create unique index productions_serial on productions (office, product, serial) where serial is not null;

create table spoils (
  office int not null,
  production_id uuid not null,
  serial text not null,
  reason text not null,
  by_officer text not null,
  at timestamptz not null default now(),
  primary key (office, serial, production_id)
);

create table parcels (
  office int not null,
  id uuid not null default uuidv7(),
  case_id uuid not null,
  number text collate "C" not null,
  waybill text collate "C",
  state text not null check (state in ('ready', 'bagged', 'accepted', 'in-transit', 'out', 'delivered', 'failed', 'held', 'returned', 'lost')),
  bagged_by text,
  handed_over_at timestamptz,
  delivered_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (office, id),
  unique (office, case_id),
  unique (office, number),
  foreign key (office, case_id) references cases deferrable initially deferred
);
create index parcels_state on parcels (office, state, created_at);
create unique index parcels_waybill on parcels (office, waybill) where waybill is not null;

create table parcel_scans (
  office int not null,
  parcel_id uuid not null,
  at timestamptz not null,
  state text not null,
  place text not null,
  what text not null,
  primary key (office, parcel_id, at, state),
  foreign key (office, parcel_id) references parcels
);

grant select, insert, update on bills, slots, productions, blanks, parcels to yunchuang_app;
grant select, insert on payment_differences, blank_loads, receipts, spoils, parcel_scans to yunchuang_app;
grant select, insert, update, delete on bookings to yunchuang_app;
