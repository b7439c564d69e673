-- What is wrong with an officer's account, for those who lead and those who check.
-- 'row-changed': the row is not what the house last wrote (a role given by SQL). 'second-place': signed in while working elsewhere.
create table officer_alarms (
  office int not null references offices,
  id bigint generated always as identity,
  at timestamptz not null,
  officer text not null,
  kind text not null check (kind in ('row-changed', 'second-place')),
  what text not null,                      -- keyed hash of the row as found, or the session that ended: told once
  closed_at timestamptz,
  closed_by text,
  closed_note text,
  primary key (office, id),
  unique (office, officer, kind, what),
  check (closed_by <> officer),
  check (num_nulls(closed_at, closed_by, closed_note) in (0, 3))
);
grant select, insert, update (closed_at, closed_by, closed_note) on officer_alarms to yunchuang_app;

-- Keyed hash of the address from which an officer's session began: to know another workstation, never to know where it stands.
alter table sessions add column place bytea;
