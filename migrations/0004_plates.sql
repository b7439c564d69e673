-- Plate numbers: pools, segments, the numbers themselves, sittings of those who choose, committed draws and their log.
-- A number's state changes only inside plate_apply() and plate_fill(), which belong to a role nobody logs in with;
-- the application may read everything here and change neither numbers, nor sittings, nor the log by itself.

do $$ begin
  if not exists (select from pg_roles where rolname = 'yunchuang_plates') then create role yunchuang_plates nologin; end if;
end $$;
grant yunchuang_plates to current_user;
grant usage, create on schema public to yunchuang_plates;

-- One row for each kind of number. It is the lock under which everything in the pool is decided, and the end of its chain.
create table plate_pools (
  office int not null references offices,
  pool text collate "C" not null,              -- '02', '52-battery', '52-other'
  type text not null,                          -- 号牌种类
  seq bigint not null default 0,
  head bytea not null default decode(repeat('00', 32), 'hex'),
  epoch int not null default 0,                -- the draw that runs now; 0: none yet
  counts int[] not null default array_fill(0, array[11]),   -- numbers by state, kept with every change
  paused_from timestamptz,                     -- overload: leases are lengthened by the pause when it ends
  checked_at timestamptz,
  sound boolean not null default true,         -- last conservation check; false blocks publication
  primary key (office, pool)
);

-- A segment is its manifest. Made by one officer, approved by another, published, released to the minute.
create table plate_segments (
  office int not null,
  id uuid not null default uuidv7(),
  pool text collate "C" not null,
  pattern text not null,
  exclusions text[] not null,                  -- ids of published rules
  count int not null check (count > 0),
  excluded int not null default 0 check (excluded >= 0),
  by_rule jsonb not null default '{}',
  release_at timestamptz not null,
  random_until timestamptz not null,
  compose_from bytea not null,                 -- sealed: the day drawn on which composing opens
  compose_commit bytea not null,
  compose_opened_at timestamptz,               -- null: numbers are drawn only
  text text not null,                          -- canonical manifest as hashed
  hash bytea not null,
  made_by text not null,
  made_at timestamptz not null default now(),
  approved_by text check (approved_by <> made_by),
  approved_at timestamptz,
  published_by text,
  published_at timestamptz,
  withdrawn_at timestamptz,
  notice text,
  primary key (office, id),
  foreign key (office, pool) references plate_pools,
  check (published_at is null or approved_at is not null),
  check (withdrawn_at is null or notice is not null)
);

