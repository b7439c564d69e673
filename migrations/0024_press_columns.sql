-- A press in half the work: what a sitting was shown is kept as the text that it is read as, and its numbers once less.

grant create on schema public to yunchuang_plates;

-- Nothing looks into it by SQL but a sweep: taking binary JSON apart and putting it together was a third of a press (measured).
alter table plate_sittings alter column data type json using data::json;
-- They stand in the press's row of the log, which is hashed.
alter table plate_presses drop column numbers;

drop function plate_apply;
drop function plate_sit;

/**
 * Carries out what was decided under the lock: numbers, log rows and sittings together. Fails whole when the log has grown
 * meanwhile (40001), when a number is not in the state it was decided on, or when the change is not in the table.
 */
create function plate_apply(
  p_office int, p_pool text, p_seq bigint,
  p_number text[], p_from smallint[], p_to smallint[], p_sitting uuid[], p_rule text[],
  p_at timestamptz[], p_kind text[], p_body text[], p_hash bytea[],
  p_sittings json, p_goes json,
  p_taken uuid[], p_taken_number text[], p_taken_at timestamptz[], p_valid_until date[],
  p_pressed uuid[], p_pressed_data json[],
  p_epoch int, p_press_sitting uuid[], p_press int[], p_press_seq bigint[], p_press_until timestamptz[]
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
      from json_to_recordset(p_sittings) as c (id uuid, state text, data json, number text, confirmed_at timestamptz,
           valid_until date, ended_at timestamptz, used_by uuid)
     where s.office = p_office and s.id = c.id;
    get diagnostics done = row_count;
    if done <> json_array_length(p_sittings) then raise exception 'a sitting is not there' using errcode = 'check_violation'; end if;
  end if;
  -- A choice changes nothing else of its sitting: as arrays it costs a third of what it costs as JSON (measured).
  if p_taken is not null then
    update plate_sittings s set state = 'confirmed', number = c.number, confirmed_at = c.at, valid_until = c.until
      from unnest(p_taken, p_taken_number, p_taken_at, p_valid_until) as c (id, number, at, until)
     where s.office = p_office and s.id = c.id and s.state in ('open', 'paused');
    get diagnostics done = row_count;
    if done <> cardinality(p_taken) then raise exception 'a sitting is not open' using errcode = '40001'; end if;
  end if;
  -- So does a group that is shown: its numbers stand in the log, and in the sitting's own book.
  if p_pressed is not null then
    update plate_sittings s set data = c.data
      from unnest(p_pressed, p_pressed_data) as c (id, data)
     where s.office = p_office and s.id = c.id and s.state = 'open';
    get diagnostics done = row_count;
    if done <> cardinality(p_pressed) then raise exception 'a sitting is not open' using errcode = '40001'; end if;
  end if;
  if p_press is not null then
    insert into plate_presses (office, sitting, press, pool, seq, epoch, at, until)
    select p_office, c.sitting, c.press, p_pool, c.seq, p_epoch, p_at[1], c.until
      from unnest(p_press_sitting, p_press, p_press_seq, p_press_until) as c (sitting, press, seq, until);
  end if;
  if p_goes is not null then
    insert into plate_goes (office, sitting, go, pool, seq, at, numbers, outcomes)
    select p_office, c.sitting, c.go, p_pool, c.seq, c.at, c.numbers, c.outcomes
      from json_to_recordset(p_goes) as c (sitting uuid, go int, seq bigint, at timestamptz, numbers text[], outcomes text[]);
  end if;
  return p_seq + rows;
end $$;

/** A new sitting, or one that begins anew. The unique index refuses a second choice for the same vehicle. */
create function plate_sit(p_office int, p_id uuid, p_pool text, p_person uuid, p_vehicle bytea, p_data json) returns void
language sql security definer set search_path = pg_catalog, public as $$
  insert into plate_sittings (office, id, pool, person, vehicle, pending, data) values (p_office, p_id, p_pool, p_person, p_vehicle, p_vehicle, p_data)
$$;

/** Lengthens every lease that ran at `p_from` by the time the service was away, in the sittings' own books. */
create or replace function plate_extend(p_office int, p_pool text, p_from timestamptz, p_ms bigint) returns int
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

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.proname in ('plate_apply', 'plate_sit') and p.pronamespace = 'public'::regnamespace loop
    execute format('alter function %s owner to yunchuang_plates', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to yunchuang_app', f);
  end loop;
end $$;
revoke create on schema public from yunchuang_plates;
