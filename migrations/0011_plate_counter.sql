-- When who holds a session last proved to be that person (a code to the phone); null: not since signing in.
alter table sessions add column checked_at timestamptz;

-- An officer saw whoever chooses at the counter and compared the identity paper: no number is shown or taken there without it.
create table plate_counters (
  office int not null,
  sitting uuid not null,                       -- the case that stands before its choice
  officer text not null,
  seen_at timestamptz not null default now(),
  primary key (office, sitting, officer, seen_at)
);
grant select, insert on plate_counters to yunchuang_app;
