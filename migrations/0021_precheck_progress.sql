-- Which checks of a draft are being asked about, and which are answered: for the page of who waits longer than a moment. Only
-- names of checks; a reload or another process reads it, and it is gone when the answers stand in the draft.
create table precheck_progress (
  draft uuid primary key references drafts on delete cascade,
  started_at timestamptz not null,
  asked text[] not null,
  answered text[] not null
);
grant select, insert, update, delete on precheck_progress to yunchuang_app;
