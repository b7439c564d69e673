import { shanghaiDate } from '#domain/calendar.ts'
import type { CaseSubject } from '#domain/case.ts'
import { CHECKS, type CheckName, type CheckResult, type Problem } from '#domain/checks/check.ts'
import { judgeIdentity } from '#domain/checks/identity.ts'
import {
  judgeAbility,
  judgeFrequency,
  judgeLicenceState,
  judgeMedical,
  judgePoints,
  judgeRenewalAge,
  judgeRenewalWindow,
  judgeViolations,
  judgeWithheld,
} from '#domain/checks/licence.ts'
import {
  judgeConformity,
  judgeEmission,
  judgeInsurance,
  judgeInvoice,
  judgeNotRegistered,
  judgePreInspection,
  judgePurchaseTax,
  judgeVesselTax,
} from '#domain/checks/new-vehicle.ts'
import { judgeClear, judgeMortgage, judgeOwner, judgeSeizure } from '#domain/checks/vehicle.ts'
import { id as parseId } from '#domain/rules/index.ts'
import type { Evidence, Exchanged } from '#server/connectors/exchange.ts'
import type { House } from '#server/kit/house.ts'

/** Which thing of whom is asked about: found out before, by look-up. */
export type Target =
  | { kind: 'licence' }
  | { kind: 'vehicle'; plate: string; plateType: string; vin: string }
  | { kind: 'new-vehicle'; vin: string }

export interface Asked {
  results: CheckResult[]
  evidence: Evidence[]
  /** What the answers tell about the subject; undefined when its own record was not to be had. */
  subject: CaseSubject | undefined
}

interface Asking {
  house: House
  owner: { name: string; idNumber: string }
  target: Target
  today: string
  birth: string
  /** Each question is asked once, however many checks need the answer. */
  ask<A>(name: string, question: () => Promise<Exchanged<A>>): Promise<A>
}

class NoAnswer extends Error {}

/**
 * Asks every agency a service needs, all at once, and judges every answer: all problems together, one round trip long.
 * An agency that does not answer gives `no-answer` for its checks and spoils no other.
 */
export async function askAll(
  house: House,
  checks: readonly CheckName[],
  owner: { name: string; idNumber: string },
  target: Target,
): Promise<Asked> {
  const evidence = new Map<string, Promise<Exchanged<unknown>>>()
  const now = house.time.now()
  const parsed = parseId({ input: owner.idNumber, today: shanghaiDate(now) })
  const asking: Asking = {
    house,
    owner,
    target,
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
  const results = await Promise.all(checks.map((check) => one(check, asking, now)))
  const subject = await subjectOf(asking).catch((error: unknown) => {
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
        problems: [{ code: 'DATA_DOWN', params: { agency: CHECKS[check].label.zh }, effect: 'continue' }],
      },
      asked,
    }
  }
}

const driver = (a: Asking) => a.ask('driver', () => a.house.connectors.registry.driver({ idNumber: a.owner.idNumber }))
const violations = (a: Asking) =>
  a.ask('violations', () => a.house.connectors.registry.violations({ idNumber: a.owner.idNumber }))
const vin = (a: Asking): string => (a.target.kind === 'licence' ? '' : a.target.vin)
const vehicle = (a: Asking) => {
  const target = a.target
  const query = target.kind === 'vehicle' ? { plate: target.plate, plateType: target.plateType } : { vin: vin(a) }
  return a.ask('vehicle', () => a.house.connectors.registry.vehicle(query))
}
const invoice = (a: Asking) => a.ask('invoice', () => a.house.connectors.tax.invoice({ vin: vin(a) }))
const certificate = (a: Asking) => a.ask('certificate', () => a.house.connectors.makers.certificate({ vin: vin(a) }))
const preInspection = (a: Asking) =>
  a.ask('pre-inspection', () => a.house.connectors.makers.preInspection({ vin: vin(a) }))

/** One asker for each check; written once, used by every service that names the check. */
const JUDGE: Record<CheckName, (a: Asking) => Promise<Problem[]>> = {
  identity: async (a) =>
    judgeIdentity(await a.ask('identity', () => a.house.connectors.identity.verify(a.owner)), a.today),
  'licence-state': async (a) => judgeLicenceState(await driver(a), a.today),
  'licence-not-withheld': async (a) => judgeWithheld(await violations(a)),
  'licence-replaced-often': async (a) => judgeFrequency((await driver(a))?.replacedTimes12m ?? 0),
  'renewal-window': async (a) => judgeRenewalWindow(await driver(a), a.today),
  'renewal-age': async (a) => judgeRenewalAge(await driver(a), a.birth, a.today),
  'points-not-full': async (a) => judgePoints(await driver(a)),
  'violations-settled': async (a) => judgeViolations(await violations(a)),
  medical: async (a) =>
    judgeMedical(
      await a.ask('medical', () => a.house.connectors.medical.certificate({ idNumber: a.owner.idNumber })),
      (await driver(a))?.classes ?? [],
      a.today,
    ),
  ability: async (a) =>
    judgeAbility(
      await a.ask('ability', () => a.house.connectors.medical.ability({ idNumber: a.owner.idNumber })),
      a.birth,
      a.today,
    ),
  'vehicle-owner': async (a) => judgeOwner(await vehicle(a), a.owner.idNumber),
  'vehicle-clear': async (a) => judgeClear(await vehicle(a)),
  'vehicle-replaced-often': async (a) => judgeFrequency((await vehicle(a))?.replacedTimes12m ?? 0),
  'not-mortgaged': async (a) => judgeMortgage(await vehicle(a)),
  'not-seized': async (a) =>
    judgeSeizure(await a.ask('seizure', () => a.house.connectors.court.seizure({ vin: vin(a) }))),
  invoice: async (a) => judgeInvoice(await invoice(a), a.owner, vin(a)),
  conformity: async (a) => judgeConformity(await certificate(a), vin(a), a.today),
  'purchase-tax': async (a) =>
    judgePurchaseTax(await a.ask('purchase-tax', () => a.house.connectors.tax.purchaseTax({ vin: vin(a) }))),
  'vessel-tax': async (a) =>
    judgeVesselTax(await a.ask('vessel-tax', () => a.house.connectors.tax.vesselTax({ vin: vin(a) }))),
  insurance: async (a) =>
    judgeInsurance(await a.ask('insurance', () => a.house.connectors.insurance.compulsory({ vin: vin(a) })), a.today),
  'pre-inspection': async (a) => judgePreInspection(await preInspection(a)),
  emission: async (a) =>
    judgeEmission(await a.ask('emission', () => a.house.connectors.environment.emission({ vin: vin(a) }))),
  'not-registered': async (a) => judgeNotRegistered(await vehicle(a)),
}

async function subjectOf(a: Asking): Promise<CaseSubject | undefined> {
  if (a.target.kind === 'licence') {
    const licence = await driver(a)
    return licence ? { kind: 'licence', licence } : undefined
  }
  if (a.target.kind === 'vehicle') {
    const found = await vehicle(a)
    return found ? { kind: 'vehicle', vehicle: found } : undefined
  }
  const [bill, paper, inspected] = await Promise.all([invoice(a), certificate(a), preInspection(a)])
  return {
    kind: 'new-vehicle',
    vin: a.target.vin,
    invoice: bill ?? undefined,
    certificate: paper ?? undefined,
    preInspected: inspected?.passed === true,
  }
}
