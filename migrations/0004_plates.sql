-- Plate numbers: pools, segments, the numbers themselves, sittings of those who choose, committed draws and their log.
-- A number's state changes only inside plate_apply() and plate_fill(), which belong to a role nobody logs in with;
-- the application may read everything here and change neither numbers, nor sittings, nor the log by itself.
drop table plate_draws;
drop table plates;

do $$ begin
  if not exists (select from pg_roles where rolname = 'yunchuang_plates') then create role yunchuang_plates nologin; end if;
end $$;
grant yunchuang_plates to current_user;
grant usage, create on schema public to yunchuang_plates;

-- One row for each kind of number. It is the lock under which everything in the pool is decided, and the end of its chain.
create table plate_pools (
  office int not null references offices,
  pool text collate "C" not null,              -- '02', '52-battery', '52-other'
  type text not null,                          -- 号牌种类
  seq bigint not null default 0,
  head bytea not null default decode(repeat('00', 32), 'hex'),
  epoch int not null default 0,                -- the draw that runs now; 0: none yet
  counts int[] not null default array_fill(0, array[11]),   -- numbers by state, kept with every change
  paused_from timestamptz,                     -- overload: leases are lengthened by the pause when it ends
  checked_at timestamptz,
  sound boolean not null default true,         -- last conservation check; false blocks publication
  primary key (office, pool)
);

-- A segment is its manifest. Made by one officer, approved by another, published, released to the minute.
create table plate_segments (
  office int not null,
  id uuid not null default uuidv7(),
  pool text collate "C" not null,
  pattern text not null,
  exclusions text[] not null,                  -- ids of published rules
  count int not null check (count > 0),
  excluded int not null default 0 check (excluded >= 0),
  by_rule jsonb not null default '{}',
  release_at timestamptz not null,
  random_until timestamptz not null,
  compose_from bytea not null,                 -- sealed: the day drawn on which composing opens
  compose_commit bytea not null,
  compose_opened_at timestamptz,               -- null: numbers are drawn only
  text text not null,                          -- canonical manifest as hashed
  hash bytea not null,
  made_by text not null,
  made_at timestamptz not null default now(),
  approved_by text check (approved_by <> made_by),
  approved_at timestamptz,
  published_by text,
  published_at timestamptz,
  withdrawn_at timestamptz,
  notice text,
  primary key (office, id),
  foreign key (office, pool) references plate_pools,
  check (published_at is null or approved_at is not null),
  check (withdrawn_at is null or notice is not null)
);

