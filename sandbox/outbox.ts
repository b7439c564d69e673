import { Type } from 'typebox'
import type { Suite } from '#server/kit/crypto.ts'
import type { KeyPair } from '#server/kit/crypto-signatures.ts'
import { canonicalJson } from '#server/kit/canonical.ts'
import { httpLine, type HttpLine } from '#server/kit/http-line.ts'
import { agencyKeyId, HOUSE_KEY, signQuestion, verifyReply, type Agency } from '#server/connectors/wire.ts'
import { AgencyName, type Modes } from './modes.ts'
import type { Store } from './store.ts'

export interface OutboxOptions {
  readonly store: Store
  readonly modes: Modes
  /** Where the house listens; may be set later (tests start the house after the sandbox). */
  readonly houseUrl: () => string | undefined
  readonly keys: Readonly<Record<Agency, KeyPair>>
  readonly houseKey: KeyPair
  readonly suite: Suite
  readonly now: () => Date
}

export type Outbox = ReturnType<typeof createOutbox>

/** Signed pushes to the house: stored first, repeated until it answers 2xx, with pauses of 1 s growing to 60 s. */
export function createOutbox(options: OutboxOptions) {
  const { store, now } = options
  let timer: NodeJS.Timeout | undefined
  let closed = false
  /** The house may move: tests start it after the sandbox. */
  const lines = new Map<string, HttpLine>()
  const lineTo = (base: string): HttpLine => {
    const line = lines.get(base) ?? httpLine(base)
    lines.set(base, line)
    return line
  }
  /** One round at a time: two at once would deliver the same row twice. */
  let round: Promise<void> | undefined
  let again = false

  function wake(afterMs = 0): void {
    if (closed) return
    if (round) {
      again = true
      return
    }
    clearTimeout(timer)
    timer = setTimeout(() => {
      again = false
      round = deliverDue(options, lineTo)
        .catch(() => RETRY_ROUND_MS)
        .then((nextMs) => {
          round = undefined
          if (again) wake()
          else if (nextMs !== undefined) wake(nextMs)
        })
    }, afterMs)
  }

  return {
    /** Within the transaction of the act it tells of; `afterMs` holds it back. */
    push(agency: Agency, path: string, messageId: string, body: unknown, afterMs = 0): void {
      const due = new Date(now().getTime() + afterMs).toISOString()
      const copies = options.modes.of(agency).mode === 'twice' ? 2 : 1
      for (let n = 0; n < copies; n += 1)
        store.run(
          'insert into outbox (agency, path, message_id, body, due) values (?, ?, ?, ?, ?)',
          agency,
          path,
          messageId,
          canonicalJson(body),
          due,
        )
      wake()
    },
    /** Looks again now, e.g. when the house has come up. */
    wake,
    waiting: (): number =>
      store.one(Type.Object({ n: Type.Integer() }), 'select count(*) as n from outbox where done = 0')?.n ?? 0,
    async close(): Promise<void> {
      closed = true
      clearTimeout(timer)
      await round
      lines.forEach((line) => line.close())
    },
  }
}

type LineTo = (base: string) => HttpLine

const Row = Type.Object({
  no: Type.Integer(),
  agency: AgencyName,
  path: Type.String(),
  message_id: Type.String(),
  body: Type.String(),
  tries: Type.Integer(),
})

const RETRY_ROUND_MS = 5000
const GIVE_UP = 8

/** Delivers what is due; answers in how many ms something is due next, undefined when nothing waits. */
async function deliverDue(options: OutboxOptions, lineTo: LineTo): Promise<number | undefined> {
  const { store, now } = options
  const due = store.all(Row, `${SELECT} and due <= ? order by due, no limit 50`, now().toISOString())
  for (const row of due) {
    const last = await deliver(options, lineTo, row)
    // A signed "no" will stay one (unknown case, other content): after some tries it is put aside and shown on the admin page.
    const done = /^2\d\d/.test(last) || (row.tries >= GIVE_UP && /^4\d\d signed/.test(last))
    const pause = Math.min(60_000, 1000 * 2 ** Math.min(row.tries, 6))
    const next = new Date(now().getTime() + pause).toISOString()
    store.run(
      'update outbox set done = ?, tries = tries + 1, last = ?, due = ? where no = ?',
      done ? 1 : 0,
      last,
      next,
      row.no,
    )
  }
  const next = store.one(
    Type.Object({ due: Type.String() }),
    'select due from outbox where done = 0 order by due limit 1',
  )
  return next && Math.max(10, Date.parse(next.due) - now().getTime())
}

const SELECT = 'select no, agency, path, message_id, body, tries from outbox where done = 0'

/** The house's status and whether its answer was signed, or the fault, in words for the admin page. */
async function deliver(
  options: OutboxOptions,
  lineTo: LineTo,
  row: { agency: Agency; path: string; message_id: string; body: string },
): Promise<string> {
  const { suite, now } = options
  const base = options.houseUrl()
  if (!base) return 'no address of the house'
  const bad = options.modes.of(row.agency).mode === 'bad-signature'
  const headers = signQuestion(
    { keyId: agencyKeyId(row.agency), pair: options.keys[row.agency], suite, now },
    row.path,
    row.message_id,
    row.body,
  )
  if (bad) headers['x-signature'] = Buffer.from('not a signature').toString('base64')
  const got = await lineTo(base).post({ path: row.path, headers, body: row.body, timeoutMs: 10_000 })
  if (got.kind !== 'answer') return got.kind === 'down' ? 'not reachable' : got.kind
  const verifier = { keyId: HOUSE_KEY, publicKey: options.houseKey.publicKey, suite, now }
  const verdict = verifyReply(verifier, got.status, got.headers, got.text)
  return `${got.status} ${verdict.ok ? 'signed' : verdict.why}`
}
