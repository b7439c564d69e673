import { expect, test } from 'vitest'
import { addMonths } from '#domain/calendar.ts'
import type { LicenceRecord, MortgageRelease, VehicleRecord } from '#domain/records.ts'
import { LICENCE, VEHICLE } from '#test/cases.ts'
import { table, TODAY } from '#test/judging.ts'
import { allProblems, type CheckResult, passed, type Problem } from './check.ts'
import { judgeCompany, judgeIdentity } from './identity.ts'
import { judgeExempt, judgeInspectionValid, nextInspection } from './inspection.ts'
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
  lowerClasses,
} from './licence.ts'
import {
  judgeClear,
  judgeMortgage,
  judgeOwner,
  judgeRelease,
  judgeSeizure,
  judgeUsable,
  judgeVehicleSettled,
} from './vehicle.ts'

/** Every refusal that a check can give, and the case beside it that passes. */

const HERE = 370200
const licence = (change: Partial<LicenceRecord> = {}): LicenceRecord => ({
  ...LICENCE,
  validTo: '2028-01-01',
  ...change,
})
const vehicle = (change: Partial<VehicleRecord> = {}): VehicleRecord => ({ ...VEHICLE, ...change })

const state = (change: Partial<LicenceRecord>) => judgeLicenceState(licence(change), TODAY)
table('the licence', [
  ['is in order', () => state({}), ''],
  ['is not there', () => judgeLicenceState(null, TODAY), 'LICENCE_STATE'],
  ['is withheld', () => state({ state: '扣留' }), 'LICENCE_STATE'],
  ['ran out within a year', () => state({ state: '逾期未换证', validTo: '2025-09-01' }), ''],
  ['ran out more than a year ago', () => state({ state: '逾期未换证', validTo: '2025-01-01' }), 'LICENCE_EXPIRED_1Y'],
  ['stands', () => judgeStanding(licence({ state: '逾期未换证', validTo: '2020-01-01' })), ''],
  ['does not stand when cancelled', () => judgeStanding(licence({ state: '注销' })), 'LICENCE_STATE'],
  ['is missing, so nothing stands', () => judgeStanding(null), 'LICENCE_STATE'],
  ['is on record though withheld', () => judgeOnRecord(licence({ state: '扣留' })), ''],
  ['is not on record', () => judgeOnRecord(null), 'LICENCE_STATE'],
  ['is held back', () => judgeWithheld({ licenceWithheld: true }), 'LICENCE_STATE'],
  ['is not held back', () => judgeWithheld({ licenceWithheld: false }), ''],
])

table('the place that issued the licence', [
  ['here', () => judgeIssuedHere(licence(), HERE), ''],
  ['here, at a branch', () => judgeIssuedHere(licence(), 370211), ''],
  ['elsewhere', () => judgeIssuedHere(licence({ fileNo: '370100245183' }), HERE), 'LICENCE_ELSEWHERE'],
  ['moves from elsewhere', () => judgeIssuedElsewhere(licence({ fileNo: '370100245183' }), HERE), ''],
  ['need not move', () => judgeIssuedElsewhere(licence(), HERE), 'LICENCE_HERE'],
])

const put = (what: 'renewal' | 'review' | 'medical', change: Partial<LicenceRecord>) =>
  judgeDeferral(licence(change), what, TODAY)
const used = (years: number) => ({ deferred: { review: { years, until: '2029-01-01' } } })
table('a deferral', [
  ['while valid', () => put('renewal', {}), ''],
  ['on the last day of the year after', () => put('renewal', { validTo: '2025-03-02' }), ''],
  ['a day later', () => put('renewal', { validTo: '2025-03-01' }), 'DEFER_LATE'],
  ['of a licence for life: nothing to renew', () => put('renewal', { validTo: 'long' }), 'LICENCE_LONG_TERM'],
  ['of a licence for life: its review can wait', () => put('review', { validTo: 'long' }), ''],
  ['of a licence that is not there: its own check says so', () => judgeDeferral(null, 'renewal', TODAY), ''],
  ['after two years of three', () => put('review', used(2)), ''],
  ['after three years', () => put('review', used(3)), 'DEFER_USED'],
  ['of something else', () => put('medical', used(3)), ''],
  [
    'late and used up: both at once',
    () => put('review', { ...used(3), validTo: '2024-01-01' }),
    'DEFER_LATE DEFER_USED',
  ],
])

