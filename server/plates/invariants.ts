import type { Invariant } from '#server/kit/invariant.ts'

/** What must hold for plates at any moment: each statement gives no rows. Run by `verify` and by the race tests. */
export const plateInvariants: readonly Invariant[] = [
  {
    name: 'a pool’s numbers are exactly those of its published segments',
    sql: `select s.office, s.id, s.count, n.n from plate_segments s
            left join lateral (select count(*) as n from plate_numbers p where p.office = s.office and p.segment = s.id) n on true
           where n.n <> case when s.published_at is null then 0 else s.count end`,
  },
  {
    name: 'a pool’s counters are its numbers by state',
    sql: `select p.office, p.pool, s.state, p.counts[s.state + 1] as kept, coalesce(n.n, 0) as counted
            from plate_pools p cross join generate_series(0, 10) as s (state)
            left join (select office, pool, state, count(*) as n from plate_numbers group by 1, 2, 3) n on n.office = p.office and n.pool = p.pool and n.state = s.state
           where p.counts[s.state + 1] <> coalesce(n.n, 0)`,
  },
  {
    name: 'a chosen number has one sitting that chose it, and a sitting one number',
    sql: `select p.office, p.number from plate_numbers p left join plate_sittings s on s.office = p.office and s.id = p.sitting
           where p.state in (3, 4) and (s.id is null or s.number is distinct from p.number or s.state <> case p.state when 3 then 'confirmed' else 'assigned' end)
          union all
          select s.office, s.number from plate_sittings s left join plate_numbers p on p.office = s.office and p.number = s.number
           where s.state = 'confirmed' and (p.number is null or p.state <> 3 or p.sitting <> s.id)`,
  },
  {
    name: 'one choice is pending for a vehicle',
    sql: `select office, vehicle from plate_sittings where ended_at is null group by office, vehicle having count(*) > 1
          union all select office, vehicle from plate_sittings where (ended_at is null) <> (pending is not null)`,
  },
  {
    name: 'a number on a car belongs to one car, and only such a number has one',
    sql: `select h.office, h.number from plate_holdings h left join plate_numbers p on p.office = h.office and p.number = h.number
           where p.state is null or p.state not in (4, 5)
          union all
          select p.office, p.number from plate_numbers p left join plate_holdings h on h.office = p.office and h.number = p.number
           where p.state in (4, 5) and h.number is null`,
  },
  {
    name: 'a number kept for its former owner has one open right',
    sql: `select p.office, p.number from plate_numbers p
           where p.state = 7 and (select count(*) from plate_rights r where r.office = p.office and r.number = p.number and r.state = 'open') <> 1
          union all
          select r.office, r.number from plate_rights r join plate_numbers p on p.office = r.office and p.number = r.number
           where r.state = 'open' and p.state <> 7`,
  },
  {
    name: 'a case that goes on with a number has chosen it',
    sql: `select s.office, s.number from plate_sittings s left join cases c on c.office = s.office and c.id = coalesce(s.used_by, s.id)
           where s.state = 'assigned' and (c.id is null or not (c.state in ('done', 'on-site') or c.state = 'open' and c.step in ('make', 'deliver')))`,
  },
  {
    name: 'presses of a sitting are numbered without gaps',
    sql: `select office, sitting from plate_presses group by office, sitting having max(press) - min(press) + 1 <> count(*)`,
  },
  {
    name: 'no number is shown twice at one sitting in one draw',
    sql: `select p.office, p.sitting, p.epoch, number
            from plate_presses p join plate_log l on l.office = p.office and l.pool = p.pool and l.seq = p.seq,
                 json_array_elements_text(l.body::json -> 'lease') as number
           group by 1, 2, 3, 4 having count(*) > 1`,
  },
  {
    name: 'the log has no gap and ends where the pool says',
    sql: `select p.office, p.pool, p.seq from plate_pools p
            left join lateral (select count(*) as n, max(seq) as last from plate_log l where l.office = p.office and l.pool = p.pool) l on true
            left join plate_log e on e.office = p.office and e.pool = p.pool and e.seq = p.seq
           where l.n <> p.seq or (p.seq > 0 and (l.last <> p.seq or e.hash <> p.head))`,
  },
  {
    name: 'a group shown is the one in the log, and each group in the log was shown',
    sql: `select coalesce(p.office, l.office), coalesce(p.pool, l.pool), coalesce(p.seq, l.seq)
            from plate_presses p full join (select office, pool, seq, body::jsonb as body from plate_log where kind = 'press') l
                 on l.office = p.office and l.pool = p.pool and l.seq = p.seq
           where p.seq is null or l.seq is null or (l.body ->> 'press')::int <> p.press or (l.body ->> 'epoch')::int <> p.epoch or (l.body ->> 'at')::timestamptz <> p.at`,
  },
  {
    name: 'a go of composing has its row in the log',
    sql: `select g.office, g.sitting, g.go from plate_goes g
            left join plate_log l on l.office = g.office and l.pool = g.pool and l.seq = g.seq
           where l.seq is null or (l.body::jsonb ->> 'go')::int is distinct from g.go
              or (l.kind = 'take') <> ('won' = any (g.outcomes))
              or (l.kind = 'take' and l.body::jsonb ->> 'number' <> g.numbers[array_position(g.outcomes, 'won')])`,
  },
  {
    name: 'a draw’s secret is told when it is closed, and not before',
    sql: `select office, pool, epoch from plate_epochs where (closed_at is null) <> (seed is null)`,
  },
  {
    name: 'a segment was approved by another than who made it',
    sql: `select office, id from plate_segments where published_at is not null and (approved_by is null or approved_by = made_by)`,
  },
]
