import { addDays, addMonths } from '#domain/calendar.ts'
import { makeCreditCode, makeResidentId } from '#domain/rules/generate.ts'
import { newCar, registeredCar } from './cars.ts'
import { DEMO_PEOPLE } from './demo-people.ts'
import { COMPANY_PLATES, companyCars, demoCompanies } from './demo-companies.ts'
import { demoCars, demoPersonRecord, RESERVED_PLATES } from './demo-world.ts'
import { NUMBER_PLATES, numberCars } from './demo-plate-cars.ts'
import { yardCars } from './maker-cars.ts'
import { TITLE_PLATES, titleCars } from './demo-title-cars.ts'
import { licenceSince } from './licences.ts'
import { HOSPITALS, isNewEnergy, MODELS } from './models.ts'
import { mobileOf, plate } from './numbers.ts'
import { seeded, type Random } from './random.ts'
import type { Car, MarketCompany, Person, World } from './shapes.ts'

export interface WorldOptions {
  readonly seed: number
  /** Every date in it is relative to this day (YYYY-MM-DD), so that the demo never goes stale. */
  readonly today: string
  /** Persons beside the named ones; cars and licences grow with them. Default 300. */
  readonly people?: number
}

/**
 * A small city: the same seed gives the same persons, numbers, plates and VINs for ever; `today` moves only the dates.
 * For 300 persons: about 280 licences, 350 cars on the road, 60 new cars without plates.
 */
export function makeWorld({ seed, today, people: count = 300 }: WorldOptions): World {
  const random = seeded(seed)
  const numbers = new Set<string>()
  const made = Array.from({ length: count }, (_, n) => person(n, numbers, today, random))
  const plates = new Set<string>([...RESERVED_PLATES, ...COMPANY_PLATES, ...TITLE_PLATES, ...NUMBER_PLATES])
  const road = Array.from({ length: Math.round(count * 1.16) }, (_, n) => roadCar(n, made, plates, today, random))
  const fresh = Array.from({ length: Math.round(count * 0.2) }, (_, n) => {
    const buyer = made[(n * 5 + 2) % made.length]
    return buyer ? [newCar(random.pick(MODELS), buyer, 200_000 + n, today, random)] : []
  }).flat()
  return {
    today,
    people: [...DEMO_PEOPLE.map((each) => demoPersonRecord(each, today)), ...made],
    cars: [
      ...demoCars(today),
      ...companyCars(today),
      ...titleCars(today),
      ...numberCars(today),
      ...yardCars(today),
      ...road,
      ...fresh,
    ],
    companies: [...demoCompanies(today), ...Array.from({ length: 20 }, (_, n) => company(n, today, random))],
  }
}

function person(n: number, numbers: Set<string>, today: string, random: Random): Person {
  const sex = random.chance(0.5) ? 'F' : 'M'
  const birth = `${random.int(1950, 2004)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`
  const idNumber = freeNumber(n, birth, sex, numbers)
  const name = random.pick(FAMILY) + random.pick(sex === 'F' ? WOMEN : MEN)
  const eighteen = addMonths(birth, 18 * 12)
  const issued = addDays(addMonths(today, -12 * random.int(1, 22)), -random.int(1, 360))
  const hasLicence = random.chance(0.93)
  const licence = licenceSince({ idNumber, name }, issued > eighteen ? issued : addDays(eighteen, 60), today, random)
  const pending = random.chance(0.08) ? random.int(1, 3) : 0
  return {
    idNumber,
    name,
    sex,
    birth,
    mobile: mobileOf(n),
    address: `山东省青岛市${random.pick(DISTRICTS)}${random.pick(STREETS)}${random.int(1, 300)}号`,
    idCardValidTo: birth < '1980' ? 'long' : addDays(today, random.int(100, 5000)),
    licence: hasLicence ? licence : null,
    violations: {
      pending,
      items: Array.from({ length: pending }, (_, at) => violation(n, at, today, random)),
      accidentsPending: random.chance(0.01) ? 1 : 0,
      licenceWithheld: hasLicence && licence.state === '扣留',
    },
    medical: random.chance(0.5)
      ? {
          issuedOn: addDays(today, -random.int(5, 300)),
          institution: random.pick(HOSPITALS),
          fitFor: licence.classes,
          fit: true,
        }
      : null,
    ability: null,
  }
}

/** Orders from 100 on; the next free one when somebody born on that day has it. */
function freeNumber(n: number, birth: string, sex: 'F' | 'M', numbers: Set<string>): string {
  for (let at = n; ; at += 1) {
    const number = makeResidentId({ province: '37', birth, sequence: 100 + ((2 * at) % 900) + (sex === 'M' ? 1 : 0) })
    if (numbers.has(number)) continue
    numbers.add(number)
    return number
  }
}

