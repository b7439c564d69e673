import { statement } from '#server/kit/db.ts'

/** Sittings, blocks, rights and holdings; what the engine itself needs is in engine.sql.ts. */

export const ensurePool = statement('plate_pool', `select plate_pool($1, $2, $3)`)
export const lockPerson = statement(
  'plate_lock_person',
  `select pg_advisory_xact_lock(hashtextextended('plates|' || $1::text, 0))`,
)

export interface PressRow {
  press: number
  seq: number
  epoch: number
  until: Date
  numbers: string[]
}
export const pressesBySitting = statement<PressRow>(
  'plate_presses_of',
  `select p.press, p.seq, p.epoch, p.until, l.body::json -> 'lease' as numbers
     from plate_presses p join plate_log l on l.office = p.office and l.pool = p.pool and l.seq = p.seq
    where p.office = $1 and p.sitting = $2 order by p.press`,
)
export const goesBySitting = statement<{ go: number; numbers: string[]; outcomes: string[] }>(
  'plate_goes_of',
  `select go, numbers, outcomes from plate_goes where office = $1 and sitting = $2 order by go`,
)
/** The sitting whose number a case uses: its own, or a pre-selection that it took over. */
export const sittingOfCase = statement<{ id: string; pool: string }>(
  'plate_sitting_of_case',
  `select id, pool from plate_sittings where office = $1 and (id = $2 or used_by = $2) order by (used_by = $2) desc nulls last limit 1`,
)

export interface BlockRow {
  id: string
  number: string
  from_day: string
  until_day: string
  forgiven: boolean
  objected_at: Date | null
}
export const blockNow = statement<BlockRow>(
  'plate_block_now',
  `select id, number, from_day, until_day, forgiven, objected_at from plate_blocks
    where office = $1 and person = $2 and until_day >= $3 and not forgiven and lifted_at is null order by until_day desc limit 1`,
)
export const lapsesOf = statement<{ n: number }>(
  'plate_lapses_of',
  `select count(*) as n from plate_blocks where office = $1 and person = $2`,
)
export const releasesSince = statement<{ n: number }>(
  'plate_releases_since',
  `select count(*) as n from plate_sittings s left join case_principals p on p.office = s.office and p.case_id = s.id
    where s.office = $1 and coalesce(p.person, s.person) = $2 and s.state = 'released' and s.ended_at >= $3
      and (s.person = $2 or s.id in (select case_id from case_principals where person = $2))`,
)
/** Whom a number is chosen for, when it is not for who chooses. */
export const chosenForPerson = statement<{ person: string | null }>(
  'plate_chosen_for_person',
  `select person from case_principals where office = $1 and case_id = $2`,
)
export const insertBlock = statement(
  'plate_block_insert',
  `insert into plate_blocks (office, person, sitting, number, from_day, until_day, forgiven)
   values ($1, $2, $3, $4, $5, $6, $7) on conflict (office, sitting) do nothing`,
)

export const insertHolding = statement(
  'plate_holding_insert',
  `insert into plate_holdings (office, number, vehicle, owner, since, case_id) values ($1, $2, $3, $4, $5, $6)`,
)
export interface HoldingRow {
  number: string
  vehicle: Buffer
  owner: Buffer
  since: Date
  case_id: string | null
}
export const holdingOf = statement<HoldingRow>(
  'plate_holding_of',
  `select number, vehicle, owner, since, case_id from plate_holdings where office = $1 and number = $2`,
)
export const removeHolding = statement(
  'plate_holding_remove',
  `delete from plate_holdings where office = $1 and number = $2`,
)
/** Two numbers change cars in one statement; one car bears one number at its end. A number that is not kept here is left out. */
export const swapHoldings = statement(
  'plate_holding_swap',
  `update plate_holdings h set vehicle = n.vehicle, since = $6
     from (values ($2::text, $5::bytea), ($4::text, $3::bytea)) as n (number, vehicle)
    where h.office = $1 and h.number = n.number`,
)

export interface RightRow {
  id: string
  number: string
  pool: string
  owner: Buffer
  last_day: string
  state: 'open' | 'used' | 'waived' | 'lapsed'
}
export const insertRight = statement(
  'plate_right_insert',
  `insert into plate_rights (office, number, pool, owner, since, last_day, case_id) values ($1, $2, $3, $4, $5, $6, $7)`,
)
export const rightsOf = statement<RightRow>(
  'plate_rights_of',
  `select id, number, pool, owner, last_day, state from plate_rights where office = $1 and owner = $2 order by last_day desc`,
)
export const endRight = statement(
  'plate_right_end',
  `update plate_rights set state = $3, ended_at = now() where office = $1 and id = $2 and state = 'open'`,
)
export const cool = statement(
  'plate_cool',
  `insert into plate_coolings (office, number, until) values ($1, $2, $3) on conflict (office, number) do update set until = excluded.until`,
)
export const insertIncident = statement(
  'plate_incident_insert',
  `insert into plate_incidents (office, at, kind, number, sitting) values ($1, $2, $3, $4, $5)`,
)

/** The case before the pool, as everywhere. */
export const holdChoosing = statement<{ id: string }>(
  'plates_hold_choosing',
  `select id from cases where office = $1 and id = $2 and state = 'open' and step = 'choose-plate' for no key update`,
)
