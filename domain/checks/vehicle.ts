import type { VehicleRecord } from '../records.ts'
import type { Problem } from './check.ts'

const block = (code: string, params?: Problem['params']): Problem => ({ code, params, effect: 'block' })

export const judgeOwner = (vehicle: VehicleRecord | null, idNumber: string): Problem[] =>
  vehicle?.owner.idNumber === idNumber ? [] : [block('NOT_OWNER')]

/** Each state of the register that stops title business, with what the person is told. */
const STATE_PROBLEMS: Readonly<Record<string, string>> = {
  被盗抢: 'VEHICLE_STOLEN',
  注销: 'VEHICLE_CANCELLED',
  达到报废标准: 'VEHICLE_SCRAP',
  海关监管: 'VEHICLE_CUSTOMS',
  查封: 'VEHICLE_SEIZED',
}

export const judgeClear = (vehicle: VehicleRecord | null): Problem[] =>
  (vehicle?.states ?? []).flatMap((state) => {
    const code = Object.hasOwn(STATE_PROBLEMS, state) ? STATE_PROBLEMS[state] : undefined
    return code ? [block(code, code === 'VEHICLE_SEIZED' ? { agency: '查封机关' } : undefined)] : []
  })

/** Order 164 art. 32: while mortgaged, owner and creditor must apply together. */
export const judgeMortgage = (vehicle: VehicleRecord | null): Problem[] =>
  vehicle?.states.includes('抵押') ? [block('VEHICLE_MORTGAGED', { bank: vehicle.mortgagee ?? '抵押权人' })] : []

export const judgeSeizure = (answer: { seized: boolean; orders: readonly { court: string }[] }): Problem[] =>
  answer.seized ? [block('VEHICLE_SEIZED', { agency: answer.orders[0]?.court ?? '查封机关' })] : []
