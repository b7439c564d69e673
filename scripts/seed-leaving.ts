import { shanghaiDate } from '#domain/calendar.ts'
import { loadCase } from '#server/cases/cases.ts'
import { statement } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { COMES_BY_ITSELF, NOT_WHOLE_AT_FIRST } from '#sandbox/magic.ts'
import { DEMO_PEOPLE } from '#sandbox/world/demo-people.ts'
import { makeWorld } from '#sandbox/world/world.ts'

const NANJING = 320100
/** A file that goes, one whose car is registered there within the minute, one that comes back to be completed, one about another owner. */
const WISHES = [
  { to: NANJING, why: 'move' },
  { to: COMES_BY_ITSELF, why: 'transfer' },
  { to: NOT_WHOLE_AT_FIRST, why: 'transfer' },
  { to: NANJING, why: 'transfer', ownerName: '丁立新' },
] as const

const runningAboutACar = statement<{ id: string }>(
  'seed_running_about_a_car',
  `select id from cases where service = 'registration-cert-replace' and state = 'open' order by submitted_at limit 1`,
)

/**
 * Lets offices of other cities ask for files of cars of this one, through the national register as they always do: the sandbox tells
 * the house, whose background work judges them. Without a sandbox nobody asks. Gives how many were asked for.
 */
export async function seedLeaving(house: House, sandboxUrl: string, people: number): Promise<number> {
  const world = makeWorld({ seed: 1, today: shanghaiDate(house.time.now()), people })
  const named = new Set(DEMO_PEOPLE.map((p) => p.idNumber))
  // From the end: the demo's cases are about the first cars.
  const quiet = world.cars
    .flatMap(({ registration: r }) => (r && !named.has(r.owner.idNumber) && r.states.join() === '正常' ? [r] : []))
    .slice(-WISHES.length)
  const wishes = [
    ...quiet.map(({ plate, plateType }, n) => ({ plate, plateType, ...WISHES[n] })),
    ...(await busyCar(house)).map((car) => ({ ...car, to: NANJING, why: 'move' })),
  ]
  let asked = 0
  for (const wish of wishes) if (await ask(sandboxUrl, wish)) asked += 1
  return asked
}

/** A car with a running case: its file waits for an officer. */
async function busyCar(house: House): Promise<{ plate: string; plateType: string }[]> {
  const row = await house.db.read.one(runningAboutACar)
  const subject = row && (await loadCase(house.db.read, house, row.id)).data.subject
  return subject?.kind === 'vehicle' ? [{ plate: subject.vehicle.plate, plateType: subject.vehicle.plateType }] : []
}

async function ask(sandboxUrl: string, wish: object): Promise<boolean> {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(wish) }
  const answer = await fetch(`${sandboxUrl}/admin/files/ask`, request).catch(() => undefined)
  return answer?.ok === true
}
