import type { SittingData, SittingState } from '#domain/plates/sitting.ts'
import { statement } from '#server/kit/db.ts'

/** What the engine reads and writes. The order of locks everywhere: case, then pools by name. */

export interface PoolRow {
  seq: number
  /** Hash of the log's last row, in hex. */
  head: string
  epoch: number
  counts: number[]
  paused_from: Date | null
  sound: boolean
  at: Date
}
export const lockPool = statement<PoolRow>(
  'plate_lock',
  `select seq, encode(head, 'hex') as head, epoch, counts, paused_from, sound, at from plate_lock($1, $2)`,
)

const APPLY = `plate_apply(${Array.from({ length: 23 }, (_, i) => `$${i + 1}`).join(', ')})`
export const apply = statement<{ seq: number }>('plate_apply', `select ${APPLY} as seq`)

/**
 * The same only if the log still ends where it was read: no row otherwise. The pool is locked before anything else, in the order
 * in which everybody takes locks.
 */
export const applyIfStill = statement<{ seq: number }>(
  'plate_apply_if_still',
  `select ${APPLY} as seq
     from plate_lock($1, $2) as l where l.seq = $3`,
)

export interface SittingRow {
  id: string
  pool: string
  person: string
  vehicle: Buffer
  state: SittingState
  data: SittingData
  number: string | null
  confirmed_at: Date | null
  valid_until: string | null
  ended_at: Date | null
  used_by: string | null
  settled_at: Date | null
}
const SITTING = `id, pool, person, vehicle, state, data, number, confirmed_at, valid_until, ended_at, used_by, settled_at`
export const sittingsById = statement<SittingRow>(
  'plate_sittings_by_id',
  `select ${SITTING} from plate_sittings where office = $1 and id = any ($2::uuid[])`,
)
/** The end of a pool's log in the first row, sittings in the others, of one moment: what belongs to the pool is told once. */
export const lookAtPool = statement<
  { log_end: string | null; head: string | null; at: Date | null; paused_from: Date | null } & {
    [K in keyof SittingRow]: SittingRow[K] | null
  }
>(
  'plate_look',
  `select p.seq as log_end, encode(p.head, 'hex') as head, p.paused_from, clock_timestamp() as at, s.*
     from plate_pools p left join (select ${SITTING} from plate_sittings) s on false
    where p.office = $1 and p.pool = $2
   union all
   select null, null, null, null, ${SITTING} from plate_sittings where office = $1 and id = any ($3::uuid[])`,
)
export const pendingOfVehicle = statement<SittingRow>(
  'plate_sitting_pending',
  `select ${SITTING} from plate_sittings where office = $1 and pending = $2`,
)
/** Presses and tries of a vehicle whose last sitting ended without a number stay used. */
export const lastOfVehicle = statement<SittingRow>(
  'plate_sitting_last',
  `select ${SITTING} from plate_sittings where office = $1 and vehicle = $2 and pool = $3 order by opened_at desc, id desc limit 1`,
)
/** Choices that run for the person's own cars: those made for others, or for a company, are not the person's. */
export const pendingOfPerson = statement<SittingRow>(
  'plate_sittings_of_person',
  `select ${SITTING} from plate_sittings s where office = $1 and person = $2 and pending is not null
      and not exists (select from case_principals p where p.office = s.office and p.case_id = s.id) order by opened_at`,
)
/** Numbers that the person holds, for whomever: who chose a number can give it back. */
export const heldByPerson = statement<SittingRow>(
  'plate_held_by_person',
  `select ${SITTING} from plate_sittings where office = $1 and person = $2 and pending is not null and number is not null order by opened_at`,
)
export const sit = statement('plate_sit', `select plate_sit($1, $2, $3, $4, $5, $6)`)
export const settled = statement('plate_settled', `select plate_settled($1, $2)`)

export interface NumberRow {
  number: string
  pool: string
  state: number
  sitting: string | null
  rule: string | null
  /** Released, and may be composed. */
  composable: boolean
  released: boolean
}
export const numbersByNumber = statement<NumberRow>(
  'plate_numbers_by_number',
  `select p.number, p.pool, p.state, p.sitting, p.rule, s.release_at <= $3 as released,
          s.release_at <= $3 and s.compose_opened_at <= $3 and s.withdrawn_at is null as composable
     from plate_numbers p join plate_segments s on s.office = p.office and s.id = p.segment
    where p.office = $1 and p.number = any ($2::text[])`,
)

export const logFrom = statement<{ seq: number; body: string; hash: string }>(
  'plate_log_from',
  `select seq, body, encode(hash, 'hex') as hash from plate_log where office = $1 and pool = $2 and seq >= $3 order by seq`,
)

export interface EpochRow {
  pool: string
  epoch: number
  suite: 'sm' | 'intl'
  size: number
  snapshot_hash: Buffer
  commit: Buffer
  seed_sealed: Buffer
  committed_at: Date
  opens_at: Date
  source: string | null
  randomness: string | null
  opened_at: Date | null
  first_seq: number | null
  closed_at: Date | null
  last_seq: number | null
  seed: Buffer | null
}
const EPOCH = `pool, epoch, suite, size, snapshot_hash, commit, seed_sealed, committed_at, opens_at, source, randomness, opened_at, first_seq, closed_at, last_seq, seed`
export const epochRow = statement<EpochRow>(
  'plate_epoch',
  `select ${EPOCH} from plate_epochs where office = $1 and pool = $2 and epoch = $3`,
)
/** The next draw, when its time has come. */
export const dueEpoch = statement<EpochRow>(
  'plate_epoch_due',
  `select ${EPOCH} from plate_epochs where office = $1 and pool = $2 and opened_at is null and opens_at <= $3 order by epoch limit 1`,
)
export const epochsOf = statement<EpochRow>(
  'plate_epochs_of',
  `select ${EPOCH} from plate_epochs where office = $1 and ($2::text is null or pool = $2) order by epoch desc, pool limit 200`,
)
export const snapshotOf = statement<{ numbers: string }>(
  'plate_snapshot',
  `select numbers from plate_snapshots where office = $1 and pool = $2 and epoch = $3 order by piece`,
)
/** Numbers of a pool that cannot be drawn. */
export const goneOf = statement<{ number: string }>(
  'plate_gone',
  `select number from plate_numbers where office = $1 and pool = $2 and state <> 0`,
)
/** What is on offer to whom, from the sittings' own books. */
export const leasesOf = statement<{ vehicle: Buffer; data: SittingData }>(
  'plate_leases',
  `select vehicle, data from plate_sittings
    where office = $1 and pool = $2 and state in ('open', 'paused')
      and ((data ->> 'leaseUntil')::timestamptz > $3 or (data ->> 'reserveUntil')::timestamptz > $3)`,
)
/** Chosen a while ago, and the case stands where it stood: its process died in between. */
export const unsettled = statement<{ id: string; person: string; number: string; pool: string }>(
  'plate_unsettled',
  `select id, person, number, pool from plate_sittings
    where office = $1 and state = 'confirmed' and settled_at is null and used_by is null and confirmed_at <= $2 limit 500`,
)
