import { CHECKS } from '#domain/checks/check.ts'
import { askAll } from '#server/checks/ask.ts'
import type { Target } from '#server/checks/judges.ts'
import { actIfFits } from '#server/cases/cases.ts'
import type { CaseSubject } from '#domain/case.ts'
import { definitionOf } from '#domain/services/index.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import { caseAt, isStill, parkAndRetry, type StepRun } from './step-run.ts'

/** Answers no older than this count as today's when the application is handed in right after the look-up. */
const FRESH_MS = 10 * 60_000

/** Asks all agencies at once; all answered → one command with every result, else the case waits for the missing one. */
export const runCheck: StepRun = async (house, task) => {
  const c = await caseAt(house, task)
  if (!c) return
  const service = definitionOf(c)
  const age = house.time.now().getTime() - Math.min(...c.data.checks.map((r) => new Date(r.at).getTime()))
  if (
    c.version === 1 &&
    age < FRESH_MS &&
    service.checks.every((check) => c.data.checks.some((r) => r.check === check && r.outcome !== 'no-answer'))
  ) {
    await house.db.tx((tx) => actIfFits(tx, house, c.id, { type: 'checked', results: c.data.checks }))
    return
  }
  const asked = await askAll(
    house,
    service.checks,
    { ...c.data.applicant, by: c.data.actedBy?.person },
    targetOf(c.data.subject),
    c.data.form,
  )
  const silent = asked.results.find((r) => r.outcome === 'no-answer')
  if (silent) return parkAndRetry(house, c, task, CHECKS[silent.check].agency, asked.evidence)
  await house.db.tx(async (tx) => {
    const still = await isStill(tx, task)
    await keepEvidence(tx, house, c.id, asked.evidence)
    if (!still) return
    await actIfFits(tx, house, c.id, {
      type: 'checked',
      results: asked.results,
      ...(asked.subject ? { subject: asked.subject } : {}),
    })
  })
}

export function targetOf(subject: CaseSubject): Target {
  if (subject.kind === 'licence' || subject.kind === 'person') return { kind: subject.kind }
  if (subject.kind === 'new-vehicle') return { kind: 'new-vehicle', vin: subject.vin }
  return {
    kind: 'vehicle',
    plate: subject.vehicle.plate,
    plateType: subject.vehicle.plateType,
    vin: subject.vehicle.vin,
  }
}
