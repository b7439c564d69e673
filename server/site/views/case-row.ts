import type { Case } from '#domain/case.ts'
import type { Lang } from '#domain/text.ts'
import { definitionOf } from '#domain/services/index.ts'
import { paths } from '#web/citizen/paths.ts'
import type { CaseRow } from '#web/citizen/pages/case-views.ts'
import { plateText, shortMomentText } from '#web/kit/format.ts'
import { sayIn } from '../words.ts'
import { stateWords } from './case-state.ts'
import { platePart } from './plate.ts'

/** A case in a list. */
export function caseRow(c: Case, lang: Lang): CaseRow {
  const say = sayIn(lang)
  const words = stateWords(c, say)
  const { plate } = platePart(c)
  return {
    tone: words.tone,
    tag: words.tag,
    title: say(definitionOf(c).name),
    number: `${c.number.slice(0, 4)}…${c.number.slice(-4)}`,
    text: plate ? `${plateText(plate.text)} · ${words.now}` : words.now,
    at: shortMomentText(c.submittedAt, lang),
    href: paths.case(c.id),
  }
}
