-- The video window behind the glass: desks, lines, recordings, review; and who may change which of its tables.

create table video_desks (
  office int not null,
  officer text not null,
  state text not null check (state in ('offline', 'ready', 'offered', 'in-call', 'hold', 'wrap-up', 'break', 'blocked')),
  since timestamptz not null,
  data jsonb not null,
  primary key (office, officer),
  foreign key (office, officer) references officers
);
create table video_desk_times (
  id bigint generated always as identity primary key,
  office int not null,
  officer text not null,
  state text not null,
  reason text,
  began_at timestamptz not null,
  ended_at timestamptz not null check (ended_at >= began_at)
);
create index video_desk_times_day on video_desk_times (office, began_at);
create table video_declines (
  id bigint generated always as identity primary key,
  office int not null,
  officer text not null,
  ticket_id uuid not null,
  at timestamptz not null,
  words bytea not null
);
create table video_skills (
  office int not null,
  officer text not null,
  grp text not null,
  languages text[] not null,
  primary key (office, officer, grp),
  foreign key (office, officer) references officers
);
create table video_relatives (
  office int not null,
  officer text not null,
  person uuid not null references people,
  primary key (office, officer, person),
  foreign key (office, officer) references officers
);
create table video_lines (
  office int not null,
  grp text not null,
  walk_in boolean not null,
  by_officer text not null,
  at timestamptz not null,
  primary key (office, grp)
);
create table video_notices (
  office int primary key,
  day date not null,
  zh text,
  en text,
  extend_min int not null default 0,
  by_officer text not null,
  at timestamptz not null
);

create table video_recordings (
  office int not null,
  id uuid not null,
  session_id uuid not null,
  node text not null,
  wrapped_key bytea,                       -- the key of the recording; without it the files are noise
  consent_hash text not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  keep_until timestamptz,
  hold text check (hold in ('dispute', 'complaint', 'fraud', 'evidence')),
  deleted_at timestamptz,
  primary key (office, id),
  unique (id),
  foreign key (office, session_id) references video_sessions,
  check ((deleted_at is not null) = (wrapped_key is null))
);
create index video_recordings_session on video_recordings (office, session_id);
create index video_recordings_due on video_recordings (keep_until) where deleted_at is null;
create table video_segments (
  office int not null,
  recording_id uuid not null,
  peer text not null,
  idx int not null check (idx >= 0),
  codec text not null,
  file text not null,
  first_at double precision not null,
  last_at double precision not null,
  packets int not null,
  bytes bigint not null,
  hash text not null,
  chain text not null,
  at timestamptz not null default now(),
  primary key (office, recording_id, peer, idx),
  foreign key (office, recording_id) references video_recordings
);
create table video_segment_checks (
  id bigint generated always as identity primary key,
  office int not null,
  recording_id uuid not null,
  peer text not null,
  idx int not null,
  result text not null,
  at timestamptz not null
);
create index video_segment_checks_of on video_segment_checks (office, recording_id, peer, idx);
create table video_holds (
  id bigint generated always as identity primary key,
  office int not null,
  session_id uuid not null,
  hold text,
  by_officer text not null,
  words bytea not null,
  at timestamptz not null
);
create table video_views (
  office int not null,
  id uuid not null,
  session_id uuid not null,
  viewer_kind text not null check (viewer_kind in ('citizen', 'officer')),
  viewer text not null,
  purpose text not null,
  at timestamptz not null,
  until timestamptz not null,
  primary key (office, id)
);
create index video_views_session on video_views (office, session_id, at);
create table video_exports (
  office int not null,
  id uuid not null,
  session_id uuid not null,
  asked_by text not null,
  purpose text not null,
  at timestamptz not null,
  primary key (office, id),
  unique (id)
);
create table video_export_approvals (
  office int not null,
  export_id uuid not null,
  officer text not null,
  at timestamptz not null,
  primary key (office, export_id, officer),
  foreign key (office, export_id) references video_exports
);

create table video_sheets (
  office int not null,
  id uuid not null,
  session_id uuid not null,
  officer text not null,                   -- who served
  why text not null check (why in ('random', 'quota', 'fraud', 'refer', 'objection', 'shortest', 'quick-sign')),
  state text not null check (state in ('open', 'done', 'contested', 'settled')),
  reviewer text,
  settled_by text,
  points jsonb,
  note bytea,
  contest bytea,
  contest_until date,
  at timestamptz not null,
  primary key (office, id),
  unique (id),
  unique (office, session_id),
  foreign key (office, session_id) references video_sessions,
  check (reviewer is null or reviewer <> officer),
  check (settled_by is null or settled_by <> reviewer)
);

grant select, insert, update on video_tickets, video_slots, video_waits, video_sessions, video_legs, video_signals, video_rooms, video_invites,
  video_nodes, video_desks, video_skills, video_lines, video_notices, video_recordings, video_sheets to yunchuang_app;
grant select, insert, update, delete on video_bookings, video_offers, video_relatives to yunchuang_app;
grant delete on video_rooms, video_invites, video_nodes to yunchuang_app;
-- Append-only.
grant select, insert on video_ticket_events, video_acts, video_consents, video_identity_checks, video_answers, video_captures, video_signatures,
  video_handovers, video_desk_times, video_declines, video_segments, video_segment_checks, video_holds, video_views, video_exports,
  video_export_approvals to yunchuang_app;
