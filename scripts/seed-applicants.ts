import type { CaseSubject } from '#domain/case.ts'
import type { World } from '#sandbox/world/shapes.ts'
import { DEMO_PEOPLE } from '#sandbox/world/demo-people.ts'
import type { SeededRandom } from './seed-random.ts'

export interface Applicant {
  name: string
  idNumber: string
  mobile: string
  address: string
  service: string
  subject: CaseSubject
  /** Pure electric and plug-in cars take new-energy plates. */
  newEnergy: boolean
}

type Person = World['people'][number]
type Car = World['cars'][number]

/** Hands out people of the made world who could really ask for a service; the named demo persons stay untouched for the visitor. */
export function applicants(world: World, random: SeededRandom) {
  const named = new Set(DEMO_PEOPLE.map((p) => p.idNumber))
  const people = world.people.filter((p) => !named.has(p.idNumber))
  const byId = new Map(people.map((p) => [p.idNumber, p]))
  const licensed = people.filter((p) => p.licence?.state === '正常')
  const owned = world.cars.filter(
    (c) =>
      c.registration &&
      byId.has(c.registration.owner.idNumber) &&
      c.registration.states.length === 1 &&
      c.registration.states[0] === '正常',
  )
  const fresh = world.cars.filter((c) => !c.registration && c.invoice && byId.has(c.invoice.buyerIdNumber))
  let [l, o, f] = [0, 0, 0]
  return {
    next(services: readonly string[]): Applicant | undefined {
      const service = random.pick(services)
      if (service === 'new-vehicle-registration') return newCar(fresh[f++], byId)
      if (service === 'registration-cert-replace') return ownCar(owned[o++], byId)
      return driver(licensed[l++ % Math.max(1, licensed.length)], service)
    },
  }
}

/** The demo's own people who hold a licence in order, as applicants of the past. */
export const namedDrivers = (world: World): Applicant[] =>
  DEMO_PEOPLE.flatMap(({ idNumber }) => {
    const person = world.people.find((p) => p.idNumber === idNumber)
    return person?.licence?.state === '正常' ? (driver(person, 'licence-replace-damaged') ?? []) : []
  })

const who = (p: Person) => ({ name: p.name, idNumber: p.idNumber, mobile: p.mobile, address: p.address })

function driver(p: Person | undefined, service: string): Applicant | undefined {
  return p?.licence
    ? { ...who(p), service, subject: { kind: 'licence', licence: p.licence }, newEnergy: false }
    : undefined
}

function ownCar(car: Car | undefined, byId: ReadonlyMap<string, Person>): Applicant | undefined {
  const owner = car?.registration && byId.get(car.registration.owner.idNumber)
  return car?.registration && owner
    ? {
        ...who(owner),
        service: 'registration-cert-replace',
        subject: { kind: 'vehicle', vehicle: car.registration },
        newEnergy: false,
      }
    : undefined
}

function newCar(car: Car | undefined, byId: ReadonlyMap<string, Person>): Applicant | undefined {
  const buyer = car?.invoice && byId.get(car.invoice.buyerIdNumber)
  if (!car?.invoice || !buyer) return undefined
  const subject: CaseSubject = {
    kind: 'new-vehicle',
    vin: car.vin,
    invoice: car.invoice,
    certificate: car.certificate,
    preInspected: car.preInspection?.passed === true,
  }
  return {
    ...who(buyer),
    service: 'new-vehicle-registration',
    subject,
    newEnergy: ['纯电动', '插电式混合动力'].includes(car.certificate.fuel),
  }
}
