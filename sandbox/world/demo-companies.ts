import { addMonths } from '#domain/calendar.ts'
import { makeCreditCode, makeResidentId } from '#domain/rules/generate.ts'
import { registeredCar } from './cars.ts'
import { demoPerson, type DemoKey } from './demo-people.ts'
import { MODELS, type CarModel } from './models.ts'
import { seeded } from './random.ts'
import type { Car, MarketCompany } from './shapes.ts'

/** Companies of the demo: one with five cars, a maker that inspects its new cars itself, a dealer that is a service station. */
export const DEMO_COMPANIES = {
  haulier: { key: 'zhou-tao', name: '青岛海岚物流有限公司', serial: 9001 },
  maker: { key: 'xu-na', name: '青岛海岚汽车制造有限公司', serial: 9002 },
  dealer: { key: 'luo-yan', name: '青岛众行汽车销售服务有限公司', serial: 9003 },
} as const satisfies Record<string, { key: DemoKey; name: string; serial: number }>

export const creditCodeOf = (company: keyof typeof DEMO_COMPANIES): string =>
  makeCreditCode({ province: '37', serial: DEMO_COMPANIES[company].serial })

/** What the market regulator holds about them. */
export const demoCompanies = (today: string): MarketCompany[] => [
  ...Object.values(DEMO_COMPANIES).map(({ key, name, serial }) =>
    companyOf(today, { name, serial, legal: demoPerson(key) }),
  ),
  companyOf(today, {
    name: '青岛同名贸易有限公司',
    serial: NAMESAKE,
    legal: {
      name: demoPerson('zhang-wei').name,
      idNumber: makeResidentId({ province: '37', birth: '1971-04-04', sequence: 21 }),
    },
  }),
]

/** Its legal representative bears the name of a demo person and is somebody else. */
const NAMESAKE = 9004
export const namesakeCode = (): string => makeCreditCode({ province: '37', serial: NAMESAKE })

const companyOf = (
  today: string,
  { name, serial, legal }: { name: string; serial: number; legal: { name: string; idNumber: string } },
): MarketCompany => ({
  creditCode: makeCreditCode({ province: '37', serial }),
  name,
  legalRepresentative: legal.name,
  legalIdNumber: legal.idNumber,
  state: '存续',
  since: addMonths(today, -60),
})

export const COMPANY_PLATES = ['鲁B1A01H', '鲁B1A02H', '鲁B1A03H', '鲁B1A05H', '鲁B1A06H'] as const

/** The five cars of the haulier. */
export function companyCars(today: string): Car[] {
  const random = seeded(370_201)
  const owner = {
    idNumber: creditCodeOf('haulier'),
    name: DEMO_COMPANIES.haulier.name,
    mobile: demoPerson('zhou-tao').mobile,
  }
  return COMPANY_PLATES.map((plate, n) =>
    registeredCar(modelFor(n), owner, plate, addMonths(today, -12 * (n + 1) - 3), 100_020 + n, today, random),
  )
}

const PETROL = MODELS.filter((model) => model.fuel === '汽油')
const modelFor = (n: number): CarModel => {
  const model = PETROL[n % PETROL.length]
  if (!model) throw new Error('no model')
  return model
}
