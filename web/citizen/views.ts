import type { LedgerView } from '#web/citizen/ledger-view.ts'
import type { FieldView } from '#web/kit/ui/field-types.ts'
import type { IconName } from '#web/kit/ui/icon.tsx'
import type { NoticeTone } from '#web/kit/ui/notice.tsx'
import type { Paper } from '#web/kit/ui/papers.tsx'
import type { PageOf } from '#web/kit/ui/pagination.tsx'
import type { PlateColor } from '#web/kit/ui/plate.tsx'
import type { FormPost } from '#web/kit/ui/post-form.tsx'
import type { Tone } from '#web/kit/ui/tag.tsx'
import type { ClockState } from '#web/kit/ui/clock-ring.tsx'
import type { TimelineState } from '#web/kit/ui/timeline.tsx'
import type { PlateViews } from '#web/citizen/pages/plate-views.ts'
import type { VideoViews } from '#web/citizen/pages/video-views.ts'

/*
 * What the server hands to each page: plain JSON, in the reader's language, personal data already masked, days and
 * moments already written as people write them (web/kit/format.ts), money in fen. Instants that a script counts down
 * are ISO strings. A page never decides what a person may do: an action that is absent may not be done.
 */

export type { FieldView, FormPost, Paper }
export type Link = { label: string; href: string }
export type StateTag = { tone: Tone; text: string }
export type PlateView = { text: string; color: PlateColor }
export type NoticeView = { tone: NoticeTone; title: string; text?: string; link?: Link }
/** What it is for and which step this is, on every page of an application. */
export type StepView = { service: string; n: number; of: number; back: string }

export type WaitingCard = {
  tone: Tone
  tag: string

  title: string
  text: string
  plate?: PlateView
  href: string
  /** Words of the button: present when the reader must act. */
  action?: string
}
export type ServiceItem = { title: string; summary: string; href: string; tags: readonly string[]; soon?: string }
export type ServiceGroup = {
  id: string
  title: string
  items: readonly ServiceItem[]
  /** Where the rest of the group is, when only its first ones are shown. */
  more?: { label: string; href: string }
}

export type HomeView = {
  /** 王女士,下午好 — absent when nobody is signed in. */
  greeting?: string
  waiting: readonly WaitingCard[]
  common: readonly { label: string; href: string; icon: IconName }[]
  groups: readonly ServiceGroup[]
  notices: readonly NoticeView[]
  elderTasks: readonly { label: string; href: string; look: 'main' | 'alt' | 'help' }[]
}

export type ServicesView = {
  query: string
  /** Present after a search, best first; empty when nothing fits. */
  results?: readonly ServiceItem[]
  suggestions: readonly Link[]
  groups: readonly ServiceGroup[]
}

export type GuideView = {
  title: string
  summary: string
  /** What was looked up for this person; absent when nobody is signed in. */
  lookedUp?: { ticks: readonly { ok: boolean; text: string; link?: Link }[]; source: string }
  /** Conditions in words, for people who are not signed in. */
  conditions: readonly string[]
  need: readonly { text: string; how: 'lookup' | 'upload' | 'bring' | 'none' }[]
  fees: readonly { name: string; fen: number; note?: string }[]
  /** Says that not all of them are paid together; then no sum is shown. */
  feeNote?: string
  legalTime: string
  promiseTime: string
  minutes: number
  steps: readonly string[]
  laws: readonly { name: string; article: string; href?: string }[]
  channels: readonly { icon: IconName; title: string; text: string; href?: string }[]
  outputs: readonly string[]
  refusals: readonly { message: string; next: string }[]
  start:
    | { kind: 'post'; label: string; post: FormPost; whom?: FieldView }
    | { kind: 'link'; label: string; href: string }
    | { kind: 'soon'; title: string; text: string }
  /** Why it could not be begun. */
  problem?: string
}

export type SignInView = {
  step: 'phone' | 'code' | 'person'
  /** Why one must sign in, when sent here from elsewhere. */
  purpose?: string
  fields: readonly FieldView[]
  problem?: string
  post: FormPost
  sentTo?: string
  resend?: { post: FormPost; waitUntil?: string; waitSeconds?: number }
  back?: string
}

export type FieldGroup = { title?: string; text?: string; fields: readonly FieldView[] }
export type LookedUp = { label: string; value: string; source: string }

