-- The base: people, officers, sessions, cases and their append-only events, evidence, idempotency.
-- `office` is the first column of every key that has one; no triggers (keeps the door to sharding open).
-- Personal columns are sealed envelopes (bytea); what must be found again has a keyed blind index beside it.
do $$ begin
  if not exists (select from pg_roles where rolname = 'yunchuang_app') then create role yunchuang_app nologin; end if;
end $$;
grant yunchuang_app to current_user;
grant usage on schema public to yunchuang_app;

create table offices (office int primary key, name_zh text not null, name_en text not null);

create table people (
  id uuid primary key default uuidv7(),
  name bytea not null,
  id_number bytea not null,
  id_index bytea not null unique,
  mobile bytea not null,
  mobile_index bytea not null,
  verified_at timestamptz not null default now()
);
create index people_mobile on people (mobile_index);

create table officers (
  office int not null references offices,
  id text not null,
  name bytea not null,
  roles text[] not null,
  roles_mac bytea not null,               -- a role row changed in SQL no longer opens the door
  password text not null,
  totp bytea not null,
  totp_step bigint not null default 0,    -- last used time step: a code works once
  failures int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  primary key (office, id),
  unique (id)                             -- the number alone signs in; it begins with the office
);

create table sessions (
  token_hash bytea primary key,
  id uuid not null unique default uuidv7(),
  kind text not null check (kind in ('citizen', 'officer')),
  subject text not null,
  device text not null,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index sessions_subject on sessions (kind, subject) where revoked_at is null;

create table sign_in_codes (
  mobile_index bytea primary key,
  code_hash bytea not null,
  tries int not null default 0,
  expires_at timestamptz not null
);

create table rate_windows (key text not null, window_start timestamptz not null, hits int not null, primary key (key, window_start));

create table idempotency (
  actor text not null,
  key text not null,
  route text not null,
  body_hash bytea not null,
  status int,                              -- null while the first request is still at work
  answer text,
  at timestamptz not null default now(),
  xid xid8 not null default pg_current_xact_id(), -- of the first request: finds what it wrote down
  primary key (actor, key)
);
create index idempotency_at on idempotency (at);

create table drafts (
  id uuid primary key default uuidv7(),
  person uuid not null references people,
  service text not null,
  service_version int not null,
  version int not null default 1,
  data bytea not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index drafts_person on drafts (person, updated_at desc);

create sequence case_numbers;
create table cases (
  office int not null references offices,
  id uuid not null default uuidv7(),
  number text collate "C" not null,
  service text not null,
  service_version int not null,
  channel text not null,
  applicant uuid not null references people,
  subject_index bytea not null,
  state text not null check (state in ('open', 'correcting', 'on-site', 'refused', 'withdrawn', 'lapsed', 'done')),
  step text not null,
  version int not null check (version > 0),
  data bytea not null,
  who text not null,                       -- masked, for lists
  what text not null,                      -- masked, for lists
  clock jsonb not null,
  due date,
  parked jsonb,
  assignee text,
  reviewed_by text,
  head bytea not null,                     -- hash of the newest event: the chain's end
  submitted_at timestamptz not null,
  updated_at timestamptz not null default now(),
  primary key (office, id),
  unique (office, number)
) with (fillfactor = 85);
create index cases_applicant on cases (applicant, id desc);
create index cases_work on cases (office, step, due) where state = 'open';
create index cases_list on cases (office, state, due, id);
-- One running case per person, item and subject: a double click or two devices cannot make a second one.
create unique index cases_running on cases (office, applicant, service, subject_index) where state in ('open', 'correcting', 'on-site');

create table case_events (
  office int not null,
  case_id uuid not null,
  seq int not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  kind text not null,
  body text not null,                      -- canonical JSON as hashed; no personal data, only commitments
  secret bytea,                            -- sealed: reasons and notes; its hash is in the body
  hash bytea not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (office, case_id, seq),
  foreign key (office, case_id) references cases deferrable initially deferred
);
create index case_events_actor on case_events (actor_kind, actor_id, at);

-- Who did and who read what: sign-ins, reads of personal data with purpose, denials.
create table audit_events (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_kind text not null,
  actor_id text not null,
  office int,
  act text not null,
  object_kind text not null,
  object_id text not null,
  person uuid,
  purpose text not null,
  result text not null
);
create index audit_person on audit_events (person, at desc);
create index audit_actor on audit_events (actor_kind, actor_id, at desc);

-- Every exchange with an agency, both directions, signed: evidence.
create table exchanges (
  agency text not null,
  message_id text not null,
  attempt int not null,
  direction text not null check (direction in ('asked', 'told')),
  operation text not null,
  case_id uuid,
  outcome text not null,
  status int,
  started_at timestamptz not null,
  ms int not null,
  request bytea not null,
  request_signature text not null,
  answer bytea,
  answer_signature text,
  primary key (agency, message_id, attempt)
);
create index exchanges_case on exchanges (case_id);

create table messages (
  id uuid primary key default uuidv7(),
  person uuid not null references people,
  office int not null,
  case_id uuid,
  template text not null,
  params bytea not null,
  sms_state text not null default 'queued' check (sms_state in ('queued', 'sent', 'failed', 'none')),
  created_at timestamptz not null default now(),
  read_at timestamptz
);
create index messages_person on messages (person, created_at desc, id desc);

create table files (
  id uuid primary key default uuidv7(),
  owner uuid not null references people,
  purpose text not null,
  mime text not null,
  bytes int not null,
  width int not null,
  height int not null,
  sha256 bytea not null,
  created_at timestamptz not null default now()
);
create index files_owner on files (owner, created_at);

-- Background work. A row exists exactly when the change exists that asked for it, and goes when the work is done.
create table jobs (
  id bigint generated always as identity primary key,
  job text not null,
  payload jsonb not null,
  -- A second job with the same key takes the place of the first.
  key text unique,
  run_at timestamptz not null,
  attempts smallint not null default 0,
  max_attempts smallint not null,
  -- Who works at it: a number that stands in an advisory lock for as long as its process lives.
  runner int,
  -- How often it was taken: a late word about an earlier time ends no later one.
  taken int not null default 0
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create index jobs_waiting on jobs (run_at, id) where runner is null and attempts < max_attempts;
create index jobs_in_hand on jobs (runner) where runner is not null;

-- When each kind of work that comes by itself last came: of several processes one adds it.
create table job_rounds (job text primary key, last_at timestamptz not null);

-- Jobs are added through this function, so that the application's role needs no right on the table: who takes over the application can
-- neither read nor clear it. In the order of the keys: two that add the same ones wait for each other and do not lock up.
create function enqueue_jobs(specs jsonb) returns void language sql security definer set search_path = pg_catalog, public as $$
  insert into jobs (job, payload, key, run_at, max_attempts)
  select s->>'job', s->'payload', s->>'key', coalesce((s->>'at')::timestamptz, now()), coalesce((s->>'attempts')::smallint, 25::smallint)
    from jsonb_array_elements(specs) s order by s->>'key'
  on conflict (key) do update set job = excluded.job, payload = excluded.payload, run_at = excluded.run_at, attempts = 0,
    max_attempts = excluded.max_attempts, runner = null
$$;
grant execute on function enqueue_jobs(jsonb) to yunchuang_app;

grant select, insert, update, delete on people, officers, sessions, sign_in_codes, rate_windows, idempotency, drafts, messages, files to yunchuang_app;
grant select, insert, update on cases to yunchuang_app;
grant select, insert, update on offices to yunchuang_app;
grant usage on sequence case_numbers to yunchuang_app;
-- Append-only: the application can add and read, never change or remove.
grant select, insert on case_events, audit_events, exchanges to yunchuang_app;
