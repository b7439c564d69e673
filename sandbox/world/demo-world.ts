import { addDays, addMonths } from '#domain/calendar.ts'
import type { LicenceRecord } from '#server/connectors/registry.ts'
import { newCar, registeredCar } from './cars.ts'
import { driverStory } from './demo-drivers.ts'
import { demoPerson, type DemoKey, type DemoPerson } from './demo-people.ts'
import { titleStory } from './demo-titles.ts'
import { licenceEnding } from './licences.ts'
import { MODELS, type CarModel } from './models.ts'
import { seeded, type Random } from './random.ts'
import type { Car, Person } from './shapes.ts'

/** New cars of 刘洋 in perfect order whose VIN makes one agency or another misbehave (magic.ts). */
const MAGIC_SERIALS = [9901, 9902, 9903, 9904, 9905, 9906, 9907, 9908]

export const RESERVED_PLATES = [
  '鲁B12345',
  '鲁B6A688',
  '鲁B8C919',
  '鲁U5D277',
  '鲁B3E527',
  '鲁B7F083',
  '鲁U2G416',
] as const

/** The papers of one named person. */
export function demoPersonRecord(who: DemoPerson, today: string): Person {
  const { idNumber, name, sex, birth, mobile, address, key } = who
  const licence = licenceOf(who, today)
  const medical = ['chen-jing', 'li-jianguo', 'zheng-kai', 'huang-li', 'he-ping'].includes(key)
  const plain: Person = {
    idNumber,
    name,
    sex,
    birth,
    mobile,
    address,
    idCardValidTo: birth < '1980' ? 'long' : addMonths(today, 60),
    licence,
    violations:
      key === 'zheng-kai'
        ? pendingViolations(today)
        : { pending: 0, items: [], accidentsPending: 0, licenceWithheld: false },
    medical: medical
      ? { issuedOn: addDays(today, -20), institution: '青岛市市立医院', fitFor: ['C1', 'C2', 'C6'], fit: true }
      : null,
    ability:
      key === 'li-jianguo' ? { takenOn: addDays(today, -20), institution: '青岛市市立医院', passed: true } : null,
  }
  return { ...plain, ...driverStory(key, plain, today), ...titleStory(key, today) }
}

/** The cars of the named persons; their VINs never change. */
export function demoCars(today: string): Car[] {
  const random = seeded(370_200)
  const own = (key: DemoKey, model: CarModel, plate: string, years: number, serial: number): Car =>
    registeredCar(model, demoPerson(key), plate, addMonths(today, -12 * years - 2), serial, today, random)
  const buy = (key: DemoKey, model: CarModel, serial: number): Car =>
    newCar(model, demoPerson(key), serial, today, random)
  return [
    own('wang-xiuying', modelOf('SVW7156朗逸'), '鲁B12345', 3, 100_001),
    own('zhang-wei', modelOf('SC6469CS75'), '鲁B6A688', 5, 100_002),
    own('zheng-kai', modelOf('JL7152帝豪'), '鲁U5D277', 7, 100_003),
    mortgaged(own('wu-fang', modelOf('FV7148速腾'), '鲁B8C919', 2, 100_004)),
    buy('liu-yang', modelOf('BYD7006元PLUS'), 100_011),
    buy('zhao-min', modelOf('TV7121卡罗拉'), 100_012),
    troubled(buy('sun-lei', modelOf('BYD7152秦PLUS'), 100_013)),
    nearlyTwoYears(today, random),
    paidOff(own('xu-na', modelOf('FV7148速腾'), '鲁B7F083', 4, 100_006)),
    underOldName(own('cao-ning', modelOf('SVW7156朗逸'), '鲁U2G416', 3, 100_007)),
    ...MAGIC_SERIALS.map((serial) => buy('liu-yang', modelOf('BYD7006元PLUS'), serial)),
  ]
}

function licenceOf(who: DemoPerson, today: string): LicenceRecord | null {
  const random = seeded(Number(who.mobile.slice(-5)))
  const ending = (validTo: string): LicenceRecord =>
    licenceEnding({ idNumber: who.idNumber, name: who.name }, validTo, random)
  switch (who.key) {
    case 'chen-jing':
      return ending(addDays(today, 40))
    case 'li-jianguo':
      return ending(addDays(today, 60))
    case 'zheng-kai':
      return { ...ending(addDays(today, 30)), points: 9 }
    case 'huang-li':
      return { ...ending(addMonths(today, -14)), state: '逾期未换证' }
    case 'he-ping':
      return { ...ending(addMonths(today, 30)), classes: ['A2'] }
    case 'luo-yan':
      return {
        ...ending(addMonths(today, 30)),
        fileNo: '370100245183',
        issuingOffice: '山东省济南市公安局交通警察支队',
      }
    case 'tang-jun':
      return { ...ending(addMonths(today, 30)), classes: ['B2'] }
    case 'cao-ning':
      return { ...ending(addMonths(today, 30)), name: OLD_NAME }
    case 'zhou-tao':
      return ending(addMonths(today, 12))
    default:
      return ending(addMonths(today, 40))
  }
}

function pendingViolations(today: string): Person['violations'] {
  const item = (n: number, code: string, what: string, fineFen: number, points: number) => ({
    noticeNo: `370200000000${n}00`,
    plate: '鲁U5D277',
    at: `${addDays(today, -10 * n)}T01:30:00.000Z`,
    place: '青岛市香港中路与山东路路口',
    code,
    what,
    fineFen,
    points,
  })
  return {
    pending: 2,
    items: [
      item(1, '1208', '驾驶机动车不按交通信号灯规定通行', 20_000, 6),
      item(2, '1039', '机动车违反规定停放、临时停车,妨碍其他车辆、行人通行', 10_000, 0),
    ],
    accidentsPending: 0,
    licenceWithheld: false,
  }
}

function mortgaged(car: Car): Car {
  if (!car.registration) return car
  return {
    ...car,
    registration: { ...car.registration, states: ['抵押'], mortgagee: '中国工商银行股份有限公司青岛市分行' },
  }
}

/** Its first mark ends in a month: the next one comes without a test. */
const nearlyTwoYears = (today: string, random: Random): Car =>
  registeredCar(
    modelOf('SVW7156朗逸'),
    demoPerson('tang-jun'),
    '鲁B3E527',
    addMonths(today, -23),
    100_005,
    today,
    random,
  )

/** The lender has confirmed that the loan is paid off. */
function paidOff(car: Car): Car {
  const held = mortgaged(car)
  const lender = held.registration?.mortgagee ?? ''
  return { ...held, release: { networked: true, lender, state: 'released' } }
}

const OLD_NAME = '曹柠'

function underOldName(car: Car): Car {
  if (!car.registration) return car
  return { ...car, registration: { ...car.registration, owner: { ...car.registration.owner, name: OLD_NAME } } }
}

/** Three faults at once: the applicant must be told all of them in one go. */
function troubled(car: Car): Car {
  return { ...car, purchaseTax: null, policy: null, invoice: car.invoice && { ...car.invoice, buyerName: '孙雷' } }
}

function modelOf(name: string): CarModel {
  const model = MODELS.find((each) => each.model === name)
  if (!model) throw new RangeError(`no model ${name}`)
  return model
}
