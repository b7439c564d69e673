import type { Link, StepView } from '#web/citizen/views.ts'
import type { FieldView } from '#web/kit/ui/field-types.ts'
import type { FormPost } from '#web/kit/ui/post-form.tsx'

/** Pages of an application that is being filled in. */

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
  /** The day for it has not come: whatever else there is, nothing can be settled before. */
  early?: true
  /** Worth knowing, and no obstacle: what happens on the way. */
  notes?: readonly { title: string; text: string }[]
  passed: readonly { text: string; source: string; at: string }[]
  /** Agencies that have not answered yet. */
  pending: readonly { text: string; source: string; note: string }[]
  /** The agencies are being asked: a line for each, and the address that looks again. */
  asking?: { rows: readonly { source: string; text: string; done: boolean }[]; here: string }
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

export type ApplyViews = {
  formStep: FormStepView
  materials: MaterialsView
  precheck: PrecheckView
  check: CheckView
}
