import { addMonths, shanghaiDate } from '#domain/calendar.ts'
import type { RegisterAnswer, RegisterRequest, VehicleRecord } from '#server/connectors/registry.ts'
import { carOf, carWithPlate, personOf, saveCar, savePerson } from '../city.ts'
import { REFUSED_VIN } from '../magic.ts'
import type { Store } from '../store.ts'
import type { Car, Person } from '../world/shapes.ts'

/**
 * What the register does with an act: its own checks, then the change. By service item; items that change nothing it keeps
 * (appointments, contact of a driver …) are accepted with a registration number.
 */
export function writeRegister(store: Store, { service, data }: RegisterRequest, now: Date): RegisterAnswer {
  const today = shanghaiDate(now)
  const text = (name: string): string => (typeof data[name] === 'string' ? data[name] : '')
  const of: Subject = {
    store,
    today,
    text,
    registrationNo: `3702${today.replaceAll('-', '')}${String(store.next('registration')).padStart(6, '0')}`,
    person: personOf(store, text('idNumber')),
    car: text('vin') ? carOf(store, text('vin')) : carWithPlate(store, text('plate'), text('plateType') || '02'),
  }
  if (REFUSED_VIN.test(text('vin'))) return refused('PARAMETERS_DIFFER', '车辆技术参数与公告不一致')
  const write = WRITERS.find(([items]) => items.test(service))?.[1] ?? accepted
  return write(of)
}

interface Subject {
  readonly store: Store
  readonly today: string
  readonly text: (name: string) => string
  readonly registrationNo: string
  readonly person: Person | undefined
  readonly car: Car | undefined
}

type Writer = (of: Subject) => RegisterAnswer

const accepted = ({ registrationNo }: Subject): RegisterAnswer => ({ state: 'accepted', result: { registrationNo } })
const refused = (code: string, reasonZh: string): RegisterAnswer => ({ state: 'refused', code, reasonZh })

/** First registration: the car gets plates, certificate and owner. */
function registerCar({ store, today, text, registrationNo, car, person }: Subject): RegisterAnswer {
  if (!car) return refused('NO_CERTIFICATE', '未查到该车的出厂合格证信息')
  if (car.registration) return refused('VIN_REGISTERED', '该车辆识别代号已办理注册登记')
  if (!person) return refused('NO_PERSON', '未查到机动车所有人的身份信息')
  const { certificate } = car
  const plateType = text('plateType') || (certificate.fuel === '汽油' || certificate.fuel === '柴油' ? '02' : '52')
  const plate = text('plate')
  if (!plate) return refused('NO_PLATE', '未提供机动车号牌号码')
  if (carWithPlate(store, plate, plateType)) return refused('PLATE_TAKEN', '该号牌号码已被使用')
  const certificateNo = serial(store)
  const registration: VehicleRecord = {
    plate,
    plateType,
    vin: car.vin,
    engineNo: certificate.engineNo,
    brand: certificate.brand,
    model: certificate.model,
    vehicleType: certificate.vehicleType,
    fuel: certificate.fuel,
    seats: certificate.seats,
    colour: certificate.colour,
    useType: text('useType') || '非营运',
    owner: { idNumber: person.idNumber, name: person.name },
    registeredOn: today,
    madeOn: certificate.madeOn,
    inspectionValidTo: addMonths(today, 24),
    states: ['正常'],
    certificateNo,
    contactMobile: text('mobile') || person.mobile,
    replacedTimes12m: 0,
  }
  saveCar(store, { ...car, registration })
  const validity = { validFrom: today, validTo: registration.inspectionValidTo }
  return {
    state: 'accepted',
    result: { registrationNo, certificateNo, vehicleLicenceNo: serial(store), plate, ...validity },
  }
}

/** A new copy of the licence: nothing changes but the count. */
function replaceLicence({ store, registrationNo, person }: Subject): RegisterAnswer {
  const licence = person?.licence
  if (!person || !licence) return refused('NO_LICENCE', '未查到驾驶证')
  if (licence.state !== '正常') return refused('LICENCE_STATE', `驾驶证状态为${licence.state}`)
  savePerson(store, { ...person, licence: { ...licence, replacedTimes12m: licence.replacedTimes12m + 1 } })
  const { fileNo, validFrom, validTo, validityYears } = licence
  return { state: 'accepted', result: { registrationNo, newFileNo: fileNo, validFrom, validTo, validityYears } }
}

