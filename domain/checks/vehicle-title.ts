import { addMonths } from '../calendar.ts'
import type { UsedCarInvoice, VehicleRecord } from '../records.ts'
import { block, type Problem } from './check.ts'

/** What bars a change of use, place or owner of a registered vehicle (order 164 arts. 18–29, 42), each article its own list. */

const BARS: Readonly<Record<string, Problem>> = {
  被盗抢: block('VEHICLE_STOLEN'),
  注销: block('VEHICLE_CANCELLED'),
  达到报废标准: block('VEHICLE_SCRAP'),
  查封: block('VEHICLE_SEIZED', { agency: '查封机关' }),
}

const barsOf = (vehicle: VehicleRecord | null, states: readonly string[]): Problem[] =>
  (vehicle?.states ?? []).flatMap((state) => {
    const bar = states.includes(state) && Object.hasOwn(BARS, state) ? BARS[state] : undefined
    return bar ? [bar] : []
  })

/** Change registration (art. 21(3) with art. 15(1)(7)(8)(9)): customs control bars a transfer, not a change. */
export const judgeUnbarred = (vehicle: VehicleRecord | null): Problem[] => barsOf(vehicle, Object.keys(BARS))

/** A destroyed car is deregistered unless it is seized or stolen (art. 42 with art. 15(8)(9)); being due for scrapping is no bar. */
export const judgeLossBars = (vehicle: VehicleRecord | null): Problem[] => barsOf(vehicle, ['被盗抢', '查封'])

/** Arts. 21, 29(3): within one year of the last day of use neither use nor place nor owner is changed. */
export const judgeScrapYear = (vehicle: VehicleRecord | null, today: string): Problem[] =>
  vehicle?.scrapOn !== undefined && addMonths(vehicle.scrapOn, -12) <= today ? [block('VEHICLE_SCRAP_1Y')] : []

/** Arts. 26, 42: a pledge is released first, or all three apply together. */
export const judgeNotPledged = (vehicle: VehicleRecord | null): Problem[] =>
  vehicle?.states.includes('质押') ? [block('VEHICLE_PLEDGED')] : []

export const RIDE_HAILING = '预约出租客运'
export const FORMER_RIDE_HAILING = '预约出租转非'

export const judgeRideHailing = (vehicle: VehicleRecord | null): Problem[] =>
  vehicle?.useType === RIDE_HAILING ? [] : [block('USE_TYPE', { use: vehicle?.useType ?? '' })]

/** A permit that still runs is given up first; one that is not on the network is shown as a picture. */
export const judgePermit = (permit: { state: 'valid' | 'cancelled' } | null): Problem[] =>
  permit?.state === 'valid' ? [block('TRANSPORT_PERMIT')] : []

/** Art. 19: a marriage that is not on the network is shown on paper. Art. 45: the number stays after a full year of marriage. */
export function judgeMarriage(marriage: { since: string } | null, shownOnPaper: boolean, today: string): Problem[] {
  if (!marriage) return shownOnPaper ? [] : [block('SPOUSE_MARRIAGE')]
  return addMonths(marriage.since, 12) > today ? [block('MARRIAGE_1Y')] : []
}

/** Art. 18: small and micro passenger cars and motorcycles move from the place of arrival; all others begin where they are. */
export const judgeRelocateKind = (vehicle: VehicleRecord | null): Problem[] =>
  vehicle && /^(K[34]|M)/.test(vehicle.vehicleType) ? [] : [block('RELOCATE_KIND')]

const isHere = (vehicle: VehicleRecord | null, prefixes: readonly string[]): boolean =>
  vehicle !== null && prefixes.some((prefix) => vehicle.plate.startsWith(prefix))

/** Art. 18: who moves away applies where the new home is. */
export const judgeFromElsewhere = (vehicle: VehicleRecord | null, prefixes: readonly string[]): Problem[] =>
  isHere(vehicle, prefixes) ? [block('RELOCATE_HERE')] : []

/** Arts. 18, 27: a number of this city is chosen ahead for a car whose electronic file its old office has passed on. */
export const judgeFilePassed = ({ state }: { state: 'none' | 'pending' | 'sent' }): Problem[] =>
  state === 'sent' ? [] : [block('FILE_NOT_PASSED')]

/** Arts. 16, 18: a car whose file has gone to another office is that office's; the office it goes to is not barred by it. */
export const judgeLeaving = (vehicle: VehicleRecord | null, office: number): Problem[] =>
  vehicle?.leaving && vehicle.leaving.to !== office ? [block('VEHICLE_LEAVING', { place: vehicle.leaving.toName })] : []

/** Arts. 25, 27: a transfer is applied for where the car is registered, or where it is traded. */
export const judgeRegisteredHere = (vehicle: VehicleRecord | null, prefixes: readonly string[]): Problem[] =>
  isHere(vehicle, prefixes) ? [] : [block('VEHICLE_ELSEWHERE')]

/** Arts. 18, 26(6): a car whose inspection has run out brings a passed test and its insurance. */
export function judgeInspectionOrTest(
  vehicle: VehicleRecord | null,
  test: { on: string; passed: boolean } | null,
  policy: { from: string; to: string } | null,
  today: string,
): Problem[] {
  const validTo = vehicle?.inspectionValidTo
  if (validTo === undefined || validTo >= today) return []
  if (!test?.passed || test.on < addMonths(validTo, -3)) return [block('INSPECTION_EXPIRED')]
  return policy && policy.from <= today && policy.to >= today ? [] : [block('INSURANCE_NONE')]
}

/** Art. 29(4) with art. 15(1)(2): the invoice must speak of this car, its owner as seller and the applicant as buyer. */
export function judgeUsedInvoice(
  invoice: UsedCarInvoice | null,
  buyer: { name: string; idNumber: string },
  vehicle: VehicleRecord | null,
): Problem[] {
  if (!invoice || invoice.state !== 'valid') return [block('INVOICE_MISMATCH', { field: '二手车发票' })]
  const fields = [
    invoice.buyerIdNumber === buyer.idNumber && invoice.buyerName === buyer.name ? '' : '购买方',
    invoice.sellerIdNumber === vehicle?.owner.idNumber ? '' : '销售方',
    invoice.vin === vehicle?.vin ? '' : '车辆识别代号',
  ].filter((field) => field !== '')
  return fields.length > 0 ? [block('INVOICE_MISMATCH', { field: fields.join('、') })] : []
}

/** Art. 23(2): registered under a number or paper that the same person had before. */
export const judgeFormerOwner = (
  vehicle: VehicleRecord | null,
  idNumber: string,
  former: readonly string[],
): Problem[] => {
  const registered = vehicle?.owner.idNumber ?? ''
  return registered === idNumber || former.includes(registered) ? [] : [block('NOT_OWNER')]
}