const longer = (extendedTo: string) => licence({ classes: ['A2'], extendedTo })
const extended = (extendedTo: string, birth: string) => judgeOverage(longer(extendedTo), birth, TODAY)
const renewed = (classes: string[], birth: string) => judgeRenewalAge(licence({ classes }), birth, TODAY)
const old = (classes: string[], birth: string) => judgeOverage(licence({ classes }), birth, TODAY)
table('the age limit', [
  ['A2 at 61', () => old(['A2'], '1964-03-03'), 'OVERAGE_NOT_DUE'],
  ['A2 in the year before 63: more time can be asked for', () => old(['A2'], '1964-03-02'), ''],
  ['… to the last day', () => old(['A2'], '1963-03-03'), ''],
  ['C1 in the year before 63', () => old(['C1'], '1963-03-03'), 'OVERAGE_NOT_DUE'],
  ['A2 at 62 that has been given more time', () => extended('2027-03-03', '1963-03-03'), 'OVERAGE_NOT_DUE'],
  ['A2 at 63 with time left', () => extended('2026-03-03', '1963-03-02'), 'OVERAGE_NOT_DUE'],
  ['A2 at 63, the time over', () => extended('2026-03-02', '1963-03-02'), ''],
  ['renewal of A2 at 64 with time left', () => judgeRenewalAge(longer('2027-03-02'), '1962-03-02', TODAY), ''],
  [
    'ability, whoever keeps the big classes longer',
    () => judgeAbility(null, '1963-09-09', TODAY, true),
    'ABILITY_TEST',
  ],
  ['… and has passed', () => judgeAbility({ passed: true }, '1963-09-09', TODAY, true), ''],
  ['A2 on the 63rd birthday', () => old(['A2'], '1963-03-02'), ''],
  ['C1 at any age', () => old(['C1'], '1940-01-01'), 'OVERAGE_NOT_DUE'],
  ['D at 70', () => old(['D'], '1956-03-02'), ''],
  ['C3 alone at 70', () => old(['C3'], '1956-03-02'), 'OVERAGE_ENDS'],
  ['M alone at 63', () => old(['M'], '1963-03-02'), 'OVERAGE_ENDS'],
  ['renewal of B2 at 63', () => renewed(['B2'], '1963-03-02'), 'AGE_HIGH'],
  ['renewal of B2 at 62', () => renewed(['B2'], '1963-03-03'), ''],
  ['renewal of C1 and M at 63', () => renewed(['C1', 'M'], '1963-03-02'), 'AGE_HIGH'],
  ['renewal of C1 and D at 69', () => renewed(['C1', 'D'], '1956-03-03'), ''],
  ['renewal of C1 and D at 70', () => renewed(['C1', 'D'], '1956-03-02'), 'AGE_HIGH'],
  ['renewal of C1 and F at 80', () => renewed(['C1', 'F'], '1946-03-02'), ''],
  ['renewal of C3 at 70', () => renewed(['C3'], '1956-03-02'), 'AGE_HIGH'],
])

test('who must step down first is told the class and its age', () => {
  expect(renewed(['C1', 'D', 'M'], '1956-03-02')).toEqual([
    { code: 'AGE_HIGH', params: { class: 'D', max: 69 }, effect: 'block' },
    { code: 'AGE_HIGH', params: { class: 'M', max: 62 }, effect: 'block' },
  ])
})

const window = (validTo: string) => judgeRenewalWindow(licence({ validTo }), TODAY)
const certificate = { issuedOn: '2026-01-10', fit: true, fitFor: ['C1', 'C5'] }
table('renewal, points, health', [
  ['in time', () => window('2026-05-31'), ''],
  ['91 days before', () => window('2026-06-01'), 'LICENCE_NOT_DUE'],
  ['for life', () => window('long'), 'LICENCE_LONG_TERM'],
  ['11 points', () => judgePoints(licence({ points: 11 })), ''],
  ['12 points', () => judgePoints(licence({ points: 12 })), 'POINTS_FULL'],
  ['a violation', () => judgeViolations({ pending: 1, accidentsPending: 0 }), 'DRIVER_VIOLATION'],
  ['an accident', () => judgeViolations({ pending: 0, accidentsPending: 1 }), 'DRIVER_VIOLATION'],
  ['nothing pending', () => judgeViolations({ pending: 0, accidentsPending: 0 }), ''],
  ['fit', () => judgeMedical(certificate, ['C1'], TODAY), ''],
  ['no certificate', () => judgeMedical(null, ['C1'], TODAY), 'MEDICAL_MISSING'],
  ['an old one', () => judgeMedical({ ...certificate, issuedOn: '2025-08-01' }, ['C1'], TODAY), 'MEDICAL_MISSING'],
  ['not for this class', () => judgeMedical(certificate, ['A2'], TODAY), 'MEDICAL_UNFIT'],
  ['not fit at all', () => judgeMedical({ ...certificate, fit: false }, ['C1'], TODAY), 'MEDICAL_UNFIT'],
  ['C5 from any clinic', () => judgeMedical(certificate, ['C5'], TODAY), 'MEDICAL_DISABLED'],
  ['C5 from a named clinic', () => judgeMedical({ ...certificate, specialist: true }, ['C5'], TODAY), ''],
  ['70 without a test', () => judgeAbility(null, '1956-03-02', TODAY), 'ABILITY_TEST'],
  ['70 and failed', () => judgeAbility({ passed: false }, '1956-03-02', TODAY), 'ABILITY_TEST'],
  ['70 and passed', () => judgeAbility({ passed: true }, '1956-03-02', TODAY), ''],
  ['69', () => judgeAbility(null, '1956-03-03', TODAY), ''],
  ['the third replacement', () => judgeFrequency(3), 'FREQUENT'],
  ['the second', () => judgeFrequency(2), ''],
])

