-- Makers' records are signed and have three photos; a share of them is looked at; a maker can be suspended.

-- Public keys of makers. An ended key accepts nothing new; what it signed stays.
create table maker_keys (
  id uuid primary key default uuidv7(),
  company uuid not null references companies,
  kind text not null check (kind in ('sm2', 'ed25519')),
  public_pem text not null,
  fingerprint bytea not null,              -- SHA-256 of the key's DER
  added_by uuid not null references people,
  added_at timestamptz not null,
  ended_by uuid references people,
  ended_at timestamptz,
  unique (company, fingerprint)
);
alter table pre_inspection_lines add column signature text not null default '';

-- Records of before this migration have no signature and no photos: they stay as history and count no longer.
alter table pre_inspections
  add column signature bytea,
  add column key uuid references maker_keys,
  add column complete_at timestamptz,      -- all three photos are here: from now on the record counts
  add column draw int;                     -- in which draw it was; set once
create index pre_inspections_incomplete on pre_inspections (company, vin) where complete_at is null and signature is not null;
create index pre_inspections_undrawn on pre_inspections (company) where complete_at is not null and draw is null;
grant update (complete_at, draw) on pre_inspections to yunchuang_app;

-- A photo belongs to one car; its hash is that of the file as the maker sent and signed it, what is kept was made anew.
create table pre_inspection_photos (
  sha256 bytea primary key,
  vin text collate "C" not null,
  company uuid not null references companies,
  file uuid not null references files,
  sent_by uuid not null references people,
  sent_at timestamptz not null
);
create index pre_inspection_photos_vin on pre_inspection_photos (vin);

-- What came of each file of one sending.
create table pre_inspection_sends (
  id uuid primary key default uuidv7(),
  company uuid not null references companies,
  sent_by uuid not null references people,
  sent_at timestamptz not null,
  results jsonb not null
);
create index pre_inspection_sends_company on pre_inspection_sends (company, id desc);

-- The provable draw: committed to before the records it draws from exist.
create table maker_draws (
  office int not null references offices,
  company uuid not null references companies,
  number int not null,
  suite text not null,
  commit bytea not null,                   -- hash of the seed, told to the maker
  seed_sealed bytea not null,
  committed_at timestamptz not null,
  drawn_at timestamptz,
  seed bytea,                              -- told when drawn
  list_hash bytea,
  size int,
  percent int,
  owed int,                                -- after this draw: records times percent
  drawn int,                               -- after this draw: records drawn of this maker
  primary key (office, company, number),
  check ((drawn_at is null) = (seed is null) and (drawn_at is null) = (list_hash is null) and (drawn_at is null) = (size is null))
);
create table maker_samples (
  office int not null references offices,
  id uuid not null default uuidv7(),
  company uuid not null references companies,
  vin text collate "C" not null,
  version int not null,
  draw int,                                -- null: a mended record after an objection, always looked at
  place int,
  state text not null default 'open' check (state in ('open', 'passed', 'objected')),
  finding text,
  grave boolean not null default false,
  reason text,
  since timestamptz not null,
  judged_by text references officers (id),
  judged_at timestamptz,
  primary key (office, id),
  unique (vin, version),
  foreign key (vin, version) references pre_inspections,
  check ((state = 'open') = (judged_by is null)),
  check ((state = 'objected') = (finding is not null))
);
create index maker_samples_open on maker_samples (office, since) where state = 'open';
create index maker_samples_company on maker_samples (company, judged_at desc);

-- Suspending and lifting: asked by one officer, decided by another.
create table maker_measures (
  office int not null references offices,
  id uuid not null default uuidv7(),
  company uuid not null references companies,
  kind text not null check (kind in ('suspend', 'lift')),
  why text not null check (why in ('grave', 'rate', 'officer')),
  reason text not null,
  sample uuid,
  asked_by text not null references officers (id),
  asked_at timestamptz not null,
  approved boolean,
  words text,
  decided_by text references officers (id),
  decided_at timestamptz,
  primary key (office, id),
  check ((approved is null) = (decided_by is null)),
  check (decided_by is null or decided_by <> asked_by)
);
create unique index maker_measures_open on maker_measures (company) where approved is null;
create index maker_measures_decided on maker_measures (company, decided_at desc) where approved;

grant select, insert, update (ended_by, ended_at) on maker_keys to yunchuang_app;
grant select, insert on pre_inspection_photos to yunchuang_app;
grant select, insert, update (results) on pre_inspection_sends to yunchuang_app;
grant select, insert, update on maker_draws, maker_samples, maker_measures to yunchuang_app;
