import type { Invariant } from '#server/kit/invariant.ts'

const PHOTOS = `select count(*) from pre_inspection_photos f where f.vin = p.vin and f.sha256 in
  (decode(p.record ->> 'photoFront', 'hex'), decode(p.record ->> 'photoRear', 'hex'), decode(p.record ->> 'photoVin', 'hex'))`

/** What must always hold of makers and their records: each statement gives no rows. */
export const makerInvariants: readonly Invariant[] = [
  {
    name: 'every line of an upload that was accepted is a record, and versions of a record have no gap',
    sql: `select l.vin from pre_inspection_lines l where l.state = 'accepted' and not exists (select 1 from pre_inspections p where p.vin = l.vin and p.batch = l.batch)
          union all select vin from pre_inspections group by vin having max(version) <> count(*)`,
  },
  {
    name: 'a maker’s record counts only when it is signed and its three photos are here',
    sql: `select p.vin, p.version from pre_inspections p where p.complete_at is not null
             and (p.signature is null or p.key is null or (${PHOTOS}) <> 3)`,
  },
  {
    name: 'a maker’s newest signed record with three photos counts',
    sql: `select p.vin, p.version from pre_inspections p where p.complete_at is null and p.signature is not null
             and not exists (select from pre_inspections n where n.vin = p.vin and n.version > p.version) and (${PHOTOS}) = 3`,
  },
  {
    name: 'a record was signed with a key of its own maker',
    sql: `select p.vin, p.version from pre_inspections p join maker_keys k on k.id = p.key where k.company <> p.company`,
  },
  {
    name: 'only records that counted are drawn, and by a draw that has been held',
    sql: `select p.vin, p.version from pre_inspections p left join maker_draws d on d.company = p.company and d.number = p.draw
           where p.draw is not null and (p.complete_at is null or d.drawn_at is null)`,
  },
  {
    name: 'a mended record after an objection to its car is looked at',
    sql: `select p.vin, p.version from pre_inspections p where p.complete_at is not null
             and exists (select from maker_samples s where s.vin = p.vin and s.state = 'objected' and s.version < p.version and s.judged_at < p.complete_at)
             and not exists (select from maker_samples s where s.vin = p.vin and s.version = p.version)`,
  },
  {
    name: 'a maker is suspended and lifted in turn, by two officers each time',
    sql: `select m.company, m.id from (select m.*, lag(kind, 1, 'lift') over (partition by company order by decided_at, id) as before
             from maker_measures m where approved) m where m.kind = m.before or m.asked_by = m.decided_by`,
  },
]
