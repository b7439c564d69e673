import { addDays, addMonths } from '../calendar.ts'
import { isCreditCode } from './identity.ts'
import type { ConformityCertificate, Invoice, VehicleRecord } from '../records.ts'
import { block, type Problem } from './check.ts'

/** Order 164 art. 15(2): the owner must be the buyer on the invoice, and the invoice must speak of this car. */
export function judgeInvoice(
  invoice: Invoice | null,
  owner: { name: string; idNumber: string },
  vin: string,
): Problem[] {
  if (!invoice || invoice.state !== 'valid') return [block('INVOICE_MISMATCH', { field: '发票状态' })]
  const fields = [
    invoice.buyerIdNumber !== owner.idNumber || invoice.buyerName !== owner.name ? '购买方' : '',
    invoice.vin !== vin ? '车辆识别代号' : '',
  ].filter((field) => field !== '')
  return fields.length > 0 ? [block('INVOICE_MISMATCH', { field: fields.join('、') })] : []
}

/** Small and micro passenger cars have type codes K3x and K4x; the online track takes no other (order 164 art. 14). */
const ONLINE_TYPES = /^K[34]\d$/

/** Order 164 arts. 11, 15: parameters as announced; two years after the factory a safety test comes first. */
export function judgeConformity(certificate: ConformityCertificate | null, vin: string, today: string): Problem[] {
  if (!certificate) return [block('CERT_MISMATCH', { field: '没有查到合格证' })]
  const problems: Problem[] = []
  if (certificate.vin !== vin) problems.push(block('CERT_MISMATCH', { field: '车辆识别代号' }))
  if (!certificate.announcementMatch) problems.push(block('CERT_MISMATCH', { field: '公告参数' }))
  if (!ONLINE_TYPES.test(certificate.vehicleType))
    problems.push(block('VEHICLE_KIND', { scope: '国产小型、微型载客汽车' }))
  if (today > addMonths(certificate.madeOn, 24)) problems.push(block('LATE_REGISTRATION'))
  return problems
}

/** The online track is for a person's own car (the rule of 2025 for registering from home); a unit's new car is registered at a counter. */
export const judgeOwnCar = (owner: { idNumber: string }): Problem[] =>
  isCreditCode(owner.idNumber) ? [block('VEHICLE_KIND', { scope: '个人名下的国产小型、微型载客汽车' })] : []

/** Purchase tax law art. 13: the tax office's electronic record decides; a paper receipt is not enough. */
export const judgePurchaseTax = (answer: { state: string } | null): Problem[] =>
  answer?.state === 'paid' || answer?.state === 'exempt' ? [] : [block('PURCHASE_TAX')]

export const judgeVesselTax = (answer: { state: string } | null): Problem[] =>
  answer?.state === 'paid' || answer?.state === 'exempt' ? [] : [block('VESSEL_TAX')]

/** Compulsory insurance regulation art. 4: a car without it may not be registered. */
export const judgeInsurance = (policy: { from: string; to: string } | null, today: string): Problem[] =>
  policy && policy.from <= today && policy.to >= today ? [] : [block('INSURANCE_NONE')]

/**
 * Order 164 art. 14: without the maker's pre-inspection the car is shown once; everything else stays online. `why`: it was made,
 * and does not count.
 */
export function judgePreInspection(
  answer: { passed: boolean; why?: 'suspended' | 'objected' | undefined } | null,
): Problem[] {
  if (answer?.passed) return []
  const code =
    answer?.why === 'suspended' ? 'MAKER_SUSPENDED' : answer?.why === 'objected' ? 'PRE_OBJECTED' : 'NOT_PREINSPECTED'
  return [{ code, effect: 'continue' }]
}

export const judgeEmission = (answer: { published: boolean } | null): Problem[] =>
  answer?.published ? [] : [block('EMISSION')]

/** Order 164 art. 15: not registered before, not stolen; a stolen car is a suspicion that must be settled on site (art. 74). */
export function judgeNotRegistered(vehicle: VehicleRecord | null): Problem[] {
  if (!vehicle) return []
  return vehicle.states.includes('被盗抢')
    ? [block('VEHICLE_STOLEN')]
    : [block('CERT_MISMATCH', { field: '该车辆识别代号已登记' })]
}

/** Order 164 art. 47: for a temporary plate the certificate only has to speak of this car. */
export const judgeOwnCertificate = (certificate: ConformityCertificate | null, vin: string): Problem[] => {
  if (!certificate) return [block('CERT_MISMATCH', { field: '没有查到合格证' })]
  return certificate.vin === vin ? [] : [block('CERT_MISMATCH', { field: '车辆识别代号' })]
}

/** Temporary plates a new car may have, and the days one lasts (order 164 art. 47). */
export const TEMPORARY = { times: 3, days: 30 } as const

export const judgeTemporaryPlates = (answer: { issued: number }): Problem[] =>
  answer.issued >= TEMPORARY.times ? [block('TEMP_3')] : []

/** Order 164 art. 47: never longer than the insurance; a shorter plate is told, not refused. */
export function judgeTemporaryCover(policy: { from: string; to: string } | null, today: string): Problem[] {
  const none = judgeInsurance(policy, today)
  if (none.length > 0 || !policy) return none
  // The day it is given is its first.
  return policy.to < addDays(today, TEMPORARY.days - 1) ? [{ code: 'TEMP_CTP', effect: 'continue' }] : []
}
