import type { Lang } from '#web/kit/i18n.ts'
import type { CaseView } from '#web/officer/case/use-case.ts'

/** What stands beside a case: what was handed in, or the signed exchange that proves a check. */
export type PaneOf = { show: 'materials' } | { show: 'evidence'; message: string; name: string }

/** The first exchange there is; an empty one where no check has any. */
export function firstEvidence(view: CaseView, lang: Lang): PaneOf {
  const first = view.checks.find((c) => c.evidence[0] !== undefined)
  return { show: 'evidence', message: first?.evidence[0] ?? '', name: first?.label[lang] ?? '' }
}
