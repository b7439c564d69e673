import { canonicalJson } from '#server/kit/canonical.ts'
import type { Case, CaseData, CaseState } from '#domain/case.ts'
import type { Clock } from '#domain/clock.ts'
import { maskPlate, maskVin, surnameOnly } from '#domain/mask.ts'
import type { Channel, StepKind } from '#domain/service.ts'
import type { Crypto } from '#server/kit/crypto.ts'

/** A case as its row; `data` is one sealed envelope. */
export interface CaseRow {
  office: number
  id: string
  number: string
  service: string
  service_version: number
  channel: Channel
  applicant: string
  state: CaseState
  step: StepKind
  version: number
  data: Buffer
  subject_index: Buffer
  who: string
  what: string
  clock: Clock
  due: string | null
  parked: { agency: string; since: string } | null
  assignee: string | null
  reviewed_by: string | null
  head: Buffer
  submitted_at: Date
}

const context = (id: string): string => `cases|data|${id}`

export const sealData = (crypto: Crypto, id: string, data: CaseData): Buffer =>
  crypto.seal(JSON.stringify(data), context(id))

const wordsContext = (id: string, seq: number): string => `case_events|secret|${id}|${seq}`

/** The words of the person who acted, sealed beside the event with this number of the case. */
export const sealWords = (crypto: Crypto, id: string, seq: number, words: string): Buffer =>
  crypto.seal(words, wordsContext(id, seq))

/** What was said with an event; nothing when it has no words. */
export const openWords = (
  crypto: Crypto,
  id: string,
  { seq, secret }: { seq: number; secret: Buffer | null },
): Readonly<Record<string, unknown>> =>
  secret ? (JSON.parse(crypto.open(secret, wordsContext(id, seq)).toString()) as Record<string, unknown>) : {}

export function fromRow(crypto: Crypto, row: CaseRow): Case {
  return {
    id: row.id,
    office: row.office,
    number: row.number,
    service: row.service,
    serviceVersion: row.service_version,
    channel: row.channel,
    applicant: row.applicant,
    state: row.state,
    step: row.step,
    version: row.version,
    data: JSON.parse(crypto.open(row.data, context(row.id)).toString('utf8')) as CaseData,
    clock: row.clock,
    parked: row.parked ?? undefined,
    assignee: row.assignee ?? undefined,
    reviewedBy: row.reviewed_by ?? undefined,
    submittedAt: row.submitted_at.toISOString(),
  }
}

/** The thing a case is about, by which a second running case for it is refused. */
export function subjectKey(data: Pick<CaseData, 'subject' | 'applicant'>): string {
  const { subject } = data
  if (subject.kind === 'person') return `person|${data.applicant.idNumber}`
  if (subject.kind === 'licence') return `licence|${subject.licence.idNumber}`
  return subject.kind === 'vehicle' ? `vehicle|${subject.vehicle.vin}` : `vehicle|${subject.vin}`
}

/** Two masked words for lists: who, and what about. */
export function listWords(data: CaseData): { who: string; what: string } {
  const { subject } = data
  const what = data.plate
    ? maskPlate(data.plate.number)
    : subject.kind === 'licence'
      ? subject.licence.classes.join('')
      : subject.kind === 'vehicle'
        ? maskPlate(subject.vehicle.plate)
        : subject.kind === 'new-vehicle'
          ? maskVin(subject.vin)
          : ''
  return { who: surnameOnly(data.applicant.name), what }
}

export interface EventBody {
  office: number
  case: string
  seq: number
  at: string
  actor: { kind: string; id: string }
  kind: string
  from: { state: string; step: string } | null
  to: { state: string; step: string }
  /** Keyed hash of the whole data after the event: a commitment, not the data. */
  data: string
  /** Hash of the case's row after the event, sealed data included: checked without any key. */
  row: string
  /** Hash of the sealed words kept beside the event. */
  words: string | null
  /** Names of the effects that were set going, so that `verify` can look for each. */
  effects: string[]
}

/**
 * An event's exact text and its hash over the previous one. The text is kept as hashed, so that a verifier outside
 * the database recomputes the same bytes (nested keys sorted: a plain stringify with a key list drops them, measured).
 */
export function chain(crypto: Crypto, previous: Buffer, body: EventBody): { text: string; hash: Buffer } {
  const text = canonicalJson(body)
  return { text, hash: crypto.hash(Buffer.concat([previous, Buffer.from(text, 'utf8')])) }
}

/** What of a case's row is not in its events in the open. */
export type RowState = Pick<
  CaseRow,
  | 'number'
  | 'service'
  | 'service_version'
  | 'channel'
  | 'applicant'
  | 'subject_index'
  | 'data'
  | 'who'
  | 'what'
  | 'clock'
  | 'due'
  | 'parked'
  | 'assignee'
  | 'reviewed_by'
  | 'submitted_at'
>

/** The row a case is about to become; sealed once, so that what is hashed is what is kept. */
export function stateOf(crypto: Crypto, c: Case, subjectIndex: Buffer): RowState {
  return {
    number: c.number,
    service: c.service,
    service_version: c.serviceVersion,
    channel: c.channel,
    applicant: c.applicant,
    subject_index: subjectIndex,
    data: sealData(crypto, c.id, c.data),
    ...listWords(c.data),
    clock: c.clock,
    due: c.clock.due ?? null,
    parked: c.parked ?? null,
    assignee: c.assignee ?? null,
    reviewed_by: c.reviewedBy ?? null,
    submitted_at: new Date(c.submittedAt),
  }
}

/** What of a row is hashed as it stands; its buffers are hashed as hex. */
const HASHED = [
  'number',
  'service',
  'service_version',
  'channel',
  'applicant',
  'who',
  'what',
  'clock',
  'due',
  'parked',
  'assignee',
  'reviewed_by',
  'submitted_at',
] as const satisfies readonly (keyof RowState)[]

/** Each event commits to the row it left behind, so that a row changed by SQL alone no longer fits its newest event. */
export function rowHash(hash: (data: string | Buffer) => Buffer, row: RowState): string {
  const open = Object.fromEntries(HASHED.map((name) => [name, row[name]]))
  const [subject_index, data] = [row.subject_index.toString('hex'), hash(row.data).toString('hex')]
  return hash(canonicalJson({ ...open, subject_index, data })).toString('hex')
}

/** What the first event of a case is chained to. */
export const genesis = (crypto: Crypto, id: string): Buffer => crypto.hash(`case ${id}`)
