import { addDays, addMonths } from '#domain/calendar.ts'
import { makeVin } from '#domain/rules/generate.ts'
import type { VehicleRecord } from '#server/connectors/registry.ts'
import { COLOURS, INSURERS, isNewEnergy, type CarModel } from './models.ts'
import type { Random } from './random.ts'
import type { Car, Person } from './shapes.ts'

type Buyer = Pick<Person, 'idNumber' | 'name' | 'mobile'>

/** A car that left the factory a few weeks ago, sold to `buyer`, with everything in order but no plates. */
export function newCar(model: CarModel, buyer: Buyer, serial: number, today: string, random: Random): Car {
  const madeOn = addDays(today, -random.int(30, 90))
  const soldOn = addDays(today, -random.int(3, 20))
  const number = makeVin({ wmi: model.wmi, descriptor: 'N1A2B', year: NEW_CAR_YEAR, serial })
  const instant = (date: string) => `${date}T02:00:00.000Z`
  const tax = Math.round((model.priceFen / 1.13) * 0.1)
  const exempt = model.fuel === '纯电动'
  return {
    vin: number,
    certificate: certificate(model, number, madeOn, serial, random),
    preInspection: model.preInspects
      ? { inspectedAt: instant(addDays(madeOn, 1)), maker: model.maker, passed: true }
      : null,
    invoice: {
      invoiceNo: `2637${String(serial).padStart(16, '0')}`,
      buyerName: buyer.name,
      buyerIdNumber: buyer.idNumber,
      vin: number,
      priceFen: model.priceFen,
      issuedOn: soldOn,
      state: 'valid',
    },
    purchaseTax: taxRecord('GZ', serial, exempt ? 0 : tax, addDays(soldOn, 1)),
    vesselTax: taxRecord('CC', serial, isNewEnergy(model.fuel) ? 0 : 42_000, addDays(soldOn, 1)),
    policy: {
      policyNo: `PDZA2637${String(serial).padStart(12, '0')}`,
      insurer: random.pick(INSURERS),
      from: addDays(soldOn, 1),
      to: addDays(addMonths(addDays(soldOn, 1), 12), -1),
    },
    emission: {
      standard: exempt ? '零排放' : '国六b',
      published: true,
      publicationNo: `CN QC G6 Z2 0${String(serial).padStart(9, '0')}`,
    },
    seizure: { seized: false, orders: [] },
    registration: null,
  }
}

/** A car on the road since `registeredOn`. */
export function registeredCar(
  model: CarModel,
  owner: Buyer,
  plate: string,
  registeredOn: string,
  serial: number,
  today: string,
  random: Random,
): Car {
  const fresh = newCar(model, owner, serial, registeredOn, random)
  const number = makeVin({ wmi: model.wmi, descriptor: 'R3C4D', year: 2012 + (serial % 12), serial })
  const from = lastAnniversary(registeredOn, today)
  const { certificate: paper } = fresh
  const registration: VehicleRecord = {
    plate,
    plateType: isNewEnergy(model.fuel) ? '52' : '02',
    vin: number,
    engineNo: paper.engineNo,
    brand: model.brand,
    model: model.model,
    vehicleType: paper.vehicleType,
    fuel: model.fuel,
    seats: model.seats,
    colour: paper.colour,
    useType: '非营运',
    owner: { idNumber: owner.idNumber, name: owner.name },
    registeredOn,
    madeOn: paper.madeOn,
    inspectionValidTo: inspectionValidTo(registeredOn, today),
    states: ['正常'],
    certificateNo: `37${String(serial).padStart(10, '0')}`,
    contactMobile: owner.mobile,
    replacedTimes12m: 0,
  }
  return {
    ...fresh,
    vin: number,
    certificate: { ...paper, vin: number },
    invoice: fresh.invoice && { ...fresh.invoice, vin: number },
    policy: fresh.policy && { ...fresh.policy, from, to: addDays(addMonths(from, 12), -1) },
    vesselTax: fresh.vesselTax && { ...fresh.vesselTax, on: from },
    registration,
  }
}

/** Fixed, so that the VINs of the demo stay the same when the year turns. */
const NEW_CAR_YEAR = 2026

function certificate(
  model: CarModel,
  number: string,
  madeOn: string,
  serial: number,
  random: Random,
): Car['certificate'] {
  return {
    certNo: `W${model.wmi}${String(serial).padStart(11, '0')}`,
    vin: number,
    maker: model.maker,
    brand: model.brand,
    model: model.model,
    engineNo: `${random.pick(['EA2', 'TZ1', 'BYD', 'JLH'])}${random.digits(7)}`,
    colour: random.pick(COLOURS),
    seats: model.seats,
    fuel: model.fuel,
    vehicleType: model.vehicleType,
    madeOn,
    announcementMatch: true,
  }
}

function taxRecord(kind: string, serial: number, amountFen: number, on: string): NonNullable<Car['purchaseTax']> {
  return {
    state: amountFen === 0 ? 'exempt' : 'paid',
    certificateNo: `${kind}37${String(serial).padStart(10, '0')}`,
    amountFen,
    on,
  }
}

function lastAnniversary(since: string, today: string): string {
  let date = since
  for (let years = 1; addMonths(since, 12 * years) <= today; years += 1) date = addMonths(since, 12 * years)
  return date
}

/** Mark every two years for ten years, then every year (登记规定 and the reform of 2022). */
function inspectionValidTo(registeredOn: string, today: string): string {
  let months = 0
  while (addMonths(registeredOn, months) <= today) months += months < 120 ? 24 : 12
  return addMonths(registeredOn, months)
}
