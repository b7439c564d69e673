-- Which processes run jobs, under which names they lock them. A runner that has no connection any more is dead:
-- its locks are released at once instead of after the queue's own four hours.
create table job_runners (name text primary key, lock_names text[] not null, started_at timestamptz not null default now());
