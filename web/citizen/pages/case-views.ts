import type { SlotDay } from '#web/citizen/slot-days.tsx'
import type { Link, NoticeView, PlateView, StateTag, StepView } from '#web/citizen/views.ts'
import type { MaterialView } from '#web/citizen/pages/apply-views.ts'
import type { FieldView } from '#web/kit/ui/field-types.ts'
import type { FormPost } from '#web/kit/ui/post-form.tsx'
import type { PageOf } from '#web/kit/ui/pagination.tsx'
import type { Tone } from '#web/kit/ui/tag.tsx'
import type { ClockState } from '#web/kit/ui/clock-ring.tsx'
import type { TimelineState } from '#web/kit/ui/timeline.tsx'

/** Pages of a case: its state and what the reader may do about it. */

export type BookingView = StepView & {
  /** The time and place that are given up for the new ones. */
  old?: string
  title: string
  place: { name: string; address: string; change?: string }
  days: readonly SlotDay[]
  chosen?: string
  error?: string
  post: FormPost
  bring: readonly string[]
}

export type BillView = {
  title: string
  payee: string
  number: string
  lines: readonly { name: string; quantity: number; fen: number }[]
  totalFen: number
  state: 'open' | 'paying' | 'paid' | 'void' | 'returning' | 'returned'
  at?: string
  receipt?: string
}
export type BillsView = {
  service: string
  back: string
  bills: readonly BillView[]
  openFen: number
  /** Why nothing can be paid yet. */
  wait?: string
  pay?: FormPost
  /** Until when, where there is something to pay. */
  until?: string
  /** What one says at a bank, for each bill. */
  codes: readonly { label: string; value: string }[]
  live?: string
  problem?: string
}

export type ActionView =
  | { kind: 'link'; label: string; href: string; look: 'main' | 'alt'; text?: string }
  | {
      kind: 'post'
      label: string
      post: FormPost
      look: 'main' | 'alt' | 'danger'
      confirm?: { text: string; button: string }
      fields?: readonly FieldView[]
    }

export type ClockView = { title: string; text: string; left: number; ring: string; state: ClockState; how: string }

export type CaseView = {
  title: string
  number: string
  state: StateTag
  plate?: PlateView
  now: string
  holder?: string
  clocks: readonly ClockView[]
  parked?: { title: string; text: string; since: string }
  hold?: { text: string; until: string; object: FormPost }
  /** What an item without papers ended with, as the register wrote it down. */
  result?: readonly { label: string; value: string }[]
  timeline: readonly {
    state: TimelineState
    title: string
    at?: string
    note?: string
    link?: Link
    sub?: readonly { text: string; at: string }[]
  }[]
  waybill?: { number: string; carrier: string }
  main?: ActionView
  actions: readonly ActionView[]
  answers: readonly { label: string; value: string }[]
  documents: readonly Link[]
  live?: string
  problem?: string
}

export type CorrectionView = {
  service: string
  number: string
  back: string
  from: string
  at: string
  items: readonly { what: string; why?: string; field?: FieldView; material?: MaterialView }[]
  /** The words are signed on the next page; without it nothing of the reader's own changes and the checks are asked again. */
  signs: boolean
  /** The whole form stands on the page; or the address where it does. */
  all?: true
  more?: string
  problem?: string
  post: FormPost
}

/** The corrected words as a whole, before they are signed. */
export type CorrectionSignView = {
  service: string
  number: string
  back: string
  changed: readonly { label: string; value: string; note?: string }[]
  sections: readonly { title: string; rows: readonly { label: string; value: string }[] }[]
  declaration: { version: string; text: readonly string[] }
  fields: readonly FieldView[]
  handwriting: boolean
  /** What was typed on the page before. */
  carried: readonly { name: string; value: string }[]
  post: FormPost
}

/** What the reader is asked to agree to in another person's application. */
export type CoSignView = {
  service: string
  asks: string
  consent: string
  terms: readonly { label: string; value: string }[]
  /** Absent when it is answered or over. */
  sign?: { post: FormPost; fields: readonly FieldView[]; until: string; decline: ActionView }
  outcome?: NoticeView
  problem?: string
}

export type CaseRow = { tone: Tone; tag: string; title: string; number: string; text: string; at: string; href: string }
export type CasesView = {
  /** Applications of others that need the reader, or needed. */
  asked?: readonly CaseRow[]
  open: readonly CaseRow[]
  closed: readonly CaseRow[]
  page: PageOf
}

export type CaseViews = {
  booking: BookingView
  bills: BillsView
  case: CaseView
  correction: CorrectionView
  correctionSign: CorrectionSignView
  coSign: CoSignView
  cases: CasesView
}
