-- The room before a release of numbers: who is inside at the minute gets a place by lot, later comers queue behind, all are let in
-- at a measured rate. One place for each verified vehicle, whatever the device.
create table plate_rooms (
  office int not null,
  id uuid not null default uuidv7(),
  pool text collate "C" not null,
  segment uuid not null,
  opens_at timestamptz not null,
  release_at timestamptz not null,
  commit bytea not null,                       -- hash of the seed, public from the opening
  seed_sealed bytea not null,
  seed bytea,                                  -- told when the room is closed
  drawn_at timestamptz,
  places int not null default 0,               -- places given out so far
  admitted_to int not null default 0,          -- the last place that was let in
  inside int not null default 0,               -- as of the last tick, so that ten thousand pages that ask count nothing
  pace int not null default 0,                 -- let in within the minute before the last tick
  credit int not null default 0,               -- thousandths of a person that may be let in by the rate
  ticked_at timestamptz,
  paused_from timestamptz,
  closed_at timestamptz,
  primary key (office, id),
  unique (office, segment),
  check (seed is null or closed_at is not null)
);
create index plate_rooms_open on plate_rooms (office, pool) where closed_at is null;

create table plate_room_places (
  office int not null,
  room uuid not null,
  id uuid not null,                            -- the case that waits before its choice
  vehicle bytea not null,
  person uuid not null references people,
  joined_at timestamptz not null,
  place int,                                   -- null: inside early, the lot is not drawn yet
  admitted_at timestamptz,
  until timestamptz,                           -- the admission is used by then, or the place is free again
  left_at timestamptz,
  primary key (office, room, id),
  unique (office, room, vehicle),
  foreign key (office, room) references plate_rooms,
  check ((admitted_at is null) = (until is null)),
  check (admitted_at is null or place is not null)
);
create unique index plate_room_order on plate_room_places (office, room, place);
create index plate_room_waiting on plate_room_places (office, room, place) where admitted_at is null and left_at is null;
create index plate_room_case on plate_room_places (office, id);

grant select, insert, update on plate_rooms, plate_room_places to yunchuang_app;

-- From which browser and line somebody chose, as keyed hashes: only good for seeing that two were the same.
create table plate_traces (
  office int not null,
  sitting uuid not null,
  device bytea not null,
  address bytea not null,
  at timestamptz not null,
  primary key (office, sitting, device, address)
);
create table plate_watches (
  office int not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  made_at timestamptz not null,
  alarms int not null,
  body jsonb not null,
  primary key (office, month)
);
grant select, insert on plate_traces, plate_watches to yunchuang_app;
