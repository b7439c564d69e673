import { shanghaiDate } from '#domain/calendar.ts'
import { follow, type Ledger, type LogBody } from '#domain/plates/ledger.ts'
import type { DrawHash } from '#domain/plates/draw.ts'
import type { PlateSettings } from '#domain/plates/settings.ts'
import { mayFollow, PLATE_STATES, type PlateState } from '#domain/plates/states.ts'
import type { Param, Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { apply, lockPool, type SittingRow } from './engine.sql.ts'
import { settingsOfDay } from './settings.ts'

/**
 * One turn at a pool: the pool's row is locked, so this turn alone decides; what it decides is gathered and written in one
 * call with its rows of the log. Several turns in one transaction take the same lock; pools are taken in the order of names.
 */
export interface Turn {
  readonly office: number
  readonly pool: string
  readonly now: Date
  /** The same as the log says it. */
  readonly at: string
  /** The date of `now` in China. */
  readonly day: string
  readonly settings: PlateSettings
  readonly epoch: number
  readonly counts: readonly number[]
  readonly sound: boolean
  readonly pausedFrom: Date | undefined
  /** End of the log when the turn began. */
  readonly base: number
  seq: number
  /** Hash of the log's last row so far, in hex. */
  head: string
  readonly rows: { kind: string; body: LogBody; text: string; hash: string }[]
  readonly numbers: Map<string, NumberChange>
  /** What this process knows of the running draw; it follows each row as it is written. */
  mirror: Mirror | undefined
  readonly sittings: Map<string, SittingRow>
  /** Sittings that took a number and changed in nothing else. */
  readonly taken: Set<string>
  /** Open sittings whose own book is all that changed: a group was shown. */
  readonly shown: Set<string>
  readonly presses: {
    sitting: string
    press: number
    seq: number
    until: string
  }[]
  readonly goes: {
    sitting: string
    go: number
    seq: number
    at: Date
    numbers: readonly string[]
    outcomes: readonly string[]
  }[]
}

interface NumberChange {
  from: PlateState
  to: PlateState
  sitting: string | null
  rule: string | null
}

/** What a process knows of a pool's draw, true up to the row of the log whose hash is `head`. */
export interface Mirror {
  readonly epoch: number
  seq: number
  head: string
  ledger: Ledger
  readonly draw: DrawHash
  /** When the next draw opens, as far as the log tells; undefined: none is committed to. `unknown`: look. */
  opens: Date | undefined | 'unknown'
  /** Leases beyond which those that have run out are swept. */
  most: number
}

/** The database's clock counts, whoever runs on whichever machine; drills and tests move the house's time against it. */
export const clockOf = (house: Pick<House, 'time'>, at: Date): Date =>
  new Date(at.getTime() + (house.time.now().getTime() - Date.now()))

/** Takes the turn: waits for the lock. Throws Refused 409 PLATE_EMPTY when there is no such pool. */
export async function takeTurn(tx: Tx, house: House, office: number, pool: string): Promise<Turn> {
  const row = await tx.one(lockPool, [office, pool])
  if (!row) throw refusedBy(409, { code: 'PLATE_EMPTY' })
  const now = clockOf(house, row.at)
  const pausedFrom = row.paused_from ?? undefined
  return turnFrom({ ...row, office, pool, now, pausedFrom, base: Number(row.seq) })
}

/** A turn that has decided nothing yet, on the pool as it was read. */
export function turnFrom(
  read: Pick<Turn, 'office' | 'pool' | 'now' | 'epoch' | 'counts' | 'sound' | 'pausedFrom' | 'base' | 'head'>,
): Turn {
  const { office, pool, now, epoch, counts, sound, pausedFrom, base, head } = read
  const day = shanghaiDate(now)
  return {
    office,
    pool,
    now,
    at: now.toISOString(),
    day,
    settings: settingsOfDay(day),
    epoch,
    counts,
    sound,
    pausedFrom,
    base,
    seq: base,
    head,
    rows: [],
    numbers: new Map(),
    mirror: undefined,
    sittings: new Map(),
    taken: new Set(),
    shown: new Set(),
    presses: [],
    goes: [],
  }
}

type Told = Omit<LogBody, 'pool' | 'seq' | 'at' | 'kind' | 'to'>

/** Writes one row of the log, chained to the last. Gives its number. `places`: those of `told.lease`, where they are at hand. */
export function write(
  house: House,
  turn: Turn,
  kind: string,
  told: Told = {},
  { to, places }: { to?: LogBody['to']; places?: readonly number[] } = {},
): number {
  turn.seq += 1
  const body: LogBody = { pool: turn.pool, seq: turn.seq, at: turn.at, kind, ...told, ...(to ? { to } : {}) }
  const text = JSON.stringify(body)
  turn.head = chained(house, turn.head, text)
  turn.rows.push({ kind, body, text, hash: turn.head })
  if (turn.mirror) follow(turn.mirror.ledger, body, places)
  if (turn.mirror && (kind === 'commit' || kind === 'draw')) turn.mirror.opens = 'unknown'
  return turn.seq
}

/** Where head and text stand side by side for the moment of hashing: buffers of their own would cost more than the hash (measured). */
let link = Buffer.alloc(4_096)

function chained({ crypto }: Pick<House, 'crypto'>, head: string, text: string): string {
  const most = head.length + 3 * text.length
  if (link.length < most) link = Buffer.alloc(most)
  const from = link.write(head, 'hex')
  return crypto.hashHex(link.subarray(0, from + link.write(text, from)))
}

/** Changes a number's state. Throws RangeError for a change that is not in the table: a bug, never a person's fault. */
export function change(
  turn: Turn,
  number: string,
  from: PlateState,
  to: PlateState,
  { sitting = null, rule = null }: { sitting?: string | null; rule?: string | null } = {},
): void {
  const now = turn.numbers.get(number)?.to ?? from
  if (!mayFollow(now, to)) throw new RangeError(`a number cannot go from ${now} to ${to}`)
  turn.numbers.set(number, { from: turn.numbers.get(number)?.from ?? now, to, sitting, rule })
}

/** Changes a sitting; given parts replace those it has. */
export function put(turn: Turn, row: SittingRow, part: SittingChange): SittingRow {
  const next = { ...row, ...part }
  turn.sittings.set(row.id, next)
  turn.taken.delete(row.id)
  turn.shown.delete(row.id)
  return next
}

export type SittingChange = Partial<Omit<SittingRow, 'id' | 'pool' | 'person' | 'vehicle'>>

/** A sitting takes its number, now and until the turn's last day; what it had on offer before is not looked at any more. */
export function putTaken(turn: Turn, row: SittingRow, part: SittingChange): SittingRow {
  const untouched = !turn.sittings.has(row.id)
  const next = put(turn, row, part)
  if (untouched) turn.taken.add(row.id)
  return next
}

/** An open sitting was shown a group. */
export function putShown(turn: Turn, row: SittingRow, data: SittingRow['data']): SittingRow {
  const untouched = !turn.sittings.has(row.id)
  const next = put(turn, row, { data })
  if (untouched) turn.shown.add(row.id)
  return next
}

/** Writes down everything that the turn decided; nothing when it decided nothing. */
export async function endTurn(tx: Tx, turn: Turn): Promise<void> {
  if (turn.rows.length === 0) return
  // Ahead of the commit: should it fail, the next turn sees that the log's end is not the mirror's and reads anew.
  if (turn.mirror) Object.assign(turn.mirror, { seq: turn.seq, head: turn.head })
  await tx.one(apply, written(turn))
}

/** What a turn decided, as `plate_apply` takes it. */
export function written(turn: Turn): Param[] {
  return [
    turn.office,
    turn.pool,
    turn.base,
    turn.at,
    ...numberColumns(turn),
    words(turn.rows.map((r) => r.kind)),
    turn.rows.map((r) => r.text).join('\n'),
    byteas(turn.rows.map((r) => r.hash)),
    json([...turn.sittings.values()].filter((s) => !turn.taken.has(s.id) && !turn.shown.has(s.id)).map(sittingJson)),
    json(turn.goes),
    ...shownColumns(rowsOf(turn, turn.shown)),
    ...pressColumns(turn),
  ]
}

function numberColumns(turn: Turn): Param[] {
  const { numbers, taken } = turn
  if (numbers.size === 0) return [null, null, null, null, null, null, null]
  const changes = [...numbers.values()]
  // What is taken in one turn is kept until the same day.
  const [first] = rowsOf(turn, taken)
  return [
    words([...numbers.keys()]),
    words(changes.map((c) => PLATE_STATES[c.from])),
    words(changes.map((c) => PLATE_STATES[c.to])),
    words(changes.map((c) => c.sitting)),
    changes.some((c) => c.rule !== null) ? changes.map((c) => c.rule) : null,
    first ? words(changes.map((c) => (c.to === 'preselected' && taken.has(c.sitting ?? '') ? 't' : 'f'))) : null,
    first?.valid_until ?? null,
  ]
}

const shownColumns = (shown: readonly SittingRow[]) =>
  shown.length === 0
    ? [null, null]
    : [words(shown.map((s) => s.id)), shown.map((s) => JSON.stringify(s.data)).join('\n')]

const pressColumns = ({ epoch, presses }: Turn) =>
  presses.length === 0
    ? [null, null, null, null, null]
    : [
        epoch,
        words(presses.map((p) => p.sitting)),
        words(presses.map((p) => p.press)),
        words(presses.map((p) => p.seq)),
        words(presses.map((p) => p.until)),
      ]

const rowsOf = ({ sittings }: Turn, ids: ReadonlySet<string>): SittingRow[] =>
  [...ids].flatMap((id) => sittings.get(id) ?? [])

const json = (list: readonly unknown[]): string | null => (list.length > 0 ? JSON.stringify(list) : null)

/**
 * A list as PostgreSQL reads it from text, of words that need no quotes: plate numbers, ids, instants, states. The client's own
 * arrays look through each element for quotes, a fifth of what a claim costs this process (measured).
 */
const words = (list: readonly (string | number | null)[]): string => `{${list.map((word) => word ?? 'NULL').join(',')}}`

/** A list of bytea, given in hex, as PostgreSQL reads it from text. */
const byteas = (list: readonly string[]): string => `{${list.map((hex) => `"\\\\x${hex}"`).join(',')}}`

const sittingJson = (s: SittingRow) => ({
  id: s.id,
  state: s.state,
  data: s.data,
  number: s.number,
  confirmed_at: s.confirmed_at,
  valid_until: s.valid_until,
  ended_at: s.ended_at,
  used_by: s.used_by,
})
