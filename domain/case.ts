import type { ActedBy } from './acting.ts'
import type { Clock } from './clock.ts'
import type { Learner } from './driver-records.ts'
import type { Values } from './fields.ts'
import type { ConformityCertificate, Invoice, LicenceRecord, VehicleRecord } from './records.ts'
import type { Channel, StepKind } from './service.ts'
import type { CheckResult } from './checks/check.ts'

export const CASE_STATES = ['open', 'correcting', 'on-site', 'refused', 'withdrawn', 'lapsed', 'done'] as const
export type CaseState = (typeof CASE_STATES)[number]
export const isClosed = (state: CaseState): boolean => ['refused', 'withdrawn', 'lapsed', 'done'].includes(state)

export type CaseSubject =
  | { kind: 'licence'; licence: LicenceRecord }
  | { kind: 'vehicle'; vehicle: VehicleRecord }
  | {
      kind: 'new-vehicle'
      vin: string
      invoice?: Invoice | undefined
      certificate?: ConformityCertificate | undefined
      preInspected: boolean
    }
  /** About the person alone: no record of a licence or a car is looked up. `learner`: the own application for the driving tests, where an item is about it. `birth`: as the identity number says. */
  | { kind: 'person'; birth?: string | undefined; learner?: Learner | undefined }

/** One thing the citizen must mend; the notice lists all of them at once (order 164 art. 3: 一次性告知). */
export interface Defect {
  /** A field's name, a material's code, or 'other'. */
  target: string
  reason: string
}

/** Whoever acts wrote the own name under the answers whose hash this is. */
export interface Signature {
  name: string
  formHash: string
  at: string
  strokes?: string | undefined
}

/** Everything personal about a case. Kept as one sealed envelope; never in the clear in the database. */
export interface CaseData {
  applicant: { name: string; idNumber: string; mobile: string }
  /** Who acted, when it was not the applicant: an agent, a relative, a dealer, a user of the company. */
  actedBy?: ActedBy | undefined
  subject: CaseSubject
  form: Values
  /** Material code → file ids. */
  materials: Readonly<Record<string, readonly string[]>>
  checks: readonly CheckResult[]
  declaration: { textVersion: string; textHash: string; at: string }
  signature: Signature
  /** What stood under the words before each correction, oldest first. */
  signedBefore?: readonly Signature[] | undefined
  plate?: { number: string; type: string } | undefined
  appointment?: { site: string; from: string } | undefined
  inspection?: { passed: boolean; note: string; at: string } | undefined
  /** Who saw the applicant in person, and how; `session` names the conversation of the video window, without one it was at the counter. */
  met?: { at: string; by: string; note: string; session?: string | undefined } | undefined
  /** The other person's agreement; `terms` is what it binds itself to, `note` what an officer saw who took it at the counter. */
  coSigned?: { by: string; name: string; at: string; terms: string; note?: string | undefined } | undefined
  /** The electronic file as the office of origin handed it over. */
  file?: { from: string; hash: string; at: string } | undefined
  defects?: readonly Defect[] | undefined
  refusal?: { code: string; reason: string; remedy: string } | undefined
  onSite?: { reason: string; site: string; at?: string | undefined } | undefined
  /** What the national register answered to `register`. */
  registered?: Readonly<Record<string, string>> | undefined
  waybill?: string | undefined
  /** The review stands: since it was passed nothing has changed but a number that turned out to be used elsewhere. */
  reviewStands?: true | undefined
  /** When the last bill was paid; a case asks for money once. */
  paidAt?: string | undefined
}

export interface Case {
  id: string
  office: number
  number: string
  service: string
  serviceVersion: number
  channel: Channel
  /** The applicant's person id. */
  applicant: string
  state: CaseState
  step: StepKind
  version: number
  data: CaseData
  clock: Clock
  /** Set while an agency does not answer: the case waits, the clock stands still, retries go on. */
  parked?: { agency: string; since: string } | undefined
  /** The officer who has taken the case in hand. */
  assignee?: string | undefined
  /** The officer who passed the review; may not do the second review. */
  reviewedBy?: string | undefined
  submittedAt: string
}

/** Who acts. `system` is a job or an agency's signed answer. */
export type CaseActor =
  | { kind: 'citizen'; id: string }
  /** Another citizen, whose agreement the case waits for; the server has compared the identity number. */
  | { kind: 'co-signer'; id: string }
  | { kind: 'officer'; id: string; office: number; roles: readonly string[] }
  | { kind: 'system'; id: string }
