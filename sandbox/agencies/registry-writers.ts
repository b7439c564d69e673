import { addDays, shanghaiDate } from '#domain/calendar.ts'
import type { RegisterAnswer, RegisterRequest } from '#server/connectors/registry.ts'
import { carOf, carWithPlate, personOf } from '../city.ts'
import { REFUSED_VIN, TAKEN_VIN } from '../magic.ts'
import type { Store } from '../store.ts'
import { examWriters } from './registry-exam-writers.ts'
import { licenceKeepWriters } from './registry-licence-writers-keep.ts'
import { licenceWriters } from './registry-licence-writers.ts'
import { plateWriters } from './registry-plate-writers.ts'
import { titleWriters } from './registry-title-writers.ts'
import { vehicleWriters } from './registry-vehicle-writers.ts'
import { accepted, refused, type Writing } from './registry-writing.ts'

/**
 * What the register does with an act: its own checks, then the change. By service item; items that change nothing it keeps
 * (appointments, contact of a driver …) are accepted with a registration number.
 */
export function writeRegister(store: Store, { service, data }: RegisterRequest, now: Date): RegisterAnswer {
  const today = shanghaiDate(now)
  const text = (name: string): string => (typeof data[name] === 'string' ? data[name] : '')
  const of: Writing = {
    store,
    today,
    text,
    ticked: (name) => data[name] === true,
    registrationNo: `3702${today.replaceAll('-', '')}${String(store.next('registration')).padStart(6, '0')}`,
    person: personOf(store, text('idNumber')),
    car: text('vin') ? carOf(store, text('vin')) : carWithPlate(store, text('plate'), text('plateType') || '02'),
  }
  if (REFUSED_VIN.test(text('vin'))) return refused('PARAMETERS_DIFFER', '车辆技术参数与公告不一致')
  const number = text('newPlate') || text('plate')
  if (TAKEN_VIN.test(text('vin')) && number && store.next(`refused:${text('vin')}`) === 1)
    return refused('PLATE_TAKEN', `号牌号码${number}已被使用`)
  if (of.car?.registration?.leaving && titleWriters.some(([items]) => items.test(service)))
    return refused('VEHICLE_STATE', '机动车电子档案已转出')
  const write =
    [
      ...vehicleWriters,
      ...titleWriters,
      ...plateWriters,
      ...licenceWriters,
      ...licenceKeepWriters,
      ...examWriters,
    ].find(([items]) => items.test(service))?.[1] ?? accepted
  return withTemporary(of, write(of))
}

/** Who asked for one gets a temporary plate for the time until the plates are made; never beyond the insurance. */
function withTemporary({ store, today, text, car }: Writing, answer: RegisterAnswer): RegisterAnswer {
  if (answer.state !== 'accepted' || text('temporary') !== 'yes') return answer
  const end = addDays(today, UNTIL_MADE - 1)
  const number = `鲁B${String(store.next('temporary') % 10_000).padStart(4, '0')}临`
  const temporaryTo = car?.policy && car.policy.to < end ? car.policy.to : end
  return { ...answer, result: { ...answer.result, temporaryPlate: number, temporaryFrom: today, temporaryTo } }
}

/** Days (order 164 arts. 47, 51). */
const UNTIL_MADE = 15
