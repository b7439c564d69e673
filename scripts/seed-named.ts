import type { House } from '#server/kit/house.ts'
import { freeOldNumber } from '#server/plates/rights.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import type { World } from '#sandbox/world/shapes.ts'
import { type applicants, namedDrivers } from './seed-applicants.ts'
import type { SeededRandom } from './seed-random.ts'
import { walkCase } from './seed-walk.ts'

type Queue = ReturnType<typeof applicants>
const HOURS_A_DAY = 24
/** He drove for more than a year, which keeps the number his for two (order 164 art. 44). */
const CAR = { boughtDaysAgo: 520, soldDaysAgo: 60 }

/** The named persons have been here before, long enough ago to stand in no visitor's way. Gives how many cases that made. */
export async function seedNamed(house: House, world: World, queue: Queue, random: SeededRandom): Promise<number> {
  const before = { at: 'done', services: ['licence-replace-damaged'], age: [24 * 70, 24 * 240] } as const
  let made = 0
  for (const person of namedDrivers(world)) if (await walkCase(house, person, before, random)) made += 1
  await soldCar(house, queue, random)
  return made + 1
}

/** One of them registered a car and sold it: its number is kept for him. */
async function soldCar(real: House, queue: Queue, random: SeededRandom): Promise<void> {
  const car = queue.next(['new-vehicle-registration'])
  if (car?.subject.kind !== 'new-vehicle' || !car.subject.invoice) throw new Error('the made world has no new car')
  const { name, idNumber, mobile, address } = demoPerson('zhang-wei')
  const invoice = { ...car.subject.invoice, buyerName: name, buyerIdNumber: idNumber }
  const buyer = { ...car, name, idNumber, mobile, address, subject: { ...car.subject, invoice } }
  const hours = CAR.boughtDaysAgo * HOURS_A_DAY
  const then = { at: 'done', services: [car.service], age: [hours, hours] } as const
  const c = await walkCase(real, buyer, then, random)
  const plate = c?.data.plate?.number
  if (!c || plate === undefined) throw new Error('the car that was sold got no number')
  const sold = new Date(real.time.now().getTime() - CAR.soldDaysAgo * HOURS_A_DAY * 3_600_000)
  const house: House = { ...real, time: { now: () => sold } }
  const vehicle = { plate, owner: { name, idNumber, mobile }, registeredOn: c.submittedAt.slice(0, 10) }
  await house.db.tx((tx) => freeOldNumber(tx, house, c.office, vehicle))
}
