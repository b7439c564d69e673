import { addDays, addMonths } from '#domain/calendar.ts'
import { nextInspection } from '#domain/checks/inspection.ts'
import { TEMPORARY } from '#domain/checks/new-vehicle.ts'
import type { RegisterAnswer, VehicleRecord } from '#server/connectors/registry.ts'
import { carWithPlate, saveCar } from '../city.ts'
import { accepted, refused, serial, type Writers, type Writing } from './registry-writing.ts'

/** What the register does with acts about vehicles. */
export const vehicleWriters: Writers = [
  [/^new-vehicle-registration$/, registerCar],
  [/^new-car-temp-plate$/, giveTemporaryPlate],
  [/^registration-cert-replace$/, replaceCertificate],
  [/^(plate-replace|vehicle-licence-replace)$/, replacePlateOrVehicleLicence],
  [/^inspection-mark-replace$/, replaceMark],
  [/^inspection-exempt-mark$/, giveMark],
  [/^vehicle-contact-change$/, changeContact],
  [/^owner-name-address-change$/, renewOwner],
  [/^registration-correction$/, correctEntry],
  [/^mortgage-release$/, releaseMortgage],
]

/** First registration: the car gets plates, certificate and owner. */
function registerCar({ store, today, text, registrationNo, car, person }: Writing): RegisterAnswer {
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

function replaceCertificate({ store, registrationNo, car }: Writing): RegisterAnswer {
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

function replacePlateOrVehicleLicence({ store, registrationNo, car }: Writing): RegisterAnswer {
  const registration = car?.registration
  if (!car || !registration) return refused('NO_VEHICLE', '未查到机动车登记')
  saveCar(store, { ...car, registration: { ...registration, replacedTimes12m: registration.replacedTimes12m + 1 } })
  return { state: 'accepted', result: { registrationNo, plate: registration.plate, vehicleLicenceNo: serial(store) } }
}

function changeContact({ store, registrationNo, car, text }: Writing): RegisterAnswer {
  const registration = car?.registration
  if (!car || !registration) return refused('NO_VEHICLE', '未查到机动车登记')
  saveCar(store, {
    ...car,
    registration: { ...registration, contactMobile: text('newMobile') || registration.contactMobile },
  })
  return { state: 'accepted', result: { registrationNo, plate: registration.plate } }
}

function releaseMortgage({ store, registrationNo, car }: Writing): RegisterAnswer {
  const registration = car?.registration
  if (!car || !registration) return refused('NO_VEHICLE', '未查到机动车登记')
  const { mortgagee: _, ...rest } = registration
  const states = rest.states.filter((state) => state !== '抵押')
  saveCar(store, { ...car, registration: { ...rest, states: states.length ? states : ['正常'] } })
  return { state: 'accepted', result: { registrationNo, plate: registration.plate } }
}

function giveTemporaryPlate(of: Writing): RegisterAnswer {
  const { store, car, today, text } = of
  if (!car) return refused('NO_CERTIFICATE', '未查到该车的出厂合格证信息')
  if (car.registration) return refused('VIN_REGISTERED', '该车辆识别代号已办理注册登记')
  const issued = car.temporaryPlates ?? 0
  if (issued >= TEMPORARY.times) return refused('TEMP_3', '该车已核发三次临时行驶车号牌')
  const days = Math.min(TEMPORARY.days, Number(text('days')) || TEMPORARY.days)
  const end = addDays(today, days - 1)
  const validTo = car.policy && car.policy.to < end ? car.policy.to : end
  saveCar(store, { ...car, temporaryPlates: issued + 1 })
  return accepted(of, {
    plate: `鲁B${String(store.next('temporary') % 10_000).padStart(4, '0')}临`,
    validFrom: today,
    validTo,
  })
}

/** Changes the registration of a car that has one. */
function rewrite(
  of: Writing,
  change: (registration: VehicleRecord) => VehicleRecord | string,
  result: (registration: VehicleRecord) => Parameters<typeof accepted>[1],
): RegisterAnswer {
  const { store, car } = of
  if (!car?.registration) return refused('NO_VEHICLE', '未查到机动车登记')
  const registration = change(car.registration)
  if (typeof registration === 'string') return refused('VEHICLE_STATE', registration)
  saveCar(store, { ...car, registration })
  return accepted(of, { plate: registration.plate, ...result(registration) })
}

const validity = ({ inspectionValidTo }: VehicleRecord) => ({ validTo: inspectionValidTo })

function replaceMark(of: Writing): RegisterAnswer {
  return rewrite(of, (r) => (r.inspectionValidTo < of.today ? '机动车已超过检验有效期' : r), validity)
}

function giveMark(of: Writing): RegisterAnswer {
  return rewrite(
    of,
    (r) => ({ ...r, inspectionValidTo: nextInspection(r.registeredOn, r.inspectionValidTo) }),
    validity,
  )
}

/** The owner's name is the one the police have. */
function renewOwner(of: Writing): RegisterAnswer {
  return rewrite(
    of,
    (r) => ({ ...r, owner: { ...r.owner, name: of.person?.name ?? r.owner.name } }),
    ({ owner }) => ({ name: owner.name, vehicleLicenceNo: serial(of.store) }),
  )
}

/** Entries that stand on the vehicle licence; the others are only in the file. */
function correctEntry(of: Writing): RegisterAnswer {
  const value = of.text('shouldBe')
  const correct = (r: VehicleRecord): VehicleRecord => {
    switch (of.text('item')) {
      case 'name':
        return { ...r, owner: { ...r.owner, name: value } }
      case 'colour':
        return { ...r, colour: value }
      case 'vehicleType':
        return { ...r, vehicleType: value }
      case 'registeredOn':
        return /^\d{4}-\d{2}-\d{2}$/.test(value) ? { ...r, registeredOn: value } : r
      default:
        return r
    }
  }
  return rewrite(of, correct, ({ owner, colour, vehicleType, registeredOn }) => ({
    name: owner.name,
    colour,
    vehicleType,
    registeredOn,
    vehicleLicenceNo: serial(of.store),
  }))
}
