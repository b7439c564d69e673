import { expect, test } from 'vitest'
import type { VehicleRecord } from '#domain/records.ts'
import { VEHICLE } from '#test/cases.ts'
import { table, TODAY } from '#test/judging.ts'
import { judgeAttachable, judgeBindKind, judgeBindRoom, judgeContract, judgePledgeAct } from './vehicle-rights.ts'
import { judgeSpecialBefore, judgeSpecialCover, judgeTested } from './vehicle-road.ts'
import {
  judgeFilePassed,
  judgeFormerOwner,
  judgeFromElsewhere,
  judgeInspectionOrTest,
  judgeLossBars,
  judgeMarriage,
  judgeNotPledged,
  judgePermit,
  judgeRegisteredHere,
  judgeRelocateKind,
  judgeRideHailing,
  judgeScrapYear,
  judgeUnbarred,
  judgeUsedInvoice,
} from './vehicle-title.ts'
import { judgeClear } from './vehicle.ts'

/** Every refusal of the checks about a registered vehicle's title, rights and road use, and the case beside it that passes. */

const vehicle = (change: Partial<VehicleRecord> = {}): VehicleRecord => ({ ...VEHICLE, ...change })
const states = (...list: string[]) => vehicle({ states: list })
const ME = VEHICLE.owner.idNumber
const OTHER = '370000198502280111'

const ALL = [
  '被盗抢',
  '查封',
  '注销',
  '达到报废标准',
  '海关监管',
  '抵押',
  '质押',
  '违法未处理',
  '事故未处理',
  '逾期未检验',
]
table('the bars', [
  ['none', () => judgeUnbarred(states('正常')), ''],
  [
    'to a change: not customs, not violations, not the inspection',
    () => judgeUnbarred(states(...ALL)),
    'VEHICLE_STOLEN VEHICLE_SEIZED VEHICLE_CANCELLED VEHICLE_SCRAP',
  ],
  [
    'to the loss of a car: due for scrapping is no bar',
    () => judgeLossBars(states(...ALL)),
    'VEHICLE_STOLEN VEHICLE_SEIZED',
  ],
  ['pledged', () => judgeNotPledged(states('质押')), 'VEHICLE_PLEDGED'],
  ['not pledged', () => judgeNotPledged(states('抵押')), ''],
  ['a year and a day before scrapping', () => judgeScrapYear(vehicle({ scrapOn: '2027-03-03' }), TODAY), ''],
  ['a year before scrapping', () => judgeScrapYear(vehicle({ scrapOn: '2027-03-02' }), TODAY), 'VEHICLE_SCRAP_1Y'],
  ['no day of scrapping', () => judgeScrapYear(vehicle(), TODAY), ''],
])

table('use and permit', [
  ['ride-hailing', () => judgeRideHailing(vehicle({ useType: '预约出租客运' })), ''],
  ['private', () => judgeRideHailing(vehicle()), 'USE_TYPE'],
  ['permit runs', () => judgePermit({ state: 'valid' }), 'TRANSPORT_PERMIT'],
  ['permit cancelled', () => judgePermit({ state: 'cancelled' }), ''],
  ['no permit on the network', () => judgePermit(null), ''],
])

table('marriage', [
  ['of a year', () => judgeMarriage({ since: '2025-03-02' }, false, TODAY), ''],
  ['a day short of it', () => judgeMarriage({ since: '2025-03-03' }, false, TODAY), 'MARRIAGE_1Y'],
  ['not on the network', () => judgeMarriage(null, false, TODAY), 'SPOUSE_MARRIAGE'],
  ['not on the network, shown on paper', () => judgeMarriage(null, true, TODAY), ''],
])

table('moving and trading', [
  ['a small car', () => judgeRelocateKind(vehicle()), ''],
  ['a motorcycle', () => judgeRelocateKind(vehicle({ vehicleType: 'M11' })), ''],
  ['a coach', () => judgeRelocateKind(vehicle({ vehicleType: 'K11' })), 'RELOCATE_KIND'],
  ['a lorry', () => judgeRelocateKind(vehicle({ vehicleType: 'H11' })), 'RELOCATE_KIND'],
  ['the file is here', () => judgeFilePassed({ state: 'sent' }), ''],
  ['the file is being made', () => judgeFilePassed({ state: 'pending' }), 'FILE_NOT_PASSED'],
  ['nobody has asked for the file', () => judgeFilePassed({ state: 'none' }), 'FILE_NOT_PASSED'],
  ['moves here', () => judgeFromElsewhere(vehicle({ plate: '鲁A7L862' }), ['鲁B', '鲁U']), ''],
  ['is here', () => judgeFromElsewhere(vehicle(), ['鲁B', '鲁U']), 'RELOCATE_HERE'],
  ['traded here', () => judgeRegisteredHere(vehicle({ plate: '鲁U7L862' }), ['鲁B', '鲁U']), ''],
  ['traded elsewhere', () => judgeRegisteredHere(vehicle({ plate: '鲁A7L862' }), ['鲁B', '鲁U']), 'VEHICLE_ELSEWHERE'],
  ['not found', () => judgeRegisteredHere(null, ['鲁B', '鲁U']), 'VEHICLE_ELSEWHERE'],
])

