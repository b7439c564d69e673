import '#server/kit/pg-types.ts'
import type pg from 'pg'
import type { LogBody } from '#domain/plates/ledger.ts'
import { mayFollow, PLATE_STATES, stateName } from '#domain/plates/states.ts'
import { digest, type Suite } from '#server/kit/crypto.ts'
import { verifyDraws } from './verify-draws.ts'

interface PoolEnd {
  office: number
  pool: string
  seq: number | null
  head: Buffer | null
}
interface LogRow {
  seq: number
  at: Date
  kind: string
  body: string
  hash: Buffer
}
/** What the log says last of a number. */
interface Told {
  state: number
  tag: string | undefined
}
/** A pool's log, followed to its end. */
export interface Followed {
  office: number
  pool: string
  rows: number
  numbers: Map<string, Told>
  /** Rows that tell of segments and draws; there are few. */
  publicRows: LogBody[]
}

const ROWS_AT_ONCE = 5_000
const NUMBERS_AT_ONCE = 20_000
const PUBLIC_KINDS: ReadonlySet<string> = new Set(['segment', 'commit', 'event', 'draw'])

/**
 * Recomputes the chain of every pool's log from the kept texts, follows it, and compares what it says with the tables: the
 * state of every number and the car that chose it, the manifests of the segments, the commitments of the draws. Needs no key.
 * Gives what does not fit: an edited, deleted, inserted or swapped row of the log, a number or a draw changed past the engine.
 * A history rewritten together with all tables fits itself: against that the published files help, which others have kept.
 */
export async function verifyPlates(client: pg.ClientBase, suite: Suite): Promise<{ rows: number; broken: string[] }> {
  const broken: string[] = []
  let rows = 0
  const { rows: pools } = await client.query<PoolEnd>(
    `select coalesce(p.office, l.office) as office, coalesce(p.pool, l.pool) as pool, p.seq, p.head
       from plate_pools p full join (select distinct office, pool from plate_log) l on l.office = p.office and l.pool = p.pool
      order by 1, 2`,
  )
  for (const end of pools) {
    const followed = await followLog(client, suite, end, broken)
    await compareNumbers(client, followed, broken)
    broken.push(...(await verifyDraws(client, suite, followed)))
    rows += followed.rows
  }
  return { rows, broken }
}

async function followLog(client: pg.ClientBase, suite: Suite, end: PoolEnd, broken: string[]): Promise<Followed> {
  const { office, pool } = end
  const followed: Followed = { office, pool, rows: 0, numbers: new Map(), publicRows: [] }
  let before: { seq: number; hash: Buffer } = { seq: 0, hash: Buffer.alloc(32) }
  for (;;) {
    const { rows } = await client.query<LogRow>(
      `select seq, at, kind, body, hash from plate_log where office = $1 and pool = $2 and seq > $3 order by seq limit ${ROWS_AT_ONCE}`,
      [office, pool, before.seq],
    )
    for (const row of rows) {
      const hash = digest(suite, Buffer.concat([before.hash, Buffer.from(row.body, 'utf8')]))
      const said = parsed(row.body)
      const chained = hash.equals(row.hash) && row.seq === before.seq + 1
      if (!chained || !said || !saysTheSame(said, row, pool) || !follow(followed, said))
        broken.push(`${pool} row ${row.seq}`)
      before = { seq: row.seq, hash: row.hash }
    }
    followed.rows += rows.length
    if (rows.length < ROWS_AT_ONCE) break
  }
  if (end.seq !== before.seq || !end.head?.equals(before.hash)) broken.push(`${pool} ends after row ${before.seq}`)
  return followed
}

/** The columns beside a row's text are for asking; only what the text says was hashed. */
const saysTheSame = (said: LogBody, row: LogRow, pool: string): boolean =>
  said.pool === pool && said.seq === row.seq && said.at === row.at.toISOString() && said.kind === row.kind

/** Takes a row in; false when it moves a number in a way that is not in the table of states. */
function follow(followed: Followed, said: LogBody): boolean {
  let lawful = true
  for (const [to, numbers] of Object.entries(said.to ?? {})) {
    const state = Object.values(PLATE_STATES).find((no) => no === Number(to))
    if (state === undefined) return false
    for (const number of numbers) {
      const from = followed.numbers.get(number)?.state ?? PLATE_STATES.pool
      if (!mayFollow(stateName(from), stateName(state))) lawful = false
      followed.numbers.set(number, { state, tag: said.tag })
    }
  }
  if (PUBLIC_KINDS.has(said.kind)) followed.publicRows.push(said)
  return lawful
}

interface NumberNow {
  number: string
  state: number
  tag: string | null
}

/** Numbers that the log names stand where it says, chosen by the car it says; all others are in the pool or left out by a rule. */
async function compareNumbers(client: pg.ClientBase, followed: Followed, broken: string[]): Promise<void> {
  const { office, pool, numbers } = followed
  const told = [...numbers.keys()]
  for (let i = 0; i < told.length; i += NUMBERS_AT_ONCE) {
    const some = told.slice(i, i + NUMBERS_AT_ONCE)
    const { rows } = await client.query<NumberNow>(
      `select p.number, p.state, encode(s.vehicle, 'hex') as tag from plate_numbers p
         left join plate_sittings s on s.office = p.office and s.id = p.sitting
        where p.office = $1 and p.pool = $2 and p.number = any ($3::text[])`,
      [office, pool, some],
    )
    const now = new Map(rows.map((row) => [row.number, row]))
    for (const number of some) if (!standsAsTold(numbers.get(number), now.get(number))) broken.push(`number ${number}`)
  }
  const { rows: moved } = await client.query<{ number: string }>(
    `select number from plate_numbers where office = $1 and pool = $2 and state <> all ($3::int[])`,
    [office, pool, [PLATE_STATES.pool, PLATE_STATES.excluded]],
  )
  for (const { number } of moved) if (!numbers.has(number)) broken.push(`number ${number}`)
}

/** Only a chosen and an assigned number have a sitting, and those two states are always told with the car. */
const standsAsTold = (told: Told | undefined, now: NumberNow | undefined): boolean =>
  told !== undefined && now !== undefined && now.state === told.state && (now.tag === null || now.tag === told.tag)

/** A row's text; undefined when somebody has made it unreadable. */
function parsed(body: string): LogBody | undefined {
  try {
    return Object(JSON.parse(body)) as LogBody
  } catch {
    return undefined
  }
}
