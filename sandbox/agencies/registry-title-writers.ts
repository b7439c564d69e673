import { addDays, addMonths } from '#domain/calendar.ts'
import { nextInspection } from '#domain/checks/inspection.ts'
import { BINDINGS } from '#domain/checks/vehicle-rights.ts'
import { SPECIAL_DAYS } from '#domain/checks/vehicle-road.ts'
import { FORMER_RIDE_HAILING, RIDE_HAILING } from '#domain/checks/vehicle-title.ts'
import type { RegisterAnswer, VehicleRecord } from '#server/connectors/registry.ts'
import { carsBoundTo, carWithPlate, personOf, saveCar } from '../city.ts'
import type { Car } from '../world/shapes.ts'
import { accepted, refused, serial, type Writers, type Writing } from './registry-writing.ts'

/** What the register does with acts about the title, the place, the use and the users of a registered vehicle. */
export const titleWriters: Writers = [
  [/^use-type-change-ride-hailing-out$/, endRideHailing],
  [/^spouse-co-owner-change$/, changeToSpouse],
  [/^vehicle-relocate$/, moveHere],
  [/^vehicle-transfer-registration$/, transfer],
  [/^owner-identity-record-change$/, newIdentity],
  [/^mortgage-register$/, mortgage],
  [/^pledge-record$/, pledge],
  [/^vehicle-loss-deregistration$/, deregister],
  [/^inspection-mark-issue$/, issueMark],
  [/^vehicle-bind-non-owned$/, bind],
  [/^vehicle-affiliation-apply$/, attach],
  [/^oversize-temp-plate$/, giveSpecialPlate],
]

export type Registered = Car & { registration: VehicleRecord }

/** Changes a car that is registered; what bars every change of title bars it here too. */
export function change(
  of: Writing,
  bars: readonly string[],
  write: (car: Registered) => Car | string,
  result: (registration: VehicleRecord, before: VehicleRecord) => Parameters<typeof accepted>[1] = () => ({}),
): RegisterAnswer {
  const { store, car } = of
  if (!car?.registration) return refused('NO_VEHICLE', '未查到机动车登记')
  const before = car.registration
  const bar = before.states.find((state) => bars.includes(state))
  if (bar) return refused('VEHICLE_STATE', `机动车状态为${bar}`)
  const changed = write({ ...car, registration: before })
  if (typeof changed === 'string') return refused('VEHICLE_STATE', changed)
  saveCar(store, changed)
  const registration = changed.registration ?? before
  return accepted(of, { plate: registration.plate, ...result(registration, before) })
}

export const TITLE_BARS = ['被盗抢', '查封', '注销', '达到报废标准']
/** 正常 stands alone; every other state takes its place. */
const withState = (states: VehicleRecord['states'], state: VehicleRecord['states'][number]) => [
  ...states.filter((one) => one !== '正常' && one !== state),
  state,
]
function withoutState(states: VehicleRecord['states'], state: string): VehicleRecord['states'] {
  const left = states.filter((one) => one !== state)
  return left.length > 0 ? left : ['正常']
}

/** Order 164 art. 44: two years, for who had car and number for a year. */
export function formerPlate({ today }: Writing, { plate, ownedSince, registeredOn }: VehicleRecord) {
  return addMonths(ownedSince ?? registeredOn, 12) <= today
    ? { formerPlate: plate, formerPlateUntil: addMonths(today, 24) }
    : {}
}

function endRideHailing(of: Writing): RegisterAnswer {
  return change(
    of,
    TITLE_BARS,
    (car) =>
      car.registration.useType === RIDE_HAILING
        ? { ...car, registration: { ...car.registration, useType: FORMER_RIDE_HAILING } }
        : `使用性质为${car.registration.useType}`,
    ({ useType }) => ({ useType, vehicleLicenceNo: serial(of.store) }),
  )
}

function changeToSpouse(of: Writing): RegisterAnswer {
  const owner = { idNumber: of.text('spouseId'), name: of.text('spouseName') }
  return change(
    of,
    [...TITLE_BARS, '抵押'],
    (car) => {
      // The register's own look at the names: who is not the holder of the number becomes no owner.
      if (personOf(of.store, owner.idNumber)?.name !== owner.name) return '变更后所有人的身份信息不符'
      return { ...car, registration: { ...car.registration, owner, ownedSince: of.today } }
    },
    () => ({ name: owner.name, vehicleLicenceNo: serial(of.store) }),
  )
}

/** A new number of this city; the old one is kept for its owner. */
export function renumber(of: Writing, car: Registered): Registered | string {
  const [plate, plateType] = [of.text('newPlate'), of.text('newPlateType')]
  if (!plate) return '未提供机动车号牌号码'
  if (carWithPlate(of.store, plate, plateType)) return '该号牌号码已被使用'
  return { ...car, registration: { ...car.registration, plate, plateType } }
}