function violation(n: number, at: number, today: string, random: Random): Person['violations']['items'][number] {
  const [code, what, fineFen, points] = random.pick(OFFENCES)
  return {
    noticeNo: `3702${String(n * 10 + at + 1).padStart(11, '0')}`,
    plate: plate(random, false),
    at: `${addDays(today, -random.int(3, 40))}T0${random.int(1, 9)}:15:00.000Z`,
    place: `青岛市${random.pick(STREETS)}`,
    code,
    what,
    fineFen,
    points,
  }
}

function roadCar(n: number, people: readonly Person[], plates: Set<string>, today: string, random: Random): Car {
  const model = random.pick(MODELS)
  const registeredOn = addDays(today, -random.int(20, 365 * 13))
  let number = plate(random, isNewEnergy(model.fuel))
  while (plates.has(number)) number = plate(random, isNewEnergy(model.fuel))
  plates.add(number)
  const owner = random.pick(people)
  const car = registeredCar(model, owner, number, registeredOn, 300_000 + n, today, random)
  const { registration } = car
  if (!registration || random.chance(0.9)) return car
  const state = random.pick(['抵押', '抵押', '查封', '违法未处理', '逾期未检验'] as const)
  return {
    ...car,
    seizure: state === '查封' ? seized(today) : car.seizure,
    registration: {
      ...registration,
      states: [state],
      ...(state === '抵押' ? { mortgagee: LENDER } : {}),
      ...(state === '违法未处理' ? { pendingViolations: 1 + (n % 3) } : {}),
    },
    ...(state === '抵押' && n % 3 > 0 ? { release: RELEASES[n % 3] } : {}),
  }
}

const LENDER = '招商银行股份有限公司青岛分行'
const RELEASES: Readonly<Record<number, NonNullable<Car['release']>>> = {
  1: { networked: true, lender: LENDER, state: 'released' },
  2: { networked: false, lender: LENDER, state: 'pending' },
}

const seized = (today: string): Car['seizure'] => ({
  seized: true,
  orders: [
    {
      court: '青岛市市南区人民法院',
      orderNo: '(2026)鲁0202执保118号',
      from: addDays(today, -90),
      to: addMonths(today, 21),
    },
  ],
})

function company(n: number, today: string, random: Random): MarketCompany {
  return {
    creditCode: makeCreditCode({ province: '37', serial: n + 1 }),
    name: `青岛${random.pick(['海川', '鸿运', '蓝湾', '崂山', '东方'])}${random.pick(['汽车租赁', '物流', '运输', '科技'])}${n + 1}号有限公司`,
    legalRepresentative: random.pick(FAMILY) + random.pick(MEN),
    legalIdNumber: makeResidentId({ province: '37', birth: '1966-06-06', sequence: 101 + 2 * n }),
    state: n % 10 === 9 ? '注销' : '存续',
    since: addDays(today, -random.int(400, 5000)),
  }
}

const two = (n: number): string => String(n).padStart(2, '0')

const FAMILY = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕')
const WOMEN = [
  '秀兰',
  '桂英',
  '丽娟',
  '雪梅',
  '晓燕',
  '婷婷',
  '玉兰',
  '海霞',
  '文静',
  '思琪',
  '雨桐',
  '欣怡',
  '淑芬',
  '慧敏',
  '美玲',
]
const MEN = [
  '建军',
  '志强',
  '海涛',
  '国栋',
  '俊杰',
  '浩然',
  '子轩',
  '明辉',
  '永强',
  '学文',
  '立新',
  '少华',
  '家豪',
  '振宇',
  '德胜',
]
const DISTRICTS = ['市南区', '市北区', '李沧区', '崂山区', '黄岛区', '城阳区', '即墨区', '胶州市', '平度市', '莱西市']
const STREETS = [
  '香港中路',
  '延安三路',
  '山东路',
  '南京路',
  '重庆南路',
  '黑龙江中路',
  '长江东路',
  '正阳路',
  '辽阳西路',
  '海尔路',
]
const OFFENCES = [
  ['1039', '机动车违反规定停放、临时停车,妨碍其他车辆、行人通行', 10_000, 0],
  ['1208', '驾驶机动车不按交通信号灯规定通行', 20_000, 6],
  ['1352', '驾驶机动车在城市快速路以外的道路上行驶超过规定时速20%以上未达到50%', 20_000, 3],
  ['1357', '驾驶机动车不按规定避让行人', 20_000, 3],
] as const
