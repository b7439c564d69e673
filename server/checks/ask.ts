import { shanghaiDate } from '#domain/calendar.ts'
import type { CaseSubject } from '#domain/case.ts'
import { CHECKS, type CheckName, type CheckResult } from '#domain/checks/check.ts'
import type { Values } from '#domain/fields.ts'
import { id as parseId } from '#domain/rules/index.ts'
import type { Evidence, Exchanged } from '#server/connectors/exchange.ts'
import type { House } from '#server/kit/house.ts'
import { type Asking, certificate, driver, invoice, JUDGE, preInspection, type Target, vehicle } from './judges.ts'
import { learner } from './judges-driver.ts'
import { NoAnswer } from './no-answer.ts'

export interface Asked {
  results: CheckResult[]
  evidence: Evidence[]
  /** What the answers tell about the subject; undefined when its own record was not to be had. */
  subject: CaseSubject | undefined
}

/**
 * Asks every agency a service needs, all at once, and judges every answer: all problems together, one round trip long.
 * An agency that does not answer gives `no-answer` for its checks and spoils no other. `form`: the answers, once handed in.
 * `heard` is told of each check when its answer has come, or will not.
 */
export async function askAll(
  house: House,
  checks: readonly CheckName[],
  owner: Asking['owner'],
  target: Target,
  form: Values = {},
  heard?: (check: CheckName) => void,
): Promise<Asked> {
  const evidence = new Map<string, Promise<Exchanged<unknown>>>()
  const now = house.time.now()
  const parsed = parseId({ input: owner.idNumber, today: shanghaiDate(now) })
  const asking: Asking = {
    house,
    owner,
    target,
    form,
    today: shanghaiDate(now),
    birth: parsed.ok ? parsed.birth : '1970-01-01',
    ask: async <A>(name: string, question: () => Promise<Exchanged<A>>) => {
      const running = evidence.get(name) ?? question()
      evidence.set(name, running)
      const answer = await (running as Promise<Exchanged<A>>)
      if (!answer.ok) throw new NoAnswer(name)
      return answer.answer
    },
  }
  const results = await Promise.all(
    checks.map(async (check) => {
      const result = await one(check, asking, now)
      heard?.(check)
      return result
    }),
  )
  const subject = await subjectOf(asking, [...evidence.keys()]).catch((error: unknown) => {
    if (error instanceof NoAnswer) return undefined
    throw error
  })
  const exchanged = await Promise.all(evidence.values())
  const ids = [...evidence.keys()].map((name, i) => [name, exchanged[i]?.evidence.key ?? ''] as const)
  return {
    results: results.map((r) => ({
      ...r.result,
      evidence: ids.filter(([name]) => r.asked.includes(name)).map(([, id]) => id),
    })),
    evidence: exchanged.map((e) => e.evidence),
    subject,
  }
}

async function one(check: CheckName, asking: Asking, now: Date): Promise<{ result: CheckResult; asked: string[] }> {
  const asked: string[] = []
  const noting: Asking = { ...asking, ask: (name, question) => (asked.push(name), asking.ask(name, question)) }
  const base = { check, at: now.toISOString(), evidence: [] }
  try {
    const problems = await JUDGE[check](noting)
    return { result: { ...base, outcome: problems.length > 0 ? 'problem' : 'passed', problems }, asked }
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    return {
      result: {
        ...base,
        outcome: 'no-answer',
        problems: [error.told ?? { code: 'DATA_DOWN', params: { agency: CHECKS[check].label.zh }, effect: 'continue' }],
      },
      asked,
    }
  }
}

async function subjectOf(a: Asking, asked: readonly string[]): Promise<CaseSubject | undefined> {
  if (a.target.kind === 'licence') {
    const licence = await driver(a)
    return licence ? { kind: 'licence', licence } : undefined
  }
  if (a.target.kind === 'vehicle') {
    const found = await vehicle(a)
    return found ? { kind: 'vehicle', vehicle: found } : undefined
  }
  if (a.target.kind === 'person') return personOf(a, asked)
  const [bill, paper, inspected] = await Promise.all([invoice(a), certificate(a), preInspection(a)])
  return {
    kind: 'new-vehicle',
    vin: a.target.vin,
    invoice: bill ?? undefined,
    certificate: paper ?? undefined,
    preInspected: inspected?.passed === true,
  }
}

/** Of a person only what the item asked about is told; an application for the tests that others do not need stays where it is. */
async function personOf(a: Asking, asked: readonly string[]): Promise<CaseSubject> {
  return { kind: 'person', birth: a.birth, learner: (asked.includes('learner') && (await learner(a))) || undefined }
}