-- 0 in the pool (unreleased, random-only or open, by its segment's times), 3 preselected, 4 assigned, 5 in use, 6 returning,
-- 7 right of the former owner, 8 cooling, 9 excluded by a rule, 10 withdrawn with its segment. Leases of 90 s are not written
-- here but in the log: they end by time. Nothing that changes is indexed and pages keep room: changes are made in place (HOT).
create table plate_numbers (
  office int not null,
  number text collate "C" not null,
  pool text collate "C" not null,
  segment uuid not null,
  state smallint not null default 0 check (state in (0, 3, 4, 5, 6, 7, 8, 9, 10)),
  sitting uuid,                                -- who holds it in states 3 and 4
  rule text,
  primary key (office, number),
  check ((state in (3, 4)) = (sitting is not null)),
  check ((state = 9) = (rule is not null))
) with (fillfactor = 80);

-- One sitting for each case that stands before the choice; its id is the case's.
create table plate_sittings (
  office int not null,
  id uuid not null,
  pool text collate "C" not null,
  person uuid not null references people,
  vehicle bytea not null,                      -- keyed hash of the VIN: one vehicle draws one sequence, for life
  pending bytea,                               -- the vehicle while a choice is pending; unique
  state text not null default 'open' check (state in ('open', 'paused', 'confirmed', 'assigned', 'released', 'lapsed', 'void', 'ended')),
  -- Presses, lease, reserve, tries, clock. Nothing looks into it by SQL but a sweep: taking binary JSON apart and putting it
  -- together was a third of a press (measured).
  data json not null,
  number text collate "C",
  confirmed_at timestamptz,
  valid_until date,
  used_by uuid,                                -- the registration that took the pre-selected number over
  settled_at timestamptz,                      -- the case has moved on with the number
  opened_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (office, id),
  foreign key (office, pool) references plate_pools,
  check ((state in ('confirmed', 'assigned')) <= (number is not null))
-- Room for every row of a page to be written once more in place: at 50 one claim in ten went to another page with four index
-- entries (measured).
) with (fillfactor = 40);
create unique index plate_sittings_pending on plate_sittings (office, pending);
create index plate_sittings_vehicle on plate_sittings (office, vehicle, opened_at);
create index plate_sittings_person on plate_sittings (office, person, opened_at);

-- The numbers of a press stand in its row of the log, which is hashed.
create table plate_presses (
  office int not null,
  sitting uuid not null,
  press int not null check (press between 1 and 50),
  pool text collate "C" not null,
  seq bigint not null,
  epoch int not null,
  at timestamptz not null,
  until timestamptz not null,
  primary key (office, sitting, press)
);
create table plate_goes (
  office int not null,
  sitting uuid not null,
  go int not null check (go between 1 and 50),
  pool text collate "C" not null,
  seq bigint not null,
  at timestamptz not null,
  numbers text[] not null,
  outcomes text[] not null,
  primary key (office, sitting, go)
);

-- Every draw, lease, choice, release and return, one chain for each pool. `body` is the exact text that was hashed.
create table plate_log (
  office int not null,
  pool text collate "C" not null,
  seq bigint not null,
  at timestamptz not null,
  kind text not null,
  body text not null,
  hash bytea not null,
  primary key (office, pool, seq)
);

-- A committed draw: the commitment and the list are public before the public event's result is known.
create table plate_epochs (
  office int not null,
  pool text collate "C" not null,
  epoch int not null check (epoch > 0),
  suite text not null check (suite in ('sm', 'intl')),
  size int not null check (size > 0),
  snapshot_hash bytea not null,
  commit bytea not null,
  seed_sealed bytea not null,
  committed_at timestamptz not null,
  opens_at timestamptz not null,
  source text,
  randomness text,
  entered_by text,
  opened_at timestamptz,
  opening text,                                -- numbers of the list that could not be drawn when it opened, one a line
  first_seq bigint,
  closed_at timestamptz,
  last_seq bigint,
  seed bytea,                                  -- told when the draw is closed
  primary key (office, pool, epoch),
  foreign key (office, pool) references plate_pools,
  check ((source is null) = (randomness is null)),
  check ((opened_at is null) = (first_seq is null)),
  check ((closed_at is null) = (last_seq is null)),
  check (seed is null or closed_at is not null)
);
-- The ordered list of a draw in pieces of up to 50,000 numbers, one a line.
create table plate_snapshots (
  office int not null,
  pool text collate "C" not null,
  epoch int not null,
  piece int not null,
  numbers text not null,
  primary key (office, pool, epoch, piece)
);

create table plate_keyboards (
  office int not null,
  pool text collate "C" not null,
  places text[] not null,
  made_at timestamptz not null,
  primary key (office, pool)
);

-- A number on a car.
create table plate_holdings (
  office int not null,
  number text collate "C" not null,
  vehicle bytea not null,
  owner bytea not null,                        -- keyed hash of the owner's identity number
  since timestamptz not null,
  case_id uuid,
  primary key (office, number),
  unique (office, vehicle) deferrable initially deferred   -- two own cars swap in one statement
);

-- Order 164 art. 44: two years' right of the former owner, with at least one year of use.
create table plate_rights (
  office int not null,
  id uuid not null default uuidv7(),
  number text collate "C" not null,
  pool text collate "C" not null,
  owner bytea not null,
  since date not null,
  last_day date not null,
  state text not null default 'open' check (state in ('open', 'used', 'waived', 'lapsed')),
  case_id uuid,                                -- the case that had put the number on the car: whom to remind
  told int not null default 0,                 -- reminders sent: days before the last
  ended_at timestamptz,
  primary key (office, id)
);
create unique index plate_rights_open on plate_rights (office, number) where state = 'open';
create index plate_rights_owner on plate_rights (office, owner);

-- Numbers that cool down before they go back, until a day.
create table plate_coolings (office int not null, number text collate "C" not null, until date not null, primary key (office, number));

-- Not registered in time: no choice on the internet for two years; the first time in life is forgiven. Never binds the hall.
create table plate_blocks (
  office int not null,
  id uuid not null default uuidv7(),
  person uuid not null references people,
  sitting uuid not null,
  number text collate "C" not null,
  from_day date not null,
  until_day date not null,
  forgiven boolean not null,
  objection bytea,
  objected_at timestamptz,
  lifted_at timestamptz,
  lifted_by text,
  lift_reason text,
  primary key (office, id),
  unique (office, sitting)
);
create index plate_blocks_person on plate_blocks (office, person);

-- Returned numbers: listed the day before, released in random order at a random minute that was committed to.
create table plate_returns (
  office int not null,
  pool text collate "C" not null,
  day date not null,
  numbers text[] not null,
  minute_sealed bytea not null,
  minute_commit bytea not null,
  listed_at timestamptz not null,
  released_at timestamptz,
  primary key (office, pool, day)
);

create table plate_beats (office int primary key references offices, at timestamptz not null);
create table plate_downtimes (
  office int not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  cause text not null,
  primary key (office, from_at)
);
create table plate_incidents (
  office int not null,
  id uuid not null default uuidv7(),
  at timestamptz not null default now(),
  kind text not null,
  number text collate "C",
  sitting uuid,
  primary key (office, id)
);
