import type { Case } from '#domain/case.ts'
import { resultFacts } from '#domain/checks/exam-words.ts'
import { vehicleFacts } from '#domain/checks/vehicle-words.ts'
import { givesPapers } from '#domain/service.ts'
import { definitionOf } from '#domain/services/index.ts'
import type { CaseView } from '#web/citizen/pages/case-views.ts'
import type { Say } from '../words.ts'

/** What an item without papers ends with: the entry in the register and what it says; of the others what no paper says. */
export function resultPart(c: Case, say: Say): Pick<CaseView, 'result'> {
  const { registered } = c.data
  if (c.state !== 'done' || !registered) return {}
  const facts = [...(givesPapers(definitionOf(c)) ? [] : resultFacts(registered)), ...vehicleFacts(registered)]
  return facts.length > 0 ? { result: facts.map(({ label, value }) => ({ label: say(label), value: say(value) })) } : {}
}
