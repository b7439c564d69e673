-- What the video window lacked: guests without an account, desks that fall silent, shifted capacity, officers lent by other offices,
-- the machine's comparison of faces, and what citizens think of it.

-- Who came in with a code: the consent to the recording, with the text that was shown. Name and relation are in the sealed conversation.
create table video_guest_consents (
  office int not null,
  session_id uuid not null,
  guest uuid not null,
  text_version text not null,
  text_hash text not null,
  at timestamptz not null,
  offset_ms bigint not null,
  primary key (office, session_id, guest, at),
  foreign key (office, session_id) references video_sessions
);

-- A desk speaks every few seconds while it is open. The database's own clock: drills move the house's clock, not this.
alter table video_desks add column seen_at timestamptz not null default now();

-- Each shift of capacity between bookings and walk-in, by whom and why; the slots themselves carry what holds.
create table video_shifts (
  id bigint generated always as identity primary key,
  office int not null references offices,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  share numeric(4, 3) not null check (share >= 0 and share <= 1),
  reason text not null,
  by_officer text not null,
  at timestamptz not null
);

-- Officers of another office who may serve a line for some days.
create table video_lendings (
  office int not null references offices,   -- whose line is served
  id uuid not null,
  grp text not null,
  lender int not null references offices,   -- whose officers serve it
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  reason text not null,
  by_officer text not null,
  at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  primary key (office, id),
  unique (id),
  check (lender <> office),
  check ((ended_at is null) = (ended_by is null))
);
create index video_lendings_open on video_lendings (to_day) where ended_at is null;

-- The machine's 1:1 comparison: score and model, never a vector; the officer's own answer comes first.
create table video_face_checks (
  office int not null,
  session_id uuid not null,
  id uuid not null,
  state text not null check (state in ('asked', 'done', 'failed')),
  still_hash text not null,                 -- of the still that was compared; the picture itself is sealed and goes with the call
  still bytea,
  level text check (level in ('green', 'amber', 'red')),
  score double precision,
  model text,
  asked_by text not null,
  at timestamptz not null,
  done_at timestamptz,
  primary key (office, session_id, id),
  unique (id),
  foreign key (office, session_id) references video_sessions,
  check ((state = 'done') = (level is not null))
);
alter table video_consents drop constraint video_consents_kind_check;
alter table video_consents add constraint video_consents_kind_check check (kind in ('recording', 'face', 'machine'));

create table video_ratings (
  office int not null,
  session_id uuid not null,
  stars int not null check (stars between 1 and 5),
  complaint boolean not null,
  words bytea,                              -- sealed
  at timestamptz not null,
  primary key (office, session_id),
  foreign key (office, session_id) references video_sessions
);

grant select, insert, update on video_lendings, video_face_checks to yunchuang_app;
grant delete on video_skills to yunchuang_app;
grant select, insert on video_guest_consents, video_shifts, video_ratings to yunchuang_app;
