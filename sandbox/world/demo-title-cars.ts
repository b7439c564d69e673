import { addDays, addMonths } from '#domain/calendar.ts'
import { RIDE_HAILING } from '#domain/checks/vehicle-title.ts'
import { makeCreditCode } from '#domain/rules/generate.ts'
import { newCar, registeredCar } from './cars.ts'
import { creditCodeOf, DEMO_COMPANIES } from './demo-companies.ts'
import { demoPerson, type DemoKey } from './demo-people.ts'
import { FORMER_NUMBER } from './demo-titles.ts'
import { MODELS, type CarModel } from './models.ts'
import { seeded } from './random.ts'
import type { Car } from './shapes.ts'

export const TITLE_PLATES = [
  '鲁B4H518',
  '鲁B9J631',
  '鲁A7L862',
  '鲁B2K745',
  '鲁U6M903',
  '鲁B5N127',
  '鲁B1P384',
  '鲁B0Q456',
] as const

/** The lender that uploaded 胡斌's contract. */
export const LOAN = {
  lender: '青岛海岚汽车金融有限公司',
  creditCode: makeCreditCode({ province: '37', serial: 9_011 }),
  contractNo: 'DY2026-118',
} as const

/** The cars of the persons of demo-titles.ts, and the haulier's special vehicle; VINs never change. */
export function titleCars(today: string): Car[] {
  const random = seeded(370_203)
  const own = (key: DemoKey, plate: string, months: number, serial: number): Car =>
    registeredCar(model(serial), demoPerson(key), plate, addMonths(today, -months), serial, today, random)
  const [shared, hailed, moving, sold, charged, burnt, tested, renumbered] = TITLE_PLATES
  const [buyer, seller] = [demoPerson('shi-yun'), demoPerson('dong-hao')]
  const traded = own('dong-hao', sold, 50, 100_044)
  return [
    own('gao-lei', shared, 38, 100_041),
    // Eight years of ride-hailing are allowed from the first registration (scrapping rules art. 5, city rules).
    rewritten(
      { ...own('fan-qiang', hailed, 40, 100_042), transportPermit: permitOf(today) },
      { useType: RIDE_HAILING, scrapOn: addMonths(today, 56) },
    ),
    own('ma-chao', moving, 30, 100_043),
    {
      ...traded,
      usedInvoice: {
        invoiceNo: '263700000000100044',
        sellerIdNumber: seller.idNumber,
        buyerName: buyer.name,
        buyerIdNumber: buyer.idNumber,
        vin: traded.vin,
        priceFen: 6_800_000,
        issuedOn: addDays(today, -2),
        state: 'valid',
      },
    },
    { ...own('hu-bin', charged, 28, 100_045), contract: { ...LOAN, signedOn: addDays(today, -1) } },
    own('xie-fang', burnt, 64, 100_046),
    {
      // Six years in a month: this time the test cannot be left out.
      ...own('peng-yu', tested, 71, 100_047),
      safetyTest: {
        reportNo: 'JC37020000118',
        station: '青岛海岚机动车检测有限公司',
        on: addDays(today, -3),
        passed: true,
      },
    },
    rewritten(own('yu-hong', renumbered, 52, 100_048), {
      owner: { idNumber: FORMER_NUMBER, name: demoPerson('yu-hong').name },
    }),
    specialVehicle(today),
  ]
}

function permitOf(today: string): NonNullable<Car['transportPermit']> {
  return { number: '370202011878', state: 'cancelled', cancelledOn: addDays(today, -6) }
}

/** Too long to be registered; it has had one temporary plate, issued at the counter. */
function specialVehicle(today: string): Car {
  const owner = {
    idNumber: creditCodeOf('haulier'),
    name: DEMO_COMPANIES.haulier.name,
    mobile: demoPerson('zhou-tao').mobile,
  }
  return {
    ...newCar(model(0), owner, 100_049, today, seeded(370_204)),
    specialPlates: { issued: 1, number: '鲁B0007超', validTo: addDays(today, -5) },
  }
}

function rewritten(car: Car, change: Partial<NonNullable<Car['registration']>>): Car {
  return car.registration ? { ...car, registration: { ...car.registration, ...change } } : car
}

const PETROL = MODELS.filter((each) => each.fuel === '汽油')
function model(serial: number): CarModel {
  const found = PETROL[serial % PETROL.length]
  if (!found) throw new Error('no model')
  return found
}
