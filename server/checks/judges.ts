import type { CheckName, Problem } from '#domain/checks/check.ts'
import { isCreditCode, judgeCompany, judgeIdentity } from '#domain/checks/identity.ts'
import { judgeExempt, judgeInspectionValid } from '#domain/checks/inspection.ts'
import {
  judgeAbility,
  judgeDeferral,
  judgeFrequency,
  judgeIssuedElsewhere,
  judgeIssuedHere,
  judgeLicenceState,
  judgeMedical,
  judgeOnRecord,
  judgeOverage,
  judgePoints,
  judgeRenewalAge,
  judgeRenewalWindow,
  judgeStanding,
  judgeViolations,
  judgeWithheld,
  remainingClasses,
} from '#domain/checks/licence.ts'
import {
  judgeConformity,
  judgeOwnCar,
  judgeEmission,
  judgeInsurance,
  judgeInvoice,
  judgeNotRegistered,
  judgeOwnCertificate,
  judgePreInspection,
  judgePurchaseTax,
  judgeTemporaryCover,
  judgeTemporaryPlates,
  judgeVesselTax,
} from '#domain/checks/new-vehicle.ts'
import {
  judgeClear,
  judgeMortgage,
  judgeOwner,
  judgeRelease,
  judgeSeizure,
  judgeUsable,
  judgeVehicleSettled,
} from '#domain/checks/vehicle.ts'
import { judgeLeaving } from '#domain/checks/vehicle-title.ts'
import { judgeLinkedVehicle, judgeOnFile, judgeSettledTold, judgeTestBooking } from '#domain/checks/visit.ts'
import { cyclesOn, settingOn } from '#domain/city-rules.ts'
import type { Values } from '#domain/fields.ts'
import type { Exchanged } from '#server/connectors/exchange.ts'
import type { House } from '#server/kit/house.ts'
import { ownPreInspection } from '#server/makers/counts.ts'
import { DRIVER_JUDGE } from './judges-driver.ts'
import { VEHICLE_JUDGE } from './judges-vehicle.ts'

/** Which thing of whom is asked about: found out before, by look-up. */
export type Target =
  | { kind: 'licence' }
  | { kind: 'person' }
  | { kind: 'vehicle'; plate: string; plateType: string; vin: string }
  | { kind: 'new-vehicle'; vin: string }

/** One round of questions about one thing of one person. */
export interface Asking {
  house: House
  /** Whose application it is; `by`: who acts for them. */
  owner: { name: string; idNumber: string; by?: { name: string; idNumber: string } | undefined }
  target: Target
  /** The applicant's answers; empty before they are handed in. */
  form: Values
  today: string
  birth: string
  /** Each question is asked once, however many checks need the answer. */
  ask<A>(name: string, question: () => Promise<Exchanged<A>>): Promise<A>
}

export const driver = (a: Asking) =>
  a.ask('driver', () => a.house.connectors.registry.driver({ idNumber: a.owner.idNumber }))
const violations = (a: Asking) =>
  a.ask('violations', () => a.house.connectors.registry.violations({ idNumber: a.owner.idNumber }))
const vin = (a: Asking): string => ('vin' in a.target ? a.target.vin : '')
export const vehicle = (a: Asking) => {
  const target = a.target
  const query = target.kind === 'vehicle' ? { plate: target.plate, plateType: target.plateType } : { vin: vin(a) }
  return a.ask('vehicle', () => a.house.connectors.registry.vehicle(query))
}
export const invoice = (a: Asking) => a.ask('invoice', () => a.house.connectors.tax.invoice({ vin: vin(a) }))
export const certificate = (a: Asking) =>
  a.ask('certificate', () => a.house.connectors.makers.certificate({ vin: vin(a) }))
/** What the maker said here goes before what it said to the ministry: a suspended maker is believed on neither way. */
export const preInspection = async (a: Asking): Promise<PreInspection | null> =>
  (await ownPreInspection(a.house, vin(a))) ??
  a.ask('pre-inspection', () => a.house.connectors.makers.preInspection({ vin: vin(a) }))
type PreInspection = { passed: boolean; why?: 'suspended' | 'objected' | undefined }

const medical = (a: Asking) =>
  a.ask('medical', () => a.house.connectors.medical.certificate({ idNumber: a.owner.idNumber }))
const insurance = (a: Asking) => a.ask('insurance', () => a.house.connectors.insurance.compulsory({ vin: vin(a) }))

/** From how many replacements in twelve months on this city asks people to come. */
const frequentFrom = (a: Asking): number => settingOn(a.house.rules, 'frequentTimes', a.today)

/** A company is borne out by the market register, a person by the police. */
async function identityOf(a: Asking): Promise<Problem[]> {
  const { name, idNumber } = a.owner
  if (isCreditCode(idNumber))
    return judgeCompany(await a.ask('company', () => a.house.connectors.market.company({ creditCode: idNumber })))
  return judgeIdentity(await a.ask('identity', () => a.house.connectors.identity.verify({ name, idNumber })), a.today)
}

/** Whoever acts for another is identified as well. */
async function agentIdentity(a: Asking): Promise<Problem[]> {
  const { by } = a.owner
  if (!by) return []
  return judgeIdentity(await a.ask('agent-identity', () => a.house.connectors.identity.verify(by)), a.today)
}

