-- The only ways in which a number changes, and who may use them; the tables are in 0004_plates.sql.

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
 * Carries out what was decided under the lock at `p_at`: numbers, log rows and sittings together. Fails whole when the log has grown
 * meanwhile (40001), when a number is not in the state it was decided on, or when the change is not in the table. Lists whose
 * words are JSON come as lines: as elements of an array each would be searched for quotes, of which JSON is full (measured).
 */
create function plate_apply(
  p_office int, p_pool text, p_seq bigint, p_at timestamptz,
  p_number text[], p_from smallint[], p_to smallint[], p_sitting uuid[], p_rule text[], p_taken boolean[], p_valid_until date,
  p_kind text[], p_body text, p_hash bytea[],
  p_sittings json, p_goes json,
  p_pressed uuid[], p_pressed_data text,
  p_epoch int, p_press_sitting uuid[], p_press int[], p_press_seq bigint[], p_press_until timestamptz[]
) returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  rows int := coalesce(cardinality(p_hash), 0);
  done int;
  change record;
  delta int[] := array_fill(0, array[11]);
begin
  if rows = 0 then raise exception 'a change without a log row' using errcode = 'check_violation'; end if;
  if p_number is not null then
    for change in select c.f, c.t, count(*)::int as n from unnest(p_from, p_to) as c (f, t) group by c.f, c.t loop
      if not exists (select from plate_transitions x where x.from_state = change.f and x.to_state = change.t) then
        raise exception 'a number cannot go from one of these states to the other' using errcode = 'check_violation';
      end if;
      delta[change.f + 1] := delta[change.f + 1] - change.n;
      delta[change.t + 1] := delta[change.t + 1] + change.n;
    end loop;
    update plate_numbers p set state = c.t, sitting = c.sitting, rule = c.rule
      from unnest(p_number, p_from, p_to, p_sitting, p_rule) as c (number, f, t, sitting, rule)
     where p.office = p_office and p.number = c.number and p.pool = p_pool and p.state = c.f;
    get diagnostics done = row_count;
    if done <> cardinality(p_number) then
      raise exception 'a number is not in the state it was decided on' using errcode = '40001';
    end if;
  end if;
  insert into plate_log (office, pool, seq, at, kind, body, hash)
  select p_office, p_pool, p_seq + r.i, p_at, r.kind, r.body, r.hash
    from rows from (unnest(p_kind), string_to_table(p_body, E'\n'), unnest(p_hash)) with ordinality as r (kind, body, hash, i);
  update plate_pools set seq = p_seq + rows, head = p_hash[rows],
         counts = array(select c + d from unnest(counts, delta) as x (c, d))
   where office = p_office and pool = p_pool and seq = p_seq;
  if not found then raise exception 'the log has grown meanwhile' using errcode = '40001'; end if;
  if p_sittings is not null then
    update plate_sittings s set state = c.state, data = c.data, number = c.number, confirmed_at = c.confirmed_at,
           valid_until = c.valid_until, pending = case when c.ended_at is null then s.vehicle end, ended_at = c.ended_at, used_by = c.used_by,
           -- Who chooses anew has not settled anything.
           settled_at = case when c.state not in ('open', 'paused') then s.settled_at end
      from json_to_recordset(p_sittings) as c (id uuid, state text, data json, number text, confirmed_at timestamptz,
           valid_until date, ended_at timestamptz, used_by uuid)
     where s.office = p_office and s.id = c.id;
    get diagnostics done = row_count;
    if done <> json_array_length(p_sittings) then raise exception 'a sitting is not there' using errcode = 'check_violation'; end if;
  end if;
  -- A choice changes nothing else of its sitting: as arrays it costs a third of what it costs as JSON (measured).
  if p_taken is not null then
    update plate_sittings s set state = 'confirmed', number = c.number, confirmed_at = p_at, valid_until = p_valid_until
      from unnest(p_sitting, p_number, p_taken) as c (id, number, taken)
     where c.taken and s.office = p_office and s.id = c.id and s.state in ('open', 'paused');
    get diagnostics done = row_count;
    if done <> cardinality(array_positions(p_taken, true)) then raise exception 'a sitting is not open' using errcode = '40001'; end if;
  end if;
  -- So does a group that is shown: its numbers stand in the log, and in the sitting's own book.
  if p_pressed is not null then
    update plate_sittings s set data = c.data::json
      from rows from (unnest(p_pressed), string_to_table(p_pressed_data, E'\n')) as c (id, data)
     where s.office = p_office and s.id = c.id and s.state = 'open';
    get diagnostics done = row_count;
    if done <> cardinality(p_pressed) then raise exception 'a sitting is not open' using errcode = '40001'; end if;
  end if;
  if p_press is not null then
    insert into plate_presses (office, sitting, press, pool, seq, epoch, at, until)
    select p_office, c.sitting, c.press, p_pool, c.seq, p_epoch, p_at, c.until
      from unnest(p_press_sitting, p_press, p_press_seq, p_press_until) as c (sitting, press, seq, until);
  end if;
  if p_goes is not null then
    insert into plate_goes (office, sitting, go, pool, seq, at, numbers, outcomes)
    select p_office, c.sitting, c.go, p_pool, c.seq, c.at, c.numbers, c.outcomes
      from json_to_recordset(p_goes) as c (sitting uuid, go int, seq bigint, at timestamptz, numbers text[], outcomes text[]);
  end if;
  return p_seq + rows;
end $$;

/** Adds a pool; one that is there stays as it is. */
create function plate_pool(p_office int, p_pool text, p_type text) returns void
language sql security definer set search_path = pg_catalog, public as $$
  insert into plate_pools (office, pool, type) values (p_office, p_pool, p_type) on conflict do nothing
$$;

/** A new sitting, or one that begins anew. The unique index refuses a second choice for the same vehicle. */
create function plate_sit(p_office int, p_id uuid, p_pool text, p_person uuid, p_vehicle bytea, p_data json) returns void
language sql security definer set search_path = pg_catalog, public as $$
  insert into plate_sittings (office, id, pool, person, vehicle, pending, data) values (p_office, p_id, p_pool, p_person, p_vehicle, p_vehicle, p_data)
$$;

/** The case has moved on with its number. */
create function plate_settled(p_office int, p_id uuid) returns void
language sql security definer set search_path = pg_catalog, public as $$
  update plate_sittings set settled_at = now() where office = p_office and id = p_id and settled_at is null
$$;

/** All numbers of a pattern, one alphabet for each place, as far as the grammar lets them be; a digit other than zero stands in each. */
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
   where place = cardinality(p_places) and substr(number, 3) ~ p_valid and substr(number, p_running) ~ '[1-9]'
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
  update plate_sittings s set data = (s.data::jsonb
         || case when (s.data ->> 'leaseUntil')::timestamptz > p_from then jsonb_build_object('leaseUntil', plate_iso((s.data ->> 'leaseUntil')::timestamptz, p_ms)) else '{}' end
         || case when (s.data ->> 'reserveUntil')::timestamptz > p_from then jsonb_build_object('reserveUntil', plate_iso((s.data ->> 'reserveUntil')::timestamptz, p_ms)) else '{}' end)::json
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
