-- What was recorded (events of cases, reads of personal data, exchanges with agencies) is sealed into one tree that can only grow.
-- The transaction that wrote a record orders it: what a later sealing may still miss has an id at or above the horizon.
alter table audit_events add column xid xid8 not null default pg_current_xact_id();
alter table exchanges add column xid xid8 not null default pg_current_xact_id();
create index case_events_xid on case_events (xid);
create index audit_events_xid on audit_events (xid);
create index exchanges_xid on exchanges (xid);

create table sealed_entries (
  seq bigint primary key,                  -- from 0, without gaps
  kind text not null check (kind in ('case', 'audit', 'exchange')),
  ref text not null,                       -- which record
  digest bytea not null,                   -- of the record; all that outsiders see
  unique (kind, ref)
);

-- Complete subtrees: the root and every proof are put together from a few of them.
create table sealed_nodes (
  level smallint not null,
  index bigint not null,
  hash bytea not null,
  primary key (level, index)
);

create table checkpoints (
  size bigint primary key,
  root bytea not null,
  at timestamptz not null,
  signature bytea not null,
  horizon xid8 not null                    -- records of transactions below this one are sealed
);

grant select, insert on sealed_entries, sealed_nodes, checkpoints to yunchuang_app;