/** 6 → 10 → long, unless 12 points were reached in this validity (申领规定 art. 60); counted from the end of the old one. */
function renewLicence({ store, today, registrationNo, person }: Subject): RegisterAnswer {
  const licence = person?.licence
  if (!person || !licence) return refused('NO_LICENCE', '未查到驾驶证')
  if (person.violations.pending > 0) return refused('VIOLATIONS_PENDING', '有未处理完毕的道路交通安全违法行为')
  if (licence.validTo === 'long') return refused('NOT_DUE', '驾驶证长期有效,无需换证')
  const validityYears = licence.fullPointsInValidity ? 6 : licence.validityYears === 6 ? 10 : 'long'
  const validFrom = licence.validTo > today ? licence.validTo : today
  const validTo = validityYears === 'long' ? 'long' : addMonths(validFrom, validityYears * 12)
  savePerson(store, {
    ...person,
    licence: {
      ...licence,
      state: '正常',
      validFrom,
      validTo,
      validityYears,
      photoTakenOn: today,
      fullPointsInValidity: false,
    },
  })
  return { state: 'accepted', result: { registrationNo, newFileNo: licence.fileNo, validFrom, validTo, validityYears } }
}

function replaceCertificate({ store, registrationNo, car }: Subject): RegisterAnswer {
  const registration = car?.registration
  if (!car || !registration) return refused('NO_VEHICLE', '未查到机动车登记')
  const bar = registration.states.find((state) => state === '抵押' || state === '查封')
  if (bar) return refused('VEHICLE_STATE', `机动车状态为${bar}`)
  const certificateNo = serial(store)
  saveCar(store, {
    ...car,
    registration: { ...registration, certificateNo, replacedTimes12m: registration.replacedTimes12m + 1 },
  })
  return { state: 'accepted', result: { registrationNo, certificateNo, plate: registration.plate } }
}

function replacePlateOrVehicleLicence({ store, registrationNo, car }: Subject): RegisterAnswer {
  const registration = car?.registration
  if (!car || !registration) return refused('NO_VEHICLE', '未查到机动车登记')
  saveCar(store, { ...car, registration: { ...registration, replacedTimes12m: registration.replacedTimes12m + 1 } })
  return { state: 'accepted', result: { registrationNo, plate: registration.plate, vehicleLicenceNo: serial(store) } }
}

function changeContact({ store, registrationNo, car, text }: Subject): RegisterAnswer {
  const registration = car?.registration
  if (!car || !registration) return refused('NO_VEHICLE', '未查到机动车登记')
  saveCar(store, {
    ...car,
    registration: { ...registration, contactMobile: text('mobile') || registration.contactMobile },
  })
  return { state: 'accepted', result: { registrationNo, plate: registration.plate } }
}

function releaseMortgage({ store, registrationNo, car }: Subject): RegisterAnswer {
  const registration = car?.registration
  if (!car || !registration) return refused('NO_VEHICLE', '未查到机动车登记')
  const { mortgagee: _, ...rest } = registration
  const states = rest.states.filter((state) => state !== '抵押')
  saveCar(store, { ...car, registration: { ...rest, states: states.length ? states : ['正常'] } })
  return { state: 'accepted', result: { registrationNo, plate: registration.plate } }
}

/** Violations named in `noticeNo` are done with, or all of the driver's; their points are entered. */
function settleViolations({ store, registrationNo, person, text }: Subject): RegisterAnswer {
  if (!person) return refused('NO_PERSON', '未查到驾驶人')
  const { violations, licence } = person
  const notice = text('noticeNo')
  const settled = violations.items.filter((one) => notice === '' || one.noticeNo === notice)
  const items = violations.items.filter((one) => !settled.includes(one))
  const points = settled.reduce((sum, one) => sum + one.points, 0)
  savePerson(store, {
    ...person,
    violations: { ...violations, pending: items.length, items },
    licence: licence && { ...licence, points: licence.points + points },
  })
  return { state: 'accepted', result: { registrationNo } }
}

const serial = (store: Store): string => `3770${String(store.next('certificate')).padStart(8, '0')}`

const WRITERS: readonly (readonly [RegExp, Writer])[] = [
  [/^new-vehicle-registration$/, registerCar],
  [/^licence-replace-/, replaceLicence],
  [/^licence-renew-/, renewLicence],
  [/^registration-cert-replace$/, replaceCertificate],
  [/^(plate-replace|vehicle-licence-replace)$/, replacePlateOrVehicleLicence],
  [/^vehicle-contact-change$/, changeContact],
  [/^mortgage-release$/, releaseMortgage],
  [/^violation-handle$/, settleViolations],
]