-- 0 in the pool (unreleased, random-only or open, by its segment's times), 3 preselected, 4 assigned, 5 in use, 6 returning,
-- 7 right of the former owner, 8 cooling, 9 excluded by a rule, 10 withdrawn with its segment. Leases of 90 s are not written
-- here but in the log: they end by time. Nothing that changes is indexed and pages keep room: changes are made in place (HOT).
create table plate_numbers (
  office int not null,
  number text collate "C" not null,
  pool text collate "C" not null,
  segment uuid not null,
  state smallint not null default 0 check (state in (0, 3, 4, 5, 6, 7, 8, 9, 10)),
  sitting uuid,                                -- who holds it in states 3 and 4
  rule text,
  primary key (office, number),
  check ((state in (3, 4)) = (sitting is not null)),
  check ((state = 9) = (rule is not null))
) with (fillfactor = 80);

-- One sitting for each case that stands before the choice; its id is the case's.
create table plate_sittings (
  office int not null,
  id uuid not null,
  pool text collate "C" not null,
  person uuid not null references people,
  vehicle bytea not null,                      -- keyed hash of the VIN: one vehicle draws one sequence, for life
  pending bytea,                               -- the vehicle while a choice is pending; unique
  state text not null default 'open' check (state in ('open', 'paused', 'confirmed', 'assigned', 'released', 'lapsed', 'void', 'ended')),
  data jsonb not null,                         -- presses, lease, reserve, tries, clock
  number text collate "C",
  confirmed_at timestamptz,
  valid_until date,
  used_by uuid,                                -- the registration that took the pre-selected number over
  settled_at timestamptz,                      -- the case has moved on with the number
  opened_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (office, id),
  foreign key (office, pool) references plate_pools,
  check ((state in ('confirmed', 'assigned')) <= (number is not null))
) with (fillfactor = 50);
create unique index plate_sittings_pending on plate_sittings (office, pending);
create index plate_sittings_vehicle on plate_sittings (office, vehicle, opened_at);
create index plate_sittings_person on plate_sittings (office, person, opened_at);

create table plate_presses (
  office int not null,
  sitting uuid not null,
  press int not null check (press between 1 and 50),
  pool text collate "C" not null,
  seq bigint not null,
  epoch int not null,
  at timestamptz not null,
  until timestamptz not null,
  numbers text[] not null,
  primary key (office, sitting, press)
);
create table plate_goes (
  office int not null,
  sitting uuid not null,
  go int not null check (go between 1 and 50),
  pool text collate "C" not null,
  seq bigint not null,
  at timestamptz not null,
  numbers text[] not null,
  outcomes text[] not null,
  primary key (office, sitting, go)
);

-- Every draw, lease, choice, release and return, one chain for each pool. `body` is the exact text that was hashed.
create table plate_log (
  office int not null,
  pool text collate "C" not null,
  seq bigint not null,
  at timestamptz not null,
  kind text not null,
  body text not null,
  hash bytea not null,
  primary key (office, pool, seq)
);

-- A committed draw: the commitment and the list are public before the public event's result is known.
create table plate_epochs (
  office int not null,
  pool text collate "C" not null,
  epoch int not null check (epoch > 0),
  suite text not null check (suite in ('sm', 'intl')),
  size int not null check (size > 0),
  snapshot_hash bytea not null,
  commit bytea not null,
  seed_sealed bytea not null,
  committed_at timestamptz not null,
  opens_at timestamptz not null,
  source text,
  randomness text,
  entered_by text,
  opened_at timestamptz,
  opening text,                                -- numbers of the list that could not be drawn when it opened, one a line
  first_seq bigint,
  closed_at timestamptz,
  last_seq bigint,
  seed bytea,                                  -- told when the draw is closed
  primary key (office, pool, epoch),
  foreign key (office, pool) references plate_pools,
  check ((source is null) = (randomness is null)),
  check ((opened_at is null) = (first_seq is null)),
  check ((closed_at is null) = (last_seq is null)),
  check (seed is null or closed_at is not null)
);
-- The ordered list of a draw in pieces of up to 50,000 numbers, one a line.
create table plate_snapshots (
  office int not null,
  pool text collate "C" not null,
  epoch int not null,
  piece int not null,
  numbers text not null,
  primary key (office, pool, epoch, piece)
);

create table plate_keyboards (
  office int not null,
  pool text collate "C" not null,
  places text[] not null,
  made_at timestamptz not null,
  primary key (office, pool)
);

-- A number on a car.
create table plate_holdings (
  office int not null,
  number text collate "C" not null,
  vehicle bytea not null,
  owner bytea not null,                        -- keyed hash of the owner's identity number
  since timestamptz not null,
  case_id uuid,
  primary key (office, number),
  unique (office, vehicle) deferrable initially deferred   -- two own cars swap in one statement
);

-- Order 164 art. 44: two years' right of the former owner, with at least one year of use.
create table plate_rights (
  office int not null,
  id uuid not null default uuidv7(),
  number text collate "C" not null,
  pool text collate "C" not null,
  owner bytea not null,
  since date not null,
  last_day date not null,
  state text not null default 'open' check (state in ('open', 'used', 'waived', 'lapsed')),
  case_id uuid,                                -- the case that had put the number on the car: whom to remind
  told int not null default 0,                 -- reminders sent: days before the last
  ended_at timestamptz,
  primary key (office, id)
);
create unique index plate_rights_open on plate_rights (office, number) where state = 'open';
create index plate_rights_owner on plate_rights (office, owner);

-- Numbers that cool down before they go back, until a day.
create table plate_coolings (office int not null, number text collate "C" not null, until date not null, primary key (office, number));

-- Not registered in time: no choice on the internet for two years; the first time in life is forgiven. Never binds the hall.
create table plate_blocks (
  office int not null,
  id uuid not null default uuidv7(),
  person uuid not null references people,
  sitting uuid not null,
  number text collate "C" not null,
  from_day date not null,
  until_day date not null,
  forgiven boolean not null,
  objection bytea,
  objected_at timestamptz,
  lifted_at timestamptz,
  lifted_by text,
  lift_reason text,
  primary key (office, id),
  unique (office, sitting)
);
create index plate_blocks_person on plate_blocks (office, person);

-- Returned numbers: listed the day before, released in random order at a random minute that was committed to.
create table plate_returns (
  office int not null,
  pool text collate "C" not null,
  day date not null,
  numbers text[] not null,
  minute_sealed bytea not null,
  minute_commit bytea not null,
  listed_at timestamptz not null,
  released_at timestamptz,
  primary key (office, pool, day)
);

create table plate_beats (office int primary key references offices, at timestamptz not null);
create table plate_downtimes (
  office int not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  cause text not null,
  primary key (office, from_at)
);
create table plate_incidents (
  office int not null,
  id uuid not null default uuidv7(),
  at timestamptz not null default now(),
  kind text not null,
  number text collate "C",
  sitting uuid,
  primary key (office, id)
);

-- Which state may follow which; the same table as domain/plates/states.ts (a test compares them).
create table plate_transitions (from_state smallint, to_state smallint, primary key (from_state, to_state));
insert into plate_transitions
select f, t from (values
  (0, array[3, 10]), (3, array[4, 6, 9]),
  (4, array[4, 5, 7, 8]), (5, array[5, 7, 8]), (6, array[0]), (7, array[3, 8]), (8, array[6])
) as rows (f, ts), unnest(ts) as t;

-- NO KEY UPDATE: a new sitting's reference to the pool does not wait for it, and cannot deadlock with it.
/** The pool's row, locked until the caller's transaction ends: whoever holds it decides alone. */
create function plate_lock(p_office int, p_pool text)
returns table (seq bigint, head bytea, epoch int, counts int[], paused_from timestamptz, sound boolean, at timestamptz)
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  select p.seq, p.head, p.epoch, p.counts, p.paused_from, p.sound
    into plate_lock.seq, plate_lock.head, plate_lock.epoch, plate_lock.counts, plate_lock.paused_from, plate_lock.sound
    from plate_pools p where p.office = p_office and p.pool = p_pool for no key update;
  if not found then return; end if;
  -- Read after the lock was had: a row of the log is never older than the one before it.
  at := clock_timestamp();
  return next;
end $$;

/**
 * Carries out what was decided under the lock: numbers, log rows and sittings together. Fails whole when the log has grown
 * meanwhile (40001), when a number is not in the state it was decided on, or when the change is not in the table.
 */
create function plate_apply(
  p_office int, p_pool text, p_seq bigint,
  p_number text[], p_from smallint[], p_to smallint[], p_sitting uuid[], p_rule text[],
  p_at timestamptz[], p_kind text[], p_body text[], p_hash bytea[],
  p_sittings jsonb, p_presses jsonb, p_goes jsonb,
  p_taken uuid[], p_taken_number text[], p_taken_at timestamptz[], p_valid_until date[]
) returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  n int := coalesce(cardinality(p_number), 0);
  rows int := coalesce(cardinality(p_hash), 0);
  done int;
  delta int[] := array_fill(0, array[11]);
begin
  if rows = 0 then raise exception 'a change without a log row' using errcode = 'check_violation'; end if;
  if n > 0 then
    if exists (select from unnest(p_from, p_to) as c (f, t) where not exists
        (select from plate_transitions x where x.from_state = c.f and x.to_state = c.t)) then
      raise exception 'a number cannot go from one of these states to the other' using errcode = 'check_violation';
    end if;
    update plate_numbers p set state = c.t, sitting = c.sitting, rule = c.rule
      from unnest(p_number, p_from, p_to, p_sitting, p_rule) as c (number, f, t, sitting, rule)
     where p.office = p_office and p.number = c.number and p.pool = p_pool and p.state = c.f;
    get diagnostics done = row_count;
    if done <> n then raise exception 'a number is not in the state it was decided on' using errcode = '40001'; end if;
    for i in 1 .. n loop
      delta[p_from[i] + 1] := delta[p_from[i] + 1] - 1;
      delta[p_to[i] + 1] := delta[p_to[i] + 1] + 1;
    end loop;
  end if;
  insert into plate_log (office, pool, seq, at, kind, body, hash)
  select p_office, p_pool, p_seq + r.i, r.at, r.kind, r.body, r.hash
    from unnest(p_at, p_kind, p_body, p_hash) with ordinality as r (at, kind, body, hash, i);
  update plate_pools set seq = p_seq + rows, head = p_hash[rows],
         counts = array(select c + d from unnest(counts, delta) as x (c, d))
   where office = p_office and pool = p_pool and seq = p_seq;
  if not found then raise exception 'the log has grown meanwhile' using errcode = '40001'; end if;
  if p_sittings is not null then
    update plate_sittings s set state = c.state, data = c.data, number = c.number, confirmed_at = c.confirmed_at,
           valid_until = c.valid_until, pending = case when c.ended_at is null then s.vehicle end, ended_at = c.ended_at, used_by = c.used_by,
           -- Who chooses anew has not settled anything.
           settled_at = case when c.state not in ('open', 'paused') then s.settled_at end
      from jsonb_to_recordset(p_sittings) as c (id uuid, state text, data jsonb, number text, confirmed_at timestamptz,
           valid_until date, ended_at timestamptz, used_by uuid)
     where s.office = p_office and s.id = c.id;
    get diagnostics done = row_count;
    if done <> jsonb_array_length(p_sittings) then raise exception 'a sitting is not there' using errcode = 'check_violation'; end if;
  end if;
  -- A choice changes nothing else of its sitting: as arrays it costs a third of what it costs as JSON (measured).
  if p_taken is not null then
    update plate_sittings s set state = 'confirmed', number = c.number, confirmed_at = c.at, valid_until = c.until
      from unnest(p_taken, p_taken_number, p_taken_at, p_valid_until) as c (id, number, at, until)
     where s.office = p_office and s.id = c.id and s.state in ('open', 'paused');
    get diagnostics done = row_count;
    if done <> cardinality(p_taken) then raise exception 'a sitting is not open' using errcode = '40001'; end if;
  end if;
  if p_presses is not null then
    insert into plate_presses (office, sitting, press, pool, seq, epoch, at, until, numbers)
    select p_office, c.sitting, c.press, p_pool, c.seq, c.epoch, c.at, c.until, c.numbers
      from jsonb_to_recordset(p_presses) as c (sitting uuid, press int, seq bigint, epoch int, at timestamptz, until timestamptz, numbers text[]);
  end if;
  if p_goes is not null then
    insert into plate_goes (office, sitting, go, pool, seq, at, numbers, outcomes)
    select p_office, c.sitting, c.go, p_pool, c.seq, c.at, c.numbers, c.outcomes
      from jsonb_to_recordset(p_goes) as c (sitting uuid, go int, seq bigint, at timestamptz, numbers text[], outcomes text[]);
  end if;
  return p_seq + rows;
end $$;

/** Adds a pool; one that is there stays as it is. */
create function plate_pool(p_office int, p_pool text, p_type text) returns void
language sql security definer set search_path = pg_catalog, public as $$
  insert into plate_pools (office, pool, type) values (p_office, p_pool, p_type) on conflict do nothing
$$;

/** A new sitting, or one that begins anew. The unique index refuses a second choice for the same vehicle. */
create function plate_sit(p_office int, p_id uuid, p_pool text, p_person uuid, p_vehicle bytea, p_data jsonb) returns void
language sql security definer set search_path = pg_catalog, public as $$
  insert into plate_sittings (office, id, pool, person, vehicle, pending, data) values (p_office, p_id, p_pool, p_person, p_vehicle, p_vehicle, p_data)
$$;

/** The case has moved on with its number. */
create function plate_settled(p_office int, p_id uuid) returns void
language sql security definer set search_path = pg_catalog, public as $$
  update plate_sittings set settled_at = now() where office = p_office and id = p_id and settled_at is null
$$;

/** All numbers of a pattern, one alphabet for each place, as far as the grammar lets them be. */
create function plate_expand(p_places text[], p_valid text, p_letters int, p_running int) returns setof text
language sql immutable set search_path = pg_catalog, public as $$
  with recursive grown (place, number) as (
    select 0, ''
    union all
    select g.place + 1, g.number || c from grown g, regexp_split_to_table(p_places[g.place + 1], '') as c
     where g.place < cardinality(p_places)
       and (g.place < 2 or c <= '9' or length(regexp_replace(substr(g.number, 3), '[0-9]', '', 'g')) < p_letters)
  )
  select number from grown
   where place = cardinality(p_places) and substr(number, 3) ~ p_valid and substr(number, p_running) !~ '^0+$'
$$;

/** Puts a published segment's numbers into the table, set-based: seven million in about a minute. Numbers that exist already fail it. */
create function plate_fill(p_office int, p_segment uuid, p_numbers text[], p_places text[], p_valid text, p_letters int, p_running int, p_rules jsonb)
returns table (total int, excluded int, by_rule jsonb) language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  in_pool text;
begin
  select s.pool into in_pool from plate_segments s where s.office = p_office and s.id = p_segment and s.published_at is not null;
  if in_pool is null then raise exception 'only a published segment is filled' using errcode = 'check_violation'; end if;
  if exists (select from plate_numbers p where p.office = p_office and p.segment = p_segment) then
    raise exception 'a segment is filled once' using errcode = 'check_violation';
  end if;
  insert into plate_numbers (office, number, pool, segment, state, rule)
  select p_office, x.number, in_pool, p_segment, case when x.rule is null then 0 else 9 end, x.rule
    from (select n.number, (select r ->> 'id' from jsonb_array_elements(p_rules) as r where substr(n.number, 2) ~ (r ->> 'pattern') limit 1) as rule
            from (select unnest(p_numbers) where p_places is null
                  union all select plate_expand(p_places, p_valid, p_letters, p_running) where p_places is not null) as n (number)) x
   order by x.number collate "C";
  select count(*)::int, count(*) filter (where p.state = 9)::int into total, excluded
    from plate_numbers p where p.office = p_office and p.segment = p_segment;
  select coalesce(jsonb_object_agg(g.rule, g.n), '{}') into by_rule
    from (select p.rule, count(*) as n from plate_numbers p where p.office = p_office and p.segment = p_segment and p.rule is not null group by p.rule) g;
  update plate_pools set counts[1] = counts[1] + total - plate_fill.excluded, counts[10] = counts[10] + plate_fill.excluded
   where office = p_office and pool = in_pool;
  return next;
end $$;

/** The running draw of a pool. */
create function plate_turn(p_office int, p_pool text, p_epoch int) returns void
language sql security definer set search_path = pg_catalog, public as $$
  update plate_pools set epoch = p_epoch where office = p_office and pool = p_pool
$$;

/** Pauses a pool, or ends the pause. */
create function plate_pause(p_office int, p_pool text, p_from timestamptz) returns void
language sql security definer set search_path = pg_catalog, public as $$
  update plate_pools set paused_from = p_from where office = p_office and pool = p_pool
$$;

/** Lengthens every lease that ran at `p_from` by the time the service was away, in the sittings' own books. */
create function plate_extend(p_office int, p_pool text, p_from timestamptz, p_ms bigint) returns int
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  n int;
begin
  update plate_sittings s set data = s.data
         || case when (s.data ->> 'leaseUntil')::timestamptz > p_from then jsonb_build_object('leaseUntil', plate_iso((s.data ->> 'leaseUntil')::timestamptz, p_ms)) else '{}' end
         || case when (s.data ->> 'reserveUntil')::timestamptz > p_from then jsonb_build_object('reserveUntil', plate_iso((s.data ->> 'reserveUntil')::timestamptz, p_ms)) else '{}' end
   where s.office = p_office and s.pool = p_pool and s.state in ('open', 'paused')
     and ((s.data ->> 'leaseUntil')::timestamptz > p_from or (s.data ->> 'reserveUntil')::timestamptz > p_from);
  get diagnostics n = row_count;
  update plate_presses set until = until + p_ms * interval '1 ms' where office = p_office and pool = p_pool and until > p_from;
  return n;
end $$;

/** An instant some milliseconds later, as JavaScript writes it. */
create function plate_iso(p_at timestamptz, p_ms bigint) returns text language sql stable set search_path = pg_catalog, public as $$
  select to_char((p_at + p_ms * interval '1 ms') at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

/** The result of the nightly count; a broken pool publishes nothing. */
create function plate_checked(p_office int, p_pool text, p_sound boolean) returns void
language sql security definer set search_path = pg_catalog, public as $$
  update plate_pools set checked_at = now(), sound = p_sound where office = p_office and pool = p_pool
$$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.proname like 'plate\_%' and p.pronamespace = 'public'::regnamespace loop
    execute format('alter function %s owner to yunchuang_plates', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to yunchuang_app', f);
  end loop;
end $$;
alter table plate_pools owner to yunchuang_plates;
alter table plate_numbers owner to yunchuang_plates;
alter table plate_sittings owner to yunchuang_plates;
alter table plate_presses owner to yunchuang_plates;
alter table plate_goes owner to yunchuang_plates;
alter table plate_log owner to yunchuang_plates;
grant select on plate_segments, plate_transitions to yunchuang_plates;
grant select, references on people, offices to yunchuang_plates;
revoke create on schema public from yunchuang_plates;

grant select on plate_pools, plate_numbers, plate_sittings, plate_presses, plate_goes, plate_log, plate_transitions to yunchuang_app;
-- Append-only: what is announced stays; only the steps of its own course are filled in.
grant select, insert, update (approved_by, approved_at, published_by, published_at, withdrawn_at, notice, compose_opened_at, excluded, count, by_rule) on plate_segments to yunchuang_app;
grant select, insert, update (source, randomness, entered_by, opened_at, opening, first_seq, closed_at, last_seq, seed) on plate_epochs to yunchuang_app;
grant select, insert on plate_snapshots, plate_downtimes, plate_incidents to yunchuang_app;
grant select, insert, update on plate_keyboards, plate_rights, plate_blocks, plate_beats to yunchuang_app;
grant select, insert, update (released_at) on plate_returns to yunchuang_app;
grant select, insert, update, delete on plate_holdings, plate_coolings to yunchuang_app;
