-- An upload that never became part of anything is not kept for ever: `bound_at` is when a case took it.
alter table files add column bound_at timestamptz;
-- What was uploaded before this is kept: nobody can tell any more what it belongs to.
update files set bound_at = now();
create index files_loose on files (created_at) where bound_at is null;

-- From which browser and line numbers were chosen, as keyed hashes: for the monthly test, then no longer.
grant delete on plate_traces to yunchuang_app;