/** One asker for each check; written once, used by every service that names the check. */
export const JUDGE: Record<CheckName, (a: Asking) => Promise<Problem[]>> = {
  identity: async (a) => [...(await identityOf(a)), ...(await agentIdentity(a))],
  'licence-state': async (a) => judgeLicenceState(await driver(a), a.today),
  'licence-not-withheld': async (a) => judgeWithheld(await violations(a)),
  'licence-replaced-often': async (a) => judgeFrequency((await driver(a))?.replacedTimes12m ?? 0, frequentFrom(a)),
  'renewal-window': async (a) => judgeRenewalWindow(await driver(a), a.today),
  'renewal-age': async (a) => judgeRenewalAge(await driver(a), a.birth, a.today),
  'points-not-full': async (a) => judgePoints(await driver(a)),
  'violations-settled': async (a) => judgeViolations(await violations(a)),
  'licence-on-record': async (a) => judgeOnRecord(await driver(a)),
  'licence-standing': async (a) => judgeStanding(await driver(a)),
  'licence-issued-here': async (a) => judgeIssuedHere(await driver(a), a.house.city.homeOffice),
  'licence-issued-elsewhere': async (a) => judgeIssuedElsewhere(await driver(a), a.house.city.homeOffice),
  'defer-renewal': async (a) => judgeDeferral(await driver(a), 'renewal', a.today),
  'defer-review': async (a) => judgeDeferral(await driver(a), 'review', a.today),
  'defer-medical': async (a) => judgeDeferral(await driver(a), 'medical', a.today),
  overage: async (a) => judgeOverage(await driver(a), a.birth, a.today),
  medical: async (a) => judgeMedical(await medical(a), (await driver(a))?.classes ?? [], a.today),
  'medical-remaining': async (a) => {
    const licence = await driver(a)
    return judgeMedical(await medical(a), licence ? remainingClasses(licence, a.birth, a.today) : [], a.today)
  },
  // Who steps down of free will needs no certificate (order 162 art. 65); whom the body forces, does (art. 67).
  'medical-if-unfit': async (a) =>
    a.form['reason'] === 'health' && typeof a.form['target'] === 'string'
      ? judgeMedical(await medical(a), [a.form['target']], a.today)
      : [],
  ability: async (a) =>
    judgeAbility(
      await a.ask('ability', () => a.house.connectors.medical.ability({ idNumber: a.owner.idNumber })),
      a.birth,
      a.today,
      a.form['target'] === 'extend',
    ),
  'vehicle-owner': async (a) => judgeOwner(await vehicle(a), a.owner.idNumber),
  'vehicle-clear': async (a) => [
    ...judgeClear(await vehicle(a)),
    ...judgeLeaving(await vehicle(a), a.house.city.homeOffice),
  ],
  'vehicle-replaced-often': async (a) => judgeFrequency((await vehicle(a))?.replacedTimes12m ?? 0, frequentFrom(a)),
  'vehicle-usable': async (a) => judgeUsable(await vehicle(a)),
  'vehicle-settled': async (a) => judgeVehicleSettled(await vehicle(a)),
  'inspection-valid': async (a) => judgeInspectionValid(await vehicle(a), a.today),
  'vehicle-linked': async (a) => {
    const binding = await a.ask('bindings', () =>
      a.house.connectors.registry.bindings({ vin: vin(a), idNumber: a.owner.idNumber }),
    )
    return judgeLinkedVehicle(await vehicle(a), a.owner.idNumber, binding.bound)
  },
  'test-bookable': async (a) => judgeTestBooking(await vehicle(a), a.house.city.platePrefixes, a.today),
  'vehicle-settled-told': async (a) => judgeSettledTold(await vehicle(a)),
  'car-on-file': async (a) => judgeOnFile(await vehicle(a), await certificate(a)),
  'inspection-exempt': async (a) => judgeExempt(await vehicle(a), a.today, cyclesOn(a.house.rules, a.today)),
  'mortgage-released': async (a) =>
    judgeRelease(
      await vehicle(a),
      await a.ask('mortgage-release', () => a.house.connectors.bank.release({ vin: vin(a) })),
    ),
  'not-mortgaged': async (a) => judgeMortgage(await vehicle(a)),
  'not-seized': async (a) =>
    judgeSeizure(await a.ask('seizure', () => a.house.connectors.court.seizure({ vin: vin(a) }))),
  invoice: async (a) => judgeInvoice(await invoice(a), a.owner, vin(a)),
  'own-car': (a) => Promise.resolve(judgeOwnCar(a.owner)),
  conformity: async (a) => judgeConformity(await certificate(a), vin(a), a.today),
  'purchase-tax': async (a) =>
    judgePurchaseTax(await a.ask('purchase-tax', () => a.house.connectors.tax.purchaseTax({ vin: vin(a) }))),
  'vessel-tax': async (a) =>
    judgeVesselTax(await a.ask('vessel-tax', () => a.house.connectors.tax.vesselTax({ vin: vin(a) }))),
  insurance: async (a) => judgeInsurance(await insurance(a), a.today),
  'own-certificate': async (a) => judgeOwnCertificate(await certificate(a), vin(a)),
  'temporary-cover': async (a) => judgeTemporaryCover(await insurance(a), a.today),
  'temporary-plates': async (a) =>
    judgeTemporaryPlates(
      await a.ask('temporary-plates', () => a.house.connectors.registry.temporaryPlates({ vin: vin(a) })),
    ),
  'pre-inspection': async (a) => judgePreInspection(await preInspection(a)),
  emission: async (a) =>
    judgeEmission(await a.ask('emission', () => a.house.connectors.environment.emission({ vin: vin(a) }))),
  'not-registered': async (a) => judgeNotRegistered(await vehicle(a)),
  ...DRIVER_JUDGE,
  ...VEHICLE_JUDGE,
}
