import type { LedgerView } from '#web/citizen/ledger-view.ts'
import type { FieldView } from '#web/kit/ui/field-types.ts'
import type { IconName } from '#web/kit/ui/icon.tsx'
import type { NoticeTone } from '#web/kit/ui/notice.tsx'
import type { Paper } from '#web/kit/ui/papers.tsx'
import type { PageOf } from '#web/kit/ui/pagination.tsx'
import type { PlateColor } from '#web/kit/ui/plate.tsx'
import type { FormPost } from '#web/kit/ui/post-form.tsx'
import type { Tone } from '#web/kit/ui/tag.tsx'
import type { ApplyViews } from '#web/citizen/pages/apply-views.ts'
import type { CaseViews } from '#web/citizen/pages/case-views.ts'
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
/** What it is for, the way back and, until it is submitted, which step this is: on every page of an application. */
export type StepView = { service: string; n?: number; of?: number; back: string }

export type WaitingCard = {
  tone: Tone
  tag: string
  title: string
  text: string
  plate?: PlateView
  href: string
  /** What to press, where something waits for the reader. */
  action?: Link
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
  /** Conditions in words; whether they are met is looked up once it is begun. */
  conditions: readonly string[]
  need: readonly { text: string; how: 'lookup' | 'upload' }[]
  fees: readonly { name: string; fen: number; note?: string }[]
  /** Says that not all of them are paid together; then no sum is shown. */
  feeNote?: string
  legalTime: string
  promiseTime: string
  minutes: number
  steps: readonly string[]
  laws: readonly { name: string; article: string }[]
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
  access: readonly { who: string; office?: string; why: string; at: string }[]
  links: readonly Link[]
  signOut: FormPost
}

/** Who looked at the reader's data. */
export type AccessView = { looks: MeView['access'] }

export type ErrorView = {
  status: 403 | 404 | 409 | 422 | 429 | 500 | 503
  message?: string
  problems?: readonly { message: string; href?: string }[]
  next?: Link
  requestId?: string
}

/** Plain words: promises, help. `commands` are what one types at a computer to check what is said. */
export type TextView = {
  title: string
  intro?: string
  sections: readonly {
    /** Named where other pages lead to it. */
    id?: string
    title: string
    lines: readonly string[]
    commands?: readonly string[]
    links?: readonly Link[]
  }[]
}

export type OfflineView = Readonly<Record<string, never>>

export type PageViews = VideoViews &
  PlateViews &
  ApplyViews &
  CaseViews & {
    home: HomeView
    services: ServicesView
    guide: GuideView
    ledger: LedgerView
    signIn: SignInView
    documents: DocumentsView
    receipt: ReceiptView
    messages: MessagesView
    me: MeView
    access: AccessView
    error: ErrorView
    text: TextView
    offline: OfflineView
  }
export type PageName = keyof PageViews