test('a lower class is one that a held class covers', () => {
  expect(lowerClasses({ classes: ['C1'] })).toEqual(['C2', 'C3', 'C4'])
  expect(lowerClasses({ classes: ['B2', 'D'] })).toEqual(['C1', 'C2', 'C3', 'C4', 'E', 'F', 'M'])
  expect(lowerClasses({ classes: ['F'] })).toEqual([])
  expect(lowerClasses({ classes: ['?'] })).toEqual([])
})

const states = (...list: string[]) => vehicle({ states: list })
const release = (change: Partial<MortgageRelease> = {}): MortgageRelease => ({
  networked: true,
  lender: '某银行',
  state: 'released',
  ...change,
})
const released = (given: MortgageRelease | null) => judgeRelease(states('抵押'), given)
table('the vehicle', [
  ['is mine', () => judgeOwner(vehicle(), VEHICLE.owner.idNumber), ''],
  ['is not mine', () => judgeOwner(vehicle(), '370000198502280111'), 'NOT_OWNER'],
  ['is clear', () => judgeClear(vehicle()), ''],
  [
    'has every bar to title business',
    () => judgeClear(states('被盗抢', '注销', '达到报废标准', '海关监管', '查封')),
    'VEHICLE_STOLEN VEHICLE_CANCELLED VEHICLE_SCRAP VEHICLE_CUSTOMS VEHICLE_SEIZED',
  ],
  ['may have new papers', () => judgeUsable(states('抵押', '查封', '违法未处理', '逾期未检验', '海关监管')), ''],
  [
    'may not: stolen, gone, to be scrapped',
    () => judgeUsable(states('被盗抢', '注销', '达到报废标准')),
    'VEHICLE_STOLEN VEHICLE_CANCELLED VEHICLE_SCRAP',
  ],
  ['has nothing pending', () => judgeVehicleSettled(vehicle()), ''],
  ['has violations', () => judgeVehicleSettled(states('违法未处理')), 'VIOLATION_PENDING'],
  ['had an accident', () => judgeVehicleSettled(states('事故未处理')), 'ACCIDENT_PENDING'],
  ['is mortgaged', () => judgeMortgage(states('抵押')), 'VEHICLE_MORTGAGED'],
  ['is seized', () => judgeSeizure({ seized: true, orders: [{ court: '某法院' }] }), 'VEHICLE_SEIZED'],
  ['is not seized', () => judgeSeizure({ seized: false, orders: [] }), ''],
  ['is released', () => released(release()), ''],
  ['was never mortgaged', () => judgeRelease(vehicle(), release()), 'NOT_MORTGAGED'],
  ['has a lender who waits', () => released(release({ state: 'pending' })), 'BANK_PENDING'],
  ['has a lender off the network', () => released(release({ networked: false })), 'BANK_OFFLINE'],
  ['has a lender nobody knows', () => released(null), 'BANK_OFFLINE'],
  ['is released by a court', () => released(release({ state: 'court' })), 'COURT_CASE'],
])

