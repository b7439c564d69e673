import type { Lang } from '#web/kit/i18n.ts'

/** What surrounds every page: who reads, in which language and dress, and where the hashed files are. */
export type Shell = {
  lang: Lang
  /** Path and query of this page: switches come back to it. */
  path: string
  city: string
  office: string
  /** As people dial it, such as 0532-12123. */
  hotline: string
  assets: { css: string; js: string; icon: string }
  prefs: { theme: 'system' | 'light' | 'dark'; elder: boolean; contrast: boolean }
  person?: { name: string; unread: number }
  /** Shown on top while the house runs on the sandbox. */
  demo?: string
}
