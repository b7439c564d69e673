-- The video window: tickets, conversations, their evidence, recordings. What proves something can only grow; `office` comes first.
-- A ticket's row keeps the whole ticket in `data` (codes and instants, nothing personal) beside the columns it is found by.
create table video_tickets (
  office int not null references offices,
  id uuid not null,
  person uuid not null references people,
  grp text not null,
  state text not null check (state in ('created', 'waiting', 'ringing', 'serving', 'done', 'missed', 'callback-due', 'abandoned', 'expired', 'cancelled', 'to-counter')),
  service text,
  case_id uuid,
  officer text,
  session_id uuid,
  created_at timestamptz not null,
  line_at timestamptz,
  due_at timestamptz,                      -- booked time or promised call
  ended_at timestamptz,
  missed_at timestamptz,                   -- a miss by the person's own fault
  version int not null check (version > 0),
  data jsonb not null,
  primary key (office, id)
);
create index video_tickets_person on video_tickets (person, created_at desc);
create index video_tickets_line on video_tickets (office, grp, line_at) where state in ('waiting', 'ringing');
create index video_tickets_due on video_tickets (due_at) where state in ('created', 'callback-due');
-- One open ticket for a person and a matter: a second device or a double press takes the same place.
create unique index video_tickets_one on video_tickets (office, person, coalesce(service, ''), coalesce(case_id, '00000000-0000-0000-0000-000000000000'::uuid))
  where state in ('created', 'waiting', 'ringing', 'serving', 'callback-due', 'missed');

-- Each move of a ticket, for figures and for who asks why.
create table video_ticket_events (
  office int not null,
  ticket_id uuid not null,
  seq int not null,
  at timestamptz not null,
  kind text not null,
  state text not null,
  officer text,
  primary key (office, ticket_id, seq),
  foreign key (office, ticket_id) references video_tickets deferrable initially deferred
);

create table video_slots (
  office int not null references offices,
  at timestamptz not null,
  capacity int not null check (capacity >= 0),
  booked int not null default 0 check (booked >= 0 and booked <= capacity),
  primary key (office, at)
);
create table video_bookings (
  office int not null,
  ticket_id uuid not null,
  at timestamptz not null,                 -- one row for each step of the grid that the conversation takes
  primary key (office, ticket_id, at),
  foreign key (office, at) references video_slots
);

-- What the wait was said to be, and afterwards what it was.
create table video_waits (
  office int not null,
  ticket_id uuid not null,
  at timestamptz not null,
  grp text not null,
  from_min int not null,
  to_min int not null check (to_min >= from_min),
  ahead int not null,
  servers int not null,
  real_ms bigint,
  hit boolean,
  primary key (office, ticket_id, at)
);
create index video_waits_grade on video_waits (office, grp, at) where hit is not null;

create table video_sessions (
  office int not null,
  id uuid not null,
  ticket_id uuid not null,
  person uuid not null references people,
  officer text not null,
  service text,
  case_id uuid,
  phase text not null check (phase in ('precheck', 'consent', 'identity', 'work', 'review', 'sign', 'pay', 'closing', 'closed', 'ended')),
  link text not null check (link in ('joining', 'in-call', 'hold', 'reconnecting', 'suspended')),
  outcome text,
  outcome_reason text,                     -- a code, never a person's words
  identity text,
  started_at timestamptz not null,
  ended_at timestamptz,
  talk_ms bigint not null default 0,
  hold_ms bigint not null default 0,
  drops int not null default 0,
  resumes int not null default 0,
  signals int not null default 0,
  guests uuid[] not null default '{}',     -- persons who joined from their own account
  colleagues text[] not null default '{}', -- officers who joined
  node text,                               -- the process that carries the call now
  call_no int not null default 0,          -- a call begins again on another node under a new number
  version int not null check (version > 0),
  data bytea not null,                     -- the whole conversation, sealed
  head bytea not null,                     -- hash of its newest act
  primary key (office, id),
  unique (id),
  foreign key (office, ticket_id) references video_tickets deferrable initially deferred,
  check ((phase in ('closed', 'ended')) = (outcome is not null)),
  check ((outcome is not null) = (ended_at is not null))
);
create index video_sessions_person on video_sessions (person, started_at desc);
create index video_sessions_officer on video_sessions (officer, started_at desc);
create index video_sessions_open on video_sessions (office, link) where outcome is null;
create index video_sessions_case on video_sessions (office, case_id) where case_id is not null;
create index video_sessions_day on video_sessions (office, started_at);
create index video_sessions_guests on video_sessions using gin (guests) where outcome is null;