function moveHere(of: Writing): RegisterAnswer {
  return change(
    of,
    [...TITLE_BARS, '抵押'],
    (car) => (car.file ? renumber(of, car) : '电子档案尚未转递'),
    (_after, before) => ({ vehicleLicenceNo: serial(of.store), ...formerPlate(of, before) }),
  )
}

function transfer(of: Writing): RegisterAnswer {
  const { person, today } = of
  return change(
    of,
    [...TITLE_BARS, '抵押', '质押', '海关监管'],
    (car) => {
      const numbered = renumber(of, car)
      if (typeof numbered === 'string') return numbered
      if (!person) return '未查到现机动车所有人的身份信息'
      const { boundTo: _bound, attachedTo: _attached, ...rest } = numbered
      const owner = { idNumber: person.idNumber, name: person.name }
      const registration = { ...numbered.registration, owner, ownedSince: today, contactMobile: of.text('mobile') }
      return { ...rest, registration }
    },
    ({ owner }, before) => ({ name: owner.name, vehicleLicenceNo: serial(of.store), ...formerPlate(of, before) }),
  )
}

function newIdentity(of: Writing): RegisterAnswer {
  const { person } = of
  return change(
    of,
    ['被盗抢', '注销', '达到报废标准'],
    (car) =>
      person
        ? {
            ...car,
            registration: { ...car.registration, owner: { idNumber: person.idNumber, name: person.name } },
          }
        : '未查到机动车所有人的身份信息',
    ({ owner }) => ({ name: owner.name }),
  )
}

function mortgage(of: Writing): RegisterAnswer {
  return change(of, [...TITLE_BARS, '海关监管'], (car) => {
    const mortgagee = of.text('creditor') === 'bank' ? car.contract?.lender : of.text('creditorName')
    if (!mortgagee) return '没有抵押合同信息'
    const { registration } = car
    return { ...car, registration: { ...registration, states: withState(registration.states, '抵押'), mortgagee } }
  })
}

function pledge(of: Writing): RegisterAnswer {
  if (of.text('action') === 'release')
    return change(of, ['查封'], (car) => {
      const { pledgee: _gone, ...registration } = car.registration
      return { ...car, registration: { ...registration, states: withoutState(registration.states, '质押') } }
    })
  return change(of, [...TITLE_BARS, '海关监管'], (car) => ({
    ...car,
    registration: {
      ...car.registration,
      states: withState(car.registration.states, '质押'),
      pledgee: of.text('pledgeeName'),
    },
  }))
}

function deregister(of: Writing): RegisterAnswer {
  return change(
    of,
    ['被盗抢', '查封', '抵押', '质押', '注销'],
    (car) => ({ ...car, registration: { ...car.registration, states: ['注销'] } }),
    (_after, before) => ({ deregistrationNo: `ZX${serial(of.store)}`, ...formerPlate(of, before) }),
  )
}

function issueMark(of: Writing): RegisterAnswer {
  return change(
    of,
    ['被盗抢', '注销', '达到报废标准'],
    (car) => {
      const { registeredOn, inspectionValidTo } = car.registration
      if (!car.safetyTest?.passed) return '没有安全技术检验合格的结果'
      const next = nextInspection(registeredOn, inspectionValidTo)
      return { ...car, registration: { ...car.registration, inspectionValidTo: next } }
    },
    ({ inspectionValidTo }) => ({ validTo: inspectionValidTo }),
  )
}

function bind(of: Writing): RegisterAnswer {
  const idNumber = of.text('idNumber')
  return change(of, ['注销'], (car) => {
    const bound = (car.boundTo ?? []).filter((one) => one !== idNumber)
    if (bound.length >= BINDINGS.ofCar) return '该车已被三名非车主备案'
    if (carsBoundTo(of.store, idNumber) >= BINDINGS.ofDriver) return '您已备案三辆非本人机动车'
    return { ...car, boundTo: [...bound, idNumber] }
  })
}

function attach(of: Writing): RegisterAnswer {
  return change(of, ['被盗抢', '注销', '达到报废标准'], (car) => ({
    ...car,
    attachedTo: { idNumber: of.text('idNumber'), until: of.text('until') },
  }))
}

/** From the first day on, never beyond the insurance; a vehicle that had none before is not known as a special one. */
function giveSpecialPlate(of: Writing): RegisterAnswer {
  const { store, car, today, text } = of
  if (!car?.specialPlates) return refused('OVERSIZE_FIRST', '首次申领须到窗口')
  const from = text('from') > today ? text('from') : today
  const days = Math.min(SPECIAL_DAYS, Number(text('days')) || SPECIAL_DAYS)
  const end = addDays(from, days - 1)
  const validTo = car.policy && car.policy.to < end ? car.policy.to : end
  const number = `鲁B${String(store.next('temporary') % 10_000).padStart(4, '0')}超`
  saveCar(store, { ...car, specialPlates: { issued: car.specialPlates.issued + 1, number, validTo } })
  return accepted(of, { plate: number, validFrom: from, validTo })
}