const due = (validTo: string, test: { on: string; passed: boolean } | null, insured = true) =>
  judgeInspectionOrTest(
    vehicle({ inspectionValidTo: validTo }),
    test,
    insured ? { from: '2025-06-01', to: '2026-05-31' } : null,
    TODAY,
  )
const insured = (from: string, to: string) =>
  judgeInspectionOrTest(
    vehicle({ inspectionValidTo: '2026-02-01' }),
    { on: '2026-02-20', passed: true },
    { from, to },
    TODAY,
  )
table('an inspection that has run out', [
  ['has not', () => due('2026-03-02', null, false), ''],
  ['and no test', () => due('2026-03-01', null), 'INSPECTION_EXPIRED'],
  ['and a failed test', () => due('2026-02-01', { on: '2026-02-20', passed: false }), 'INSPECTION_EXPIRED'],
  ['and a test of the last round', () => due('2026-02-01', { on: '2025-10-31', passed: true }), 'INSPECTION_EXPIRED'],
  ['and a passed test', () => due('2026-02-01', { on: '2026-02-20', passed: true }), ''],
  ['tested, insured until today', () => insured('2025-06-01', TODAY), ''],
  ['tested, insured from today', () => insured(TODAY, '2027-03-01'), ''],
  ['tested, insured until yesterday', () => insured('2025-06-01', '2026-03-01'), 'INSURANCE_NONE'],
  ['tested, insured from tomorrow', () => insured('2026-03-03', '2027-03-02'), 'INSURANCE_NONE'],
  ['tested, not insured', () => due('2026-02-01', { on: '2026-02-20', passed: true }, false), 'INSURANCE_NONE'],
])

const invoice = {
  sellerIdNumber: ME,
  buyerName: '李雷',
  buyerIdNumber: OTHER,
  vin: VEHICLE.vin,
  state: 'valid' as const,
}
const bill = (change: Partial<typeof invoice> | { state: 'red-flushed' }) =>
  judgeUsedInvoice({ ...invoice, ...change }, { name: '李雷', idNumber: OTHER }, vehicle())
table('the used-car invoice', [
  ['fits', () => bill({}), ''],
  ['is not there', () => judgeUsedInvoice(null, { name: '李雷', idNumber: OTHER }, vehicle()), 'INVOICE_MISMATCH'],
  ['was cancelled', () => bill({ state: 'red-flushed' }), 'INVOICE_MISMATCH'],
  ['names another buyer', () => bill({ buyerName: '韩梅' }), 'INVOICE_MISMATCH'],
  ['names another seller', () => bill({ sellerIdNumber: OTHER }), 'INVOICE_MISMATCH'],
  ['speaks of another car', () => bill({ vin: 'LGBH52E00RY000001' }), 'INVOICE_MISMATCH'],
])
test('the used-car invoice names everything that differs at once', () => {
  expect(bill({ buyerName: '韩梅', sellerIdNumber: OTHER })[0]?.params).toEqual({ field: '购买方、销售方' })
})

table('a former paper', [
  ['of the owner', () => judgeFormerOwner(vehicle(), ME, []), ''],
  ['of before', () => judgeFormerOwner(vehicle(), OTHER, [ME]), ''],
  ['of somebody else', () => judgeFormerOwner(vehicle(), OTHER, ['P123']), 'NOT_OWNER'],
])

const loan = { creditCode: '91370200264574251A', contractNo: 'DY-2026-118' }
const form = { creditor: 'bank', creditorCode: loan.creditCode, contractNo: loan.contractNo }
const pledge = (action: string, ...list: string[]) => {
  const found = states(...list)
  return judgePledgeAct(found, { action }, judgeClear(found))
}
table('mortgage and pledge', [
  ['the contract that was uploaded', () => judgeContract(loan, form), ''],
  ['no contract', () => judgeContract(null, form), 'BANK_OFFLINE'],
  ['another contract', () => judgeContract(loan, { ...form, contractNo: 'X' }), 'CONTRACT_MISMATCH'],
  ['another lender', () => judgeContract(loan, { ...form, creditorCode: 'X' }), 'CONTRACT_MISMATCH'],
  ['a private creditor needs no upload', () => judgeContract(null, { ...form, creditor: 'person' }), ''],
  ['a pledge', () => pledge('record', '正常'), ''],
  ['a pledge of a customs car', () => pledge('record', '海关监管'), 'VEHICLE_CUSTOMS'],
  ['a pledge of a seized, stolen car', () => pledge('record', '查封', '被盗抢'), 'VEHICLE_SEIZED VEHICLE_STOLEN'],
  ['a release', () => pledge('release', '质押', '海关监管', '达到报废标准'), ''],
  ['a release of nothing', () => pledge('release', '正常'), 'NOT_PLEDGED'],
  ['a release of a seized car', () => pledge('release', '质押', '查封'), 'VEHICLE_SEIZED'],
])

