-- Cars that move away (order 164 arts. 18, 27): another office asks, through the national register, for the electronic file of a
-- car that is registered here. Owner, plate and record are sealed in `data`; `file` is exactly what was sent, sealed.
create table file_requests (
  office int not null,
  id uuid not null,
  request_no text not null unique,         -- the national register's; the same request told again is the same row
  vin text collate "C" not null,
  why text not null check (why in ('move', 'transfer')),
  to_office int not null,
  to_name text not null,
  state text not null check (state in ('asked', 'review', 'sending', 'sent', 'refusing', 'refused', 'left', 'returned')),
  version int not null default 1,
  findings jsonb not null default '[]',
  due date not null,                       -- last day of the legal time for the answer
  who text not null,                       -- masked, for lists
  what text not null,
  data bytea not null,
  file bytea,
  file_hash text,
  reason text,                             -- an officer's words for a refusal, or why the file came back
  officer text,
  asked_at timestamptz not null,
  sent_at timestamptz,
  ended_at timestamptz,
  updated_at timestamptz not null,
  primary key (office, id),
  check ((state in ('sending', 'sent', 'left')) <= (file is not null and file_hash is not null)),
  check ((state in ('refusing', 'refused')) <= (reason is not null)),
  check ((state in ('refused', 'left', 'returned')) = (ended_at is not null))
);
-- Two places ask for one car: the first counts.
create unique index file_requests_live on file_requests (office, vin) where state in ('asked', 'review', 'sending', 'sent');
create index file_requests_open on file_requests (office, due) where state not in ('refused', 'left', 'returned');
create index file_requests_ended on file_requests (office, ended_at desc) where ended_at is not null;

-- What became of each, step by step; grows only.
create table file_request_events (
  office int not null,
  request uuid not null,
  version int not null,
  at timestamptz not null,
  kind text not null,
  actor text not null,
  note text,
  primary key (office, request, version),
  foreign key (office, request) references file_requests
);
grant select, insert, update on file_requests to yunchuang_app;
grant select, insert on file_request_events to yunchuang_app;
