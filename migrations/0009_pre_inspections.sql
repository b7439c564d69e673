-- What makers say about cars they inspected themselves before delivery (order 164 art. 14). A VIN is not personal data.
create table pre_inspection_batches (
  id uuid primary key default uuidv7(),
  company uuid not null references companies,
  file_hash bytea not null,
  name text not null,
  lines int not null,
  submitted_by uuid not null references people,
  submitted_at timestamptz not null,
  unique (company, file_hash)              -- the same file twice is the same batch
);
create table pre_inspection_lines (
  batch uuid not null references pre_inspection_batches,
  line int not null,
  vin text collate "C" not null,
  record jsonb not null,
  state text not null check (state in ('waiting', 'accepted', 'same', 'refused')),
  problems text[] not null default '{}',
  primary key (batch, line)
);
create index pre_inspection_waiting on pre_inspection_lines (batch, line) where state = 'waiting';

-- Corrections keep the history: the newest version counts.
create table pre_inspections (
  vin text collate "C" not null,
  version int not null,
  company uuid not null references companies,
  record jsonb not null,
  hash bytea not null,                     -- over the canonical record: what the maker signed for
  batch uuid not null references pre_inspection_batches,
  submitted_by uuid not null references people,
  submitted_at timestamptz not null,
  primary key (vin, version)
);
create index pre_inspections_company on pre_inspections (company, submitted_at desc);

grant select, insert on pre_inspection_batches, pre_inspections to yunchuang_app;
grant select, insert, update on pre_inspection_lines to yunchuang_app;