const room = (change: Partial<Parameters<typeof judgeBindRoom>[0]> = {}, who = OTHER) =>
  judgeBindRoom({ ofCar: 0, ofDriver: 0, bound: false, ...change }, vehicle(), who)
const unit = { state: '存续' }
const attach = (attachedTo: string | null = null, owner: typeof unit | null = unit, found = vehicle()) =>
  judgeAttachable(found, owner, { attachedTo }, OTHER)
table('binding', [
  ['room', () => room({ ofCar: 2, ofDriver: 2 }), ''],
  ['the fourth car', () => room({ ofDriver: 3 }), 'BIND_3'],
  ['the fourth driver', () => room({ ofCar: 3 }), 'BIND_CAR3'],
  ['both', () => room({ ofCar: 3, ofDriver: 3 }), 'BIND_3 BIND_CAR3'],
  ['the own car', () => room({}, ME), 'BIND_DONE'],
  ['bound already', () => room({ bound: true, ofCar: 3 }), 'BIND_DONE'],
  ['a small car', () => judgeBindKind(vehicle()), ''],
  ['a small new-energy car', () => judgeBindKind(vehicle({ plateType: '52' })), ''],
  ['a car that no longer operates', () => judgeBindKind(vehicle({ useType: '营转非' })), ''],
  ['an operating car', () => judgeBindKind(vehicle({ useType: '出租客运' })), 'BIND_KIND'],
  ['a large car', () => judgeBindKind(vehicle({ plateType: '01' })), 'BIND_KIND'],
  ["a unit's car", () => attach(), ''],
  ["a person's car", () => attach(null, null), 'NOT_OF_UNIT'],
  ['of a dissolved unit', () => attach(null, { state: '注销' }), 'COMPANY_CLOSED'],
  ['attached to another', () => attach(ME), 'ATTACHED'],
  ['attached already', () => attach(OTHER), 'BIND_DONE'],
  ['a stolen car', () => attach(null, unit, states('被盗抢')), 'VEHICLE_STATE'],
])

const mark = (validTo: string, test: { on: string; passed: boolean } | null) =>
  judgeTested(vehicle({ inspectionValidTo: validTo }), test, ['鲁B'], TODAY)
const markOf = (change: Partial<VehicleRecord>) =>
  judgeTested(
    vehicle({ inspectionValidTo: '2026-04-30', ...change }),
    { on: '2026-02-20', passed: true },
    ['鲁B'],
    TODAY,
  )
const cover = (days: string, to = '2026-05-31', from = TODAY) =>
  judgeSpecialCover({ from: '2025-06-01', to }, { days, from }, TODAY)
table('on the road', [
  ['tested in time', () => mark('2026-04-30', { on: '2026-02-20', passed: true }), ''],
  ['tested late', () => mark('2026-01-31', { on: '2026-02-20', passed: true }), ''],
  ['a large bus of another city', () => markOf({ plate: '鲁A12345', vehicleType: 'K11' }), 'VEHICLE_KIND'],
  ['a school bus of another city', () => markOf({ plate: '鲁A12345', useType: '小学生校车' }), 'VEHICLE_KIND'],
  ['a large bus of this city', () => markOf({ vehicleType: 'K11' }), ''],
  ['a small car of another city', () => markOf({ plate: '鲁A12345' }), ''],
  ['too early, and not tested: both at once', () => mark('2026-09-30', null), 'TOO_EARLY TEST_NONE'],
  ['failed', () => mark('2026-04-30', { on: '2026-02-20', passed: false }), 'TEST_NONE'],
  ['the test of the last round', () => mark('2026-04-30', { on: '2025-12-01', passed: true }), 'TEST_NONE'],
  ['the first special plate', () => judgeSpecialBefore({ issued: 0 }), 'OVERSIZE_FIRST'],
  ['a later one', () => judgeSpecialBefore({ issued: 1 }), ''],
  ['90 days, insured', () => cover('90', '2026-05-30'), ''],
  ['90 days, a day too long', () => cover('90', '2026-05-29'), 'TEMP_CTP'],
  ['from a day after the insurance', () => cover('10', '2026-03-10', '2026-03-11'), 'INSURANCE_NONE'],
  ['on the last insured day, for a day', () => cover('1', TODAY), ''],
  ['on the last insured day, for longer', () => cover('2', TODAY), 'TEMP_CTP'],
  [
    'insured from a later day on: then',
    () => judgeSpecialCover({ from: '2026-03-05', to: '2027-03-04' }, { days: '9', from: '2026-03-05' }, TODAY),
    '',
  ],
  ['… and not before', () => judgeSpecialCover({ from: '2026-03-05', to: '2027-03-04' }, {}, TODAY), 'INSURANCE_NONE'],
  ['not insured', () => judgeSpecialCover(null, { days: '10' }, TODAY), 'INSURANCE_NONE'],
])
