-- What one officer may not do alone or unseen: take a list out, settle money, look at very many people.

-- A list that leaves the house: one asks, another decides, who asked takes it once.
create table list_exports (
  office int not null references offices,
  id uuid not null default uuidv7(),
  view text not null,
  service text not null,
  purpose text not null,
  rows int not null,
  asked_by text not null,
  asked_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  approved boolean,
  taken_at timestamptz,
  primary key (office, id),
  check (decided_by <> asked_by),
  check (num_nulls(decided_by, decided_at, approved) in (0, 3)),
  check (taken_at is null or approved)
);
create index list_exports_asked on list_exports (office, asked_at desc);
grant select, insert, update (decided_by, decided_at, approved, taken_at) on list_exports to yunchuang_app;

-- A difference of money is settled by two: one says how, another confirms or sends it back.
alter table payment_differences
  add column proposed_at timestamptz,
  add column proposed_by text,
  add column proposed_how text check (proposed_how in ('bank-corrected', 'paid-back', 'booked-by-hand', 'no-difference')),
  add column proposed_note text,
  add column confirmed_by text,
  add constraint payment_differences_proposed_whole check (num_nulls(proposed_at, proposed_by, proposed_how, proposed_note) in (0, 4)),
  add constraint payment_differences_two_people check (confirmed_by <> settled_by),
  -- What was settled before stands as it was.
  add constraint payment_differences_confirmed check (settled_at is null or confirmed_by is not null) not valid;
grant update (proposed_at, proposed_by, proposed_how, proposed_note, confirmed_by) on payment_differences to yunchuang_app;

-- Somebody looked at very many people within minutes.
create table look_alarms (
  office int not null references offices,
  id bigint generated always as identity,
  at timestamptz not null,
  officer text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  records int not null check (records > 0),
  closed_at timestamptz,
  closed_by text,
  closed_note text,
  primary key (office, id),
  unique (office, officer, to_at),
  check (closed_by <> officer),
  check (num_nulls(closed_at, closed_by, closed_note) in (0, 3))
);
grant select, insert, update (closed_at, closed_by, closed_note) on look_alarms to yunchuang_app;
