import type { WorkCalendar } from './calendar.ts'
import type { Case, CaseActor, CaseData, Defect } from './case.ts'
import type { CheckResult } from './checks/check.ts'
import type { Values } from './fields.ts'
import type { Service, StepKind } from './service.ts'

/** Everything that can happen to a case. People, jobs and agencies use the same words and the same door. */
export type Command =
  | { type: 'checked'; results: readonly CheckResult[]; subject?: CaseData['subject'] }
  | { type: 'retry-checks' }
  /** `nothing`: there was nothing (more) to pay. */
  | { type: 'paid'; nothing?: true }
  | { type: 'hold-over' }
  | { type: 'registered'; result: Readonly<Record<string, string>> }
  | { type: 'register-refused'; reason: string }
  /** The register says that the chosen number is in use already. */
  | { type: 'plate-refused'; reason: string }
  | { type: 'park'; agency: string }
  | { type: 'handed-over'; waybill: string }
  | { type: 'ready-for-pickup' }
  | { type: 'delivered' }
  | { type: 'lapse' }
  | { type: 'co-sign'; name: string }
  | { type: 'co-decline' }
  /** Nobody answered in time. */
  | { type: 'co-sign-over' }
  /** The other person came to the counter and agreed before an officer. */
  | { type: 'co-sign-seen'; note: string }
  | { type: 'file-arrived'; from: string; hash: string }
  | { type: 'file-refused'; reason: string }
  | { type: 'choose-plate'; plate: { number: string; type: string } }
  | { type: 'book'; site: string; from: string }
  /** Another time or place for what is booked. */
  | { type: 'rebook'; site: string; from: string }
  /** The whole form with the mended answers, signed anew: the former signature was under other words. */
  | ({
      type: 'correct'
      form: Values
      materials: CaseData['materials']
      mobile: string
    } & Pick<CaseData, 'declaration' | 'signature'>)
  | { type: 'object'; reason: string }
  | { type: 'withdraw' }
  | { type: 'take' }
  | { type: 'give-back' }
  | { type: 'pass'; note?: string | undefined }
  | { type: 'second-pass'; note?: string | undefined }
  | { type: 'second-return'; reason: string }
  | { type: 'return'; defects: readonly Defect[] }
  | { type: 'refuse'; code: string; reason: string }
  | { type: 'move-on-site'; reason: string; site: string; at?: string | undefined }
  | { type: 'continue-at-counter' }
  | { type: 'inspect'; passed: boolean; note: string }
  /** The officer saw the applicant: in the conversation `session` of the video window, or without one at the counter. */
  | { type: 'meet'; note: string; session?: string | undefined }

export type CommandType = Command['type']

/** What follows from a decision. Carried out in the transaction that saves the case; work that waits becomes a job there. */
export type Effect =
  | { type: 'run-step'; step: StepKind; at?: string }
  | { type: 'message'; template: string; params?: Readonly<Record<string, string | number>> }
  | { type: 'open-bills' }
  | { type: 'close-bills' }
  /** The car is to get a number: one that was chosen ahead, or the citizen is asked to choose. */
  | { type: 'offer-plate' }
  | { type: 'assign-plate' }
  | { type: 'release-plate' }
  /** The chosen number cannot be had, through nobody's fault of the applicant: all chances are given anew. */
  | { type: 'void-plate' }
  | { type: 'free-plate' }
  | { type: 'swap-plates'; other: string }
  | { type: 'produce' }
  | { type: 'stop-production' }
  | { type: 'cancel-appointment' }
  | { type: 'ask-co-signer'; until: string }
  | { type: 'end-co-sign'; as: 'signed' | 'declined' | 'lapsed' | 'ended' }

export interface DecisionContext {
  service: Service
  actor: CaseActor
  now: Date
  calendar: WorkCalendar
  /** The citizen did not open the case, yet it is theirs too: it was opened for them or for their company. */
  shared?: boolean | undefined
  /** The citizen opened it for another, who has withdrawn the authority since. */
  withdrawn?: boolean | undefined
}

export type Refusal = { code: string; params?: Readonly<Record<string, string | number>> }
export type Decision = { ok: true; next: Case; effects: Effect[] } | { ok: false; refusal: Refusal }