-- Everything that happened in a conversation, chained; the words of people are sealed beside it and committed to by hash.
create table video_acts (
  office int not null,
  session_id uuid not null,
  seq int not null,
  at timestamptz not null,
  offset_ms bigint not null check (offset_ms >= 0),
  actor_kind text not null,
  actor_id text not null,
  kind text not null,
  body text not null,                      -- canonical JSON as hashed
  secret bytea,
  hash bytea not null,
  primary key (office, session_id, seq),
  foreign key (office, session_id) references video_sessions deferrable initially deferred
);

create table video_consents (
  office int not null,
  session_id uuid not null,
  kind text not null check (kind in ('recording', 'face')),
  given boolean not null,
  text_version text not null,
  text_hash text not null,
  at timestamptz not null,
  offset_ms bigint not null,
  primary key (office, session_id, kind, at),
  foreign key (office, session_id) references video_sessions
);
create table video_identity_checks (
  office int not null,
  session_id uuid not null,
  at timestamptz not null,
  step text not null,                      -- or 'result'
  answer text not null,
  officer text not null,
  offset_ms bigint not null,
  primary key (office, session_id, step, at),
  foreign key (office, session_id) references video_sessions
);
create table video_answers (
  office int not null,
  session_id uuid not null,
  at timestamptz not null,
  step text not null,
  checklist text not null,
  checklist_version int not null,
  result text not null check (result in ('done', 'failed', 'not-needed')),
  officer text not null,
  offset_ms bigint not null,
  primary key (office, session_id, step, at),
  foreign key (office, session_id) references video_sessions
);
create table video_captures (
  office int not null,
  session_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  hash text not null,                      -- as the phone counted it: SHA-256 of the bytes sent
  house_hash text not null,                -- as it is kept, by the house's suite
  how text not null,
  at timestamptz not null,
  primary key (office, session_id, id, file_id),
  foreign key (office, session_id) references video_sessions
);
create table video_signatures (
  office int not null,
  session_id uuid not null,
  document_id uuid not null,
  hash text not null,
  document bytea not null,                 -- sealed
  strokes bytea not null,                  -- sealed
  proof text not null,                     -- the house's keyed proof over hash, session, person and time
  shown_at timestamptz not null,
  signed_at timestamptz not null,
  offset_ms bigint not null,
  primary key (office, session_id, document_id),
  foreign key (office, session_id) references video_sessions
);
create table video_handovers (
  office int not null,
  session_id uuid not null,
  at timestamptz not null,
  kind text not null,
  from_officer text not null,
  to_officer text,
  words bytea not null,                    -- sealed: reason and summary
  primary key (office, session_id, at),
  foreign key (office, session_id) references video_sessions
);

create table video_legs (
  office int not null,
  session_id uuid not null,
  id uuid not null,
  side text not null check (side in ('citizen', 'officer', 'guest')),
  peer text not null,
  device text,                             -- keyed hash of the device's own number
  node text not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  cause text,
  path text,
  network text,
  primary key (office, session_id, id),
  foreign key (office, session_id) references video_sessions
);
create index video_legs_device on video_legs (device, began_at) where device is not null;
create table video_signals (
  office int not null,
  session_id uuid not null,
  peer text not null,
  rung int not null,
  state jsonb not null,
  report jsonb not null,
  rung_ms bigint[] not null,
  at timestamptz not null,
  primary key (office, session_id, peer),
  foreign key (office, session_id) references video_sessions
);

-- One-time keys to a room; only their hash is kept.
create table video_rooms (
  token_hash bytea primary key,
  session_id uuid not null,
  peer text not null,
  side text not null,
  device text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create table video_invites (
  code_hash bytea primary key,
  session_id uuid not null,
  guest uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create table video_nodes (id text primary key, seen_at timestamptz not null, calls int not null, draining boolean not null default false);
-- An offer that waits for the process which carries the call; sealed, and gone as soon as it is answered.
create table video_offers (
  id uuid primary key,
  node text not null,
  body bytea not null,
  answer bytea,
  error text,
  at timestamptz not null
);
