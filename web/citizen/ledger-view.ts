import type { FieldView } from '#web/kit/ui/field-types.ts'
import type { FormPost } from '#web/kit/ui/post-form.tsx'
import type { Tone } from '#web/kit/ui/tag.tsx'

/** What somebody holds and may act on, by sections: authorities, companies and their users, uploads of a maker. */
export type LedgerView = {
  title: string
  intro?: string
  back: { label: string; href: string }
  /** What was refused. */
  problem?: string
  sections: readonly LedgerSection[]
}

export type LedgerSection = {
  id: string
  title: string
  text?: string
  /** Said when there are no items. */
  none?: string
  items: readonly LedgerItem[]
  links?: readonly { label: string; href: string }[]
  form?: {
    fields: readonly FieldView[]
    /** Further fields under headings of their own. */
    groups?: readonly FieldGroup[]
    button: string
    post: FormPost
    upload?: boolean
  }
}

/** `folds`: many boxes by what they are about, folded away but for those with something ticked. */
export type FieldGroup = {
  title: string
  fields: readonly FieldView[]
  folds?: readonly { title: string; fields: readonly FieldView[] }[]
}

export type LedgerItem = {
  key: string
  title: string
  tag?: { tone: Tone; text: string }
  lines: readonly string[]
  links?: readonly { label: string; href: string }[]
  posts?: readonly { label: string; post: FormPost; look: 'main' | 'alt' | 'danger' }[]
}