/** A private saloon whose mark of year `year` ends in two months, unless told otherwise. */
const marked = (year: number, change: Partial<VehicleRecord> = {}): VehicleRecord => {
  const inspectionValidTo = '2026-05-02'
  const registeredOn = addMonths(inspectionValidTo, -12 * year)
  return vehicle({ registeredOn, inspectionValidTo, seats: 5, madeOn: addMonths(registeredOn, -2), ...change })
}
const exempt = (car: VehicleRecord) => judgeExempt(car, TODAY)
table('the inspection', [
  ['year 2', () => exempt(marked(2)), ''],
  ['year 4', () => exempt(marked(4)), ''],
  ['year 8', () => exempt(marked(8)), ''],
  ['year 6', () => exempt(marked(6)), 'MUST_TEST'],
  ['year 10', () => exempt(marked(10)), 'MUST_TEST'],
  ['year 13', () => exempt(marked(13)), 'MUST_TEST'],
  ['three months before', () => judgeExempt(marked(2), '2026-02-02'), ''],
  ['a day too early', () => judgeExempt(marked(2), '2026-02-01'), 'TOO_EARLY'],
  ['too early for a test, both said', () => judgeExempt(marked(6), '2026-02-01'), 'TOO_EARLY MUST_TEST'],
  ['a minivan', () => exempt(marked(2, { vehicleType: 'K39' })), 'VEHICLE_KIND'],
  ['ten seats', () => exempt(marked(2, { seats: 10 })), 'VEHICLE_KIND'],
  ['a taxi', () => exempt(marked(2, { useType: '出租客运' })), 'VEHICLE_KIND'],
  ['a lorry', () => exempt(marked(2, { vehicleType: 'H31' })), 'VEHICLE_KIND'],
  ['a large sedan', () => exempt(marked(2, { vehicleType: 'K16' })), ''],
  [
    'a large sedan that carries for hire',
    () => exempt(marked(2, { vehicleType: 'K16', useType: '租赁' })),
    'VEHICLE_KIND',
  ],
  ['a large bus', () => exempt(marked(2, { vehicleType: 'K11' })), 'VEHICLE_KIND'],
  ['a motorcycle', () => exempt(marked(2, { vehicleType: 'M21' })), ''],
  ['after an accident with injuries', () => exempt(marked(2, { injuryAccident: true })), 'EXEMPT_LOST'],
  ['after a punished modification', () => exempt(marked(2, { illegalModification: true })), 'EXEMPT_LOST'],
  ['registered four years after the factory', () => exempt(marked(2, { madeOn: '2019-01-01' })), 'EXEMPT_LOST'],
  ['in force on its last day', () => judgeInspectionValid(marked(2), '2026-05-02'), ''],
  ['out of date the day after', () => judgeInspectionValid(marked(2), '2026-05-03'), 'INSPECTION_EXPIRED'],
])

test('the next mark ends two years later, from the tenth year on one', () => {
  expect(nextInspection('2024-05-02', '2026-05-02')).toBe('2028-05-02')
  expect(nextInspection('2018-05-02', '2026-05-02')).toBe('2028-05-02')
  expect(nextInspection('2016-05-02', '2026-05-02')).toBe('2027-05-02')
})

table('the identity', [
  ['fits', () => judgeIdentity({ match: true, validTo: 'long' }, TODAY), ''],
  ['does not fit', () => judgeIdentity({ match: false, validTo: null }, TODAY), 'ID_NOT_VERIFIED'],
  ['has an old card', () => judgeIdentity({ match: true, validTo: '2026-03-01' }, TODAY), 'ID_DOC_EXPIRED'],
])

table('the unit', [
  ['is registered and alive', () => judgeCompany({ state: '存续' }), ''],
  ['is no more', () => judgeCompany({ state: '注销' }), 'COMPANY_CLOSED'],
  ['is not known', () => judgeCompany(null), 'COMPANY_UNKNOWN'],
])

const told = (code: string): Problem => ({ code, effect: 'continue' })
const bars = (code: string): Problem => ({ code, effect: 'block' })
const result = (outcome: CheckResult['outcome'], ...problems: Problem[]): CheckResult => ({
  check: 'identity',
  outcome,
  problems,
  at: '2026-03-02T02:00:00.000Z',
  evidence: [],
})

test('a case passes its checks when nothing bars it and everybody has answered', () => {
  expect(passed([result('passed'), result('problem', told('TEMP_CTP'))])).toBe(true)
  expect(passed([result('passed'), result('problem', told('TEMP_CTP'), bars('EMISSION'))])).toBe(false)
  expect(passed([result('passed'), result('no-answer', told('DATA_DOWN'))])).toBe(false)
})

test('all problems are told at one time, each once, what bars first (order 164 art. 3)', () => {
  const onSite: Problem = { code: 'SUSPECT', effect: 'on-site' }
  const found = [result('problem', told('TEMP_CTP'), onSite, bars('EMISSION')), result('problem', bars('EMISSION'))]
  expect(allProblems(found).map((p) => p.code)).toEqual(['EMISSION', 'SUSPECT', 'TEMP_CTP'])
  const other = { ...bars('EMISSION'), params: { n: 2 } }
  expect(allProblems([result('problem', bars('EMISSION'), other)])).toHaveLength(2)
})