export type FormStepView = StepView & {
  title: string
  intro?: string
  facts: readonly LookedUp[]
  groups: readonly FieldGroup[]
  problem?: string
  post: FormPost
  autosave?: string
  savedAt?: string
}

export type MaterialView = {
  code: string
  name: string
  hint: string
  optional?: boolean
  /** looked-up: no photo needed, an agency answered. */
  state: 'missing' | 'ok' | 'bad' | 'looked-up'
  /** Why it was not accepted (bad), or who answered (looked-up). */
  reason?: string
  file?: { thumb?: string; name: string; at: string }
  upload?: FormPost
  remove?: FormPost
}
export type MaterialsView = StepView & {
  items: readonly MaterialView[]
  problem?: string
  next: FormPost
  maxMb: number
}

export type PrecheckView = StepView & {
  problems: readonly { message: string; next: string; source: string; at: string; action?: Link }[]
  /** Worth knowing, and no obstacle: what happens on the way. */
  notes?: readonly { title: string; text: string }[]
  passed: readonly { text: string; source: string; at: string }[]
  /** Agencies that have not answered yet. */
  pending: readonly { text: string; source: string; note: string }[]
  recheck?: FormPost
  next?: FormPost
  live?: string
}

export type CheckView = StepView & {
  sections: readonly { title: string; change?: string; rows: readonly { label: string; value: string }[] }[]
  fees: readonly { name: string; fen: number }[]
  declaration: { version: string; text: readonly string[] }
  /** The box to tick and the typed name. */
  fields: readonly FieldView[]
  handwriting: boolean
  problem?: string
  post: FormPost
}

export type BookingView = StepView & {
  title: string
  place: { name: string; address: string; change?: string }
  days: readonly { label: string; slots: readonly { value: string; label: string; left: number }[] }[]
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
  code?: string
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
  waybill?: { number: string; carrier: string; track?: string }
  main?: ActionView
  actions: readonly ActionView[]
  answers: readonly { label: string; value: string }[]
  messages: readonly { from: string; text: string; at: string }[]
  ask?: FormPost
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
  /** A last day, where there is one. */
  due?: string
  items: readonly { what: string; why?: string; field?: FieldView; material?: MaterialView }[]
  problem?: string
  post: FormPost
  autosave?: string
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

export type DocumentsView = {
  papers: readonly { paper: Paper; link?: Link; note?: string }[]
  receipts: readonly { title: string; at: string; fen?: number; href: string }[]
  /** A register that does not answer is said to be silent; it does not mean that there is nothing. */
  silent?: NoticeView
  asOf: string
}

export type ReceiptView = {
  kind: string
  number: string
  rows: readonly { label: string; value: string }[]
  lines: readonly { name: string; quantity: number; fen: number }[]
  totalFen?: number
  text?: readonly string[]
  issuer: string
  issuedAt: string
  checkCode?: string
  back: string
}

export type MessagesView = {
  unread: number
  items: readonly { id: string; title: string; text: string; at: string; unread: boolean; href?: string }[]
  markAll?: FormPost
  page: PageOf
}

export type MeView = {
  name: string
  rows: readonly { label: string; value: string }[]
  sessions: readonly { device: string; at: string; current: boolean; revoke?: FormPost }[]
  access: readonly { who: string; why: string; at: string }[]
  links: readonly Link[]
  signOut: FormPost
}

export type ErrorView = {
  status: 403 | 404 | 409 | 422 | 429 | 500 | 503
  message?: string
  problems?: readonly { message: string; href?: string }[]
  next?: Link
  requestId?: string
  retryText?: string
}

/** Plain words: promises, help. */
export type TextView = {
  title: string
  intro?: string
  sections: readonly { title: string; lines: readonly string[]; links?: readonly Link[] }[]
}

export type OfflineView = Readonly<Record<string, never>>

export type PageViews = VideoViews &
  PlateViews & {
    home: HomeView
    services: ServicesView
    guide: GuideView
    ledger: LedgerView
    signIn: SignInView
    formStep: FormStepView
    materials: MaterialsView
    precheck: PrecheckView
    check: CheckView
    booking: BookingView
    bills: BillsView
    case: CaseView
    correction: CorrectionView
    coSign: CoSignView
    cases: CasesView
    documents: DocumentsView
    receipt: ReceiptView
    messages: MessagesView
    me: MeView
    error: ErrorView
    text: TextView
    offline: OfflineView
  }
export type PageName = keyof PageViews
