import { addDays } from '#domain/calendar.ts'
import type { Store } from './store.ts'
import { Car, MarketCompany, Person, type World } from './world/shapes.ts'

/**
 * Puts the made world into the store. What the register changed since (touched) stays; all the rest is made anew, so that
 * the dates of a sandbox that ran for months are still right.
 */
export function loadWorld(store: Store, world: World): void {
  store.together(() => {
    store.run("delete from message where at < ? and operation <> 'register'", `${addDays(world.today, -7)}T`)
    store.run('delete from person where touched = 0')
    store.run('delete from car where touched = 0')
    for (const person of world.people)
      store.run('insert into person values (?, 0, ?) on conflict do nothing', person.idNumber, JSON.stringify(person))
    for (const car of world.cars) write(store, car, 0, 'on conflict do nothing')
    for (const company of world.companies)
      store.run('insert or replace into company values (?, ?)', company.creditCode, JSON.stringify(company))
  })
}

/** Everything as on the first day: for demos and journeys that want to begin anew. Modes go back to good. */
export function resetWorld(store: Store, world: World): void {
  for (const table of TABLES) store.run(`delete from ${table}`)
  loadWorld(store, world)
}

const TABLES = [
  'mode',
  'person',
  'car',
  'message',
  'traffic',
  'act',
  'file_request',
  'outbox',
  'bill',
  'refund',
  'parcel',
  'sms',
]

export const personOf = (store: Store, idNumber: string): Person | undefined =>
  store.docs(Person, 'select doc from person where id_number = ?', idNumber)[0]

export const carOf = (store: Store, vin: string): Car | undefined =>
  store.docs(Car, 'select doc from car where vin = ?', vin)[0]

/** Cars without plates whose VINs begin like this. */
export const newCarsOf = (store: Store, wmi: string): Car[] =>
  store.docs(Car, 'select doc from car where vin like ? and plate is null order by vin', `${wmi}%`)

export const carWithPlate = (store: Store, plate: string, plateType: string): Car | undefined =>
  store.docs(Car, 'select doc from car where plate = ? and plate_type = ?', plate, plateType)[0]

export const carWithInvoice = (store: Store, invoiceNo: string): Car | undefined =>
  store.docs(Car, 'select doc from car where invoice_no = ?', invoiceNo)[0]

/** Registered cars only, by plate. */
export const carsOwnedBy = (store: Store, idNumber: string): Car[] =>
  store.docs(Car, 'select doc from car where owner = ? and plate is not null order by plate', idNumber)

/** How many cars of others this driver is bound to. */
export const carsBoundTo = (store: Store, idNumber: string): number =>
  store
    .docs(Car, 'select doc from car where doc like \'%"boundTo"%\' and instr(doc, ?) > 0', idNumber)
    .filter((car) => car.boundTo?.includes(idNumber)).length

export const companyWith = (store: Store, creditCode: string): MarketCompany | undefined =>
  store.docs(MarketCompany, 'select doc from company where credit_code = ?', creditCode)[0]

export function savePerson(store: Store, person: Person): void {
  store.run('update person set doc = ?, touched = 1 where id_number = ?', JSON.stringify(person), person.idNumber)
}

export const saveCar = (store: Store, car: Car): void => saveCars(store, [car])

/** All at once, so that cars may change numbers with each other: a number stands in the register once. */
export function saveCars(store: Store, cars: readonly Car[]): void {
  for (const { vin } of cars) store.run('delete from car where vin = ?', vin)
  for (const car of cars) write(store, car, 1, '')
}

function write(store: Store, car: Car, touched: number, onConflict: string): void {
  const { registration } = car
  store.run(
    `insert into car values (?, ?, ?, ?, ?, ?, ?) ${onConflict}`,
    car.vin,
    registration?.plate ?? null,
    registration?.plateType ?? null,
    registration?.owner.idNumber ?? null,
    car.invoice?.invoiceNo ?? null,
    touched,
    JSON.stringify(car),
  )
}
