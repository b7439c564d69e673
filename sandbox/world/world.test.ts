import { describe, expect, test } from 'vitest'
import { addDays, addMonths } from '#domain/calendar.ts'
import { uscc } from '#domain/rules/credit-code.ts'
import { fileNo } from '#domain/rules/file-number.ts'
import { mobile } from '#domain/rules/mobile.ts'
import { plate } from '#domain/rules/plates.ts'
import { id } from '#domain/rules/resident-id.ts'
import { vin } from '#domain/rules/vin.ts'
import { fits } from '#server/connectors/exchange.ts'
import { DEMO_PEOPLE, demoPerson, type DemoKey } from './demo-people.ts'
import { Car, Person } from './shapes.ts'
import { makeWorld } from './world.ts'

const today = '2026-11-22'
const world = makeWorld({ seed: 1, today })
const personOf = (key: DemoKey) => {
  const found = world.people.find((p) => p.idNumber === demoPerson(key).idNumber)
  if (!found) throw new Error(`${key} is missing`)
  return found
}
const carOf = (key: DemoKey) => {
  const { idNumber } = demoPerson(key)
  const found = world.cars.find((c) => (c.registration?.owner.idNumber ?? c.invoice?.buyerIdNumber) === idNumber)
  if (!found) throw new Error(`${key} has no car`)
  return found
}

describe('the world', () => {
  test('has the size that was asked for', () => {
    expect(world.people).toHaveLength(300 + DEMO_PEOPLE.length)
    const count = (holds: (car: Car) => boolean) => world.cars.filter(holds).length
    expect(count((c) => c.registration !== null)).toBeGreaterThan(340)
    expect(count((c) => c.registration === null)).toBeGreaterThanOrEqual(60)
    expect(world.people.filter((p) => p.licence).length).toBeGreaterThan(260)
  })

  test('is the same for the same seed and another for another', () => {
    expect(makeWorld({ seed: 1, today })).toEqual(world)
    expect(makeWorld({ seed: 2, today })).not.toEqual(world)
  })

  test.each(['2026-11-23', '2027-03-01', '2029-02-28'])(
    'on %s the persons, cars and plates are still the same',
    (day) => {
      const later = makeWorld({ seed: 1, today: day })
      expect(later.people.map((p) => p.idNumber)).toEqual(world.people.map((p) => p.idNumber))
      expect(later.cars.map((c) => [c.vin, c.registration?.plate])).toEqual(
        world.cars.map((c) => [c.vin, c.registration?.plate]),
      )
    },
  )

  test('every number in it passes the rules of the house', () => {
    for (const person of world.people) {
      expect(id({ input: person.idNumber, today }), person.idNumber).toMatchObject({
        ok: true,
        birth: person.birth,
        sex: person.sex,
      })
      expect(mobile({ input: person.mobile })).toMatchObject({ ok: true })
      if (person.licence) expect(fileNo({ input: person.licence.fileNo })).toMatchObject({ ok: true })
    }
    for (const car of world.cars) {
      expect(car.certificate.vehicleType).toMatch(/^K[34][13]$/)
      expect(vin({ input: car.vin }), car.vin).toMatchObject({ ok: true })
      if (car.registration)
        expect(
          plate({ type: car.registration.plateType, input: car.registration.plate }),
          car.registration.plate,
        ).toMatchObject({ ok: true })
    }
    for (const company of world.companies)
      expect(uscc({ input: company.creditCode })).toMatchObject({ ok: true, orgCheckOk: true })
  })

  test('nothing that must be unique is there twice', () => {
    const once = (list: readonly string[]) => expect(new Set(list).size).toBe(list.length)
    once(world.people.map((p) => p.idNumber))
    once(world.people.map((p) => p.mobile))
    once(world.cars.map((c) => c.vin))
    once(world.cars.flatMap((c) => (c.registration ? [c.registration.plate] : [])))
    once(world.cars.flatMap((c) => (c.registration ? [c.registration.certificateNo] : [])))
    once(world.cars.flatMap((c) => (c.invoice ? [c.invoice.invoiceNo] : [])))
    once(world.companies.map((c) => c.creditCode))
  })

  test('every record is what the messages of the agencies say', () => {
    for (const person of world.people) expect(fits(Person, person), person.idNumber).toBe(true)
    for (const car of world.cars) expect(fits(Car, car), car.vin).toBe(true)
  })

  test('licences and cars make sense in time', () => {
    for (const { licence, birth } of world.people) {
      if (!licence) continue
      expect(licence.firstIssued >= addMonths(birth, 216)).toBe(true)
      expect(licence.firstIssued <= today && licence.validFrom <= today).toBe(true)
      if (licence.state === '正常') expect(licence.validTo > today).toBe(true)
    }
    for (const { registration: r, policy, invoice } of world.cars) {
      if (r) expect(r.madeOn < r.registeredOn && r.registeredOn <= today && r.inspectionValidTo > today).toBe(true)
      if (policy) expect(policy.from <= today && policy.to >= today).toBe(true)
      expect(invoice?.issuedOn === undefined || invoice.issuedOn <= today).toBe(true)
    }
  })
})

describe('the named persons live their stories', () => {
  const licenceOf = (key: DemoKey) => personOf(key).licence
  test('cars', () => {
    expect(carOf('wang-xiuying').registration).toMatchObject({ plate: '鲁B12345', states: ['正常'] })
    expect(carOf('liu-yang')).toMatchObject({
      preInspection: { passed: true },
      purchaseTax: { state: 'exempt' },
      registration: null,
    })
    expect(carOf('liu-yang').policy).not.toBeNull()
    expect(carOf('zhao-min')).toMatchObject({ preInspection: null, purchaseTax: { state: 'paid' } })
    expect(carOf('sun-lei')).toMatchObject({ purchaseTax: null, policy: null, invoice: { buyerName: '孙雷' } })
    expect(carOf('wu-fang').registration).toMatchObject({ states: ['抵押'], mortgagee: expect.any(String) })
  })
  test('licences', () => {
    expect(licenceOf('zhang-wei')).toMatchObject({ state: '正常', replacedTimes12m: 0 })
    expect(licenceOf('chen-jing')).toMatchObject({ validTo: addDays(today, 40), state: '正常' })
    expect(personOf('chen-jing').medical).toMatchObject({ fit: true })
    expect(personOf('li-jianguo')).toMatchObject({ birth: '1946-10-01', ability: { passed: true } })
    expect(licenceOf('zhou-tao')).toMatchObject({ validTo: addMonths(today, 12) })
    expect(personOf('zheng-kai').violations).toMatchObject({ pending: 2 })
    expect(licenceOf('huang-li')).toMatchObject({ validTo: addMonths(today, -14), state: '逾期未换证' })
  })
})
