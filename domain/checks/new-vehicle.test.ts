import { expect, test } from 'vitest'
import { addDays } from '#domain/calendar.ts'
import { CONFORMITY, VEHICLE } from '#test/cases.ts'
import { table, TODAY } from '#test/judging.ts'
import { fill } from '../text.ts'
import { REFUSALS } from '../refusals.ts'
import {
  judgeConformity,
  judgeEmission,
  judgeInsurance,
  judgeInvoice,
  judgeNotRegistered,
  judgeOwnCar,
  judgeOwnCertificate,
  judgePreInspection,
  judgePurchaseTax,
  judgeTemporaryCover,
  judgeTemporaryPlates,
  judgeVesselTax,
} from './new-vehicle.ts'

const VIN = CONFORMITY.vin
const OWNER = { name: '张伟', idNumber: '370000199001010011' }
const invoice = {
  invoiceNo: '26370000000000100013',
  buyerName: OWNER.name,
  buyerIdNumber: OWNER.idNumber,
  vin: VIN,
  priceFen: 10_000_000,
  issuedOn: '2026-02-20',
  state: 'valid' as const,
}
const policy = (days: number) => ({ from: '2026-01-01', to: addDays(TODAY, days) })
const conformity = (change: Partial<typeof CONFORMITY>, today = TODAY) =>
  judgeConformity({ ...CONFORMITY, ...change }, VIN, today)
table('a new car', [
  ['bought', () => judgeInvoice(invoice, OWNER, VIN), ''],
  ['no invoice', () => judgeInvoice(null, OWNER, VIN), 'INVOICE_MISMATCH'],
  ['invoice taken back', () => judgeInvoice({ ...invoice, state: 'red-flushed' }, OWNER, VIN), 'INVOICE_MISMATCH'],
  ['another buyer', () => judgeInvoice({ ...invoice, buyerName: '孙雷' }, OWNER, VIN), 'INVOICE_MISMATCH'],
  ['another car', () => judgeInvoice({ ...invoice, vin: 'LGBH52E00RY000002' }, OWNER, VIN), 'INVOICE_MISMATCH'],
  ['as announced', () => conformity({}), ''],
  ['no certificate', () => judgeConformity(null, VIN, TODAY), 'CERT_MISMATCH'],
  ['not as announced', () => conformity({ announcementMatch: false }), 'CERT_MISMATCH'],
  ["another car's certificate", () => conformity({ vin: 'LGBH52E00RY000002' }), 'CERT_MISMATCH'],
  ['a lorry', () => conformity({ vehicleType: 'H31' }), 'VEHICLE_KIND'],
  ['made two years ago, a leap day between', () => conformity({ madeOn: '2024-02-10' }, '2026-02-10'), ''],
  ['… and a day', () => conformity({ madeOn: '2024-02-10' }, '2026-02-11'), 'LATE_REGISTRATION'],
  ['made long ago', () => conformity({ madeOn: '2024-01-01' }), 'LATE_REGISTRATION'],
  ['tax paid', () => judgePurchaseTax({ state: 'paid' }), ''],
  ['tax not paid', () => judgePurchaseTax(null), 'PURCHASE_TAX'],
  ['vessel tax exempt', () => judgeVesselTax({ state: 'exempt' }), ''],
  ['vessel tax missing', () => judgeVesselTax(null), 'VESSEL_TAX'],
  ['insured', () => judgeInsurance(policy(0), TODAY), ''],
  ['insurance over', () => judgeInsurance(policy(-1), TODAY), 'INSURANCE_NONE'],
  ['pre-inspected', () => judgePreInspection({ passed: true }), ''],
  ['to be shown', () => judgePreInspection(null), 'NOT_PREINSPECTED'],
  ['its maker is suspended', () => judgePreInspection({ passed: false, why: 'suspended' }), 'MAKER_SUSPENDED'],
  ['its record was objected to', () => judgePreInspection({ passed: false, why: 'objected' }), 'PRE_OBJECTED'],
  ['emission data', () => judgeEmission({ published: true }), ''],
  ['no emission data', () => judgeEmission(null), 'EMISSION'],
  ['new', () => judgeNotRegistered(null), ''],
  ['registered already', () => judgeNotRegistered(VEHICLE), 'CERT_MISMATCH'],
  ['stolen', () => judgeNotRegistered({ ...VEHICLE, states: ['被盗抢'] }), 'VEHICLE_STOLEN'],
])

table('a temporary plate', [
  ['for this car', () => judgeOwnCertificate(CONFORMITY, VIN), ''],
  ['a lorry may have one too', () => judgeOwnCertificate({ ...CONFORMITY, vehicleType: 'H31' }, VIN), ''],
  ['no certificate', () => judgeOwnCertificate(null, VIN), 'CERT_MISMATCH'],
  ['for another car', () => judgeOwnCertificate({ ...CONFORMITY, vin: 'LGBH52E00RY000002' }, VIN), 'CERT_MISMATCH'],
  ['the third', () => judgeTemporaryPlates({ issued: 2 }), ''],
  ['the fourth', () => judgeTemporaryPlates({ issued: 3 }), 'TEMP_3'],
  ['insured for thirty days, today counted', () => judgeTemporaryCover(policy(29), TODAY), ''],
  ['insured for less: told, not refused', () => judgeTemporaryCover(policy(28), TODAY), 'TEMP_CTP'],
  ['not insured', () => judgeTemporaryCover(null, TODAY), 'INSURANCE_NONE'],
])

test('a plate that insurance cuts short is no reason to stop', () => {
  expect(judgeTemporaryCover(policy(3), TODAY).map((p) => p.effect)).toEqual(['continue'])
})

test('registering from home is for a person’s own car: a unit’s is told, in either language, where it goes', () => {
  expect(judgeOwnCar({ idNumber: '370000199309030115' })).toEqual([])
  const [told] = judgeOwnCar({ idNumber: '91379900MA0090014Q' })
  expect(told?.code).toBe('VEHICLE_KIND')
  const { message, next } = REFUSALS['VEHICLE_KIND'] ?? { message: { zh: '', en: '' }, next: { zh: '', en: '' } }
  expect(fill(message.zh, told?.params)).toContain('个人名下')
  expect(fill(message.en, told?.params)).not.toMatch(/\p{Script=Han}/u)
  expect(next.zh).toContain('窗口')
})
