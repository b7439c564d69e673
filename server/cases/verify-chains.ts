import '#server/kit/pg-types.ts'
import type pg from 'pg'
import { digest, type Suite } from '#server/kit/crypto.ts'
import { type CaseRow, type EventBody, rowHash } from './case-row.ts'

interface EventRow {
  office: number
  case_id: string
  seq: number
  at: Date
  actor_kind: string
  actor_id: string
  kind: string
  body: string
  secret: Buffer | null
  hash: Buffer
}

const EVENTS_AT_ONCE = 5_000
const CASES_AT_ONCE = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Recomputes the hash chain of every case from the kept texts, outside the database and without any key, and compares every
 * row with what its chain says of it. Gives the case ids that do not fit: an edited, removed, inserted or swapped event, or a
 * case row changed past `act`. A whole history rewritten without a flaw fits itself: against that only an older copy helps.
 */
export async function verifyChains(client: pg.ClientBase, suite: Suite): Promise<{ events: number; broken: string[] }> {
  const broken = new Set<string>()
  const events = await verifyEvents(client, suite, broken)
  await verifyRows(client, suite, broken)
  return { events, broken: [...broken] }
}

async function verifyEvents(client: pg.ClientBase, suite: Suite, broken: Set<string>): Promise<number> {
  let events = 0
  let after: [number, string, number] = [0, FIRST, 0]
  let head: { id: string; hash: Buffer; seq: number } | undefined
  for (;;) {
    const { rows } = await client.query<EventRow>(
      `select office, case_id, seq, at, actor_kind, actor_id, kind, body, secret, hash from case_events where (office, case_id, seq) > ($1, $2, $3) order by office, case_id, seq limit ${EVENTS_AT_ONCE}`,
      after,
    )
    for (const row of rows) {
      const previous =
        head?.id === row.case_id ? head : { id: row.case_id, hash: digest(suite, `case ${row.case_id}`), seq: 0 }
      const hash = digest(suite, Buffer.concat([previous.hash, Buffer.from(row.body, 'utf8')]))
      if (!hash.equals(row.hash) || row.seq !== previous.seq + 1 || !saysTheSame(suite, row)) broken.add(row.case_id)
      head = { id: row.case_id, hash: row.hash, seq: row.seq }
    }
    events += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < EVENTS_AT_ONCE) return events
    after = [last.office, last.case_id, last.seq]
  }
}

/** The columns beside an event's text are for asking; only what the text says was hashed. */
function saysTheSame(suite: Suite, row: EventRow): boolean {
  const said = parsed(row.body)
  const words = row.secret === null ? null : digest(suite, row.secret).toString('hex')
  return (
    said !== undefined &&
    said.office === row.office &&
    said.case === row.case_id &&
    said.seq === row.seq &&
    said.at === row.at.toISOString() &&
    said.actor.kind === row.actor_kind &&
    said.actor.id === row.actor_id &&
    said.kind === row.kind &&
    said.words === words
  )
}

type RowAndLast = CaseRow & { updated_at: Date; body: string | null }

async function verifyRows(client: pg.ClientBase, suite: Suite, broken: Set<string>): Promise<void> {
  let after: [number, string] = [0, FIRST]
  for (;;) {
    const { rows } = await client.query<RowAndLast>(
      `select c.*, e.body from cases c left join case_events e on e.office = c.office and e.case_id = c.id and e.seq = c.version
        where (c.office, c.id) > ($1, $2) order by c.office, c.id limit ${CASES_AT_ONCE}`,
      after,
    )
    for (const row of rows) {
      const said = row.body === null ? undefined : parsed(row.body)
      const fits = rowHash((data) => digest(suite, data), row)
      if (said?.row !== fits || said.at !== row.updated_at.toISOString()) broken.add(row.id)
    }
    const last = rows.at(-1)
    if (!last || rows.length < CASES_AT_ONCE) return
    after = [last.office, last.id]
  }
}

/** An event's text; undefined when somebody has made it unreadable. */
function parsed(body: string): EventBody | undefined {
  try {
    return JSON.parse(body) as EventBody
  } catch {
    return undefined
  }
}
