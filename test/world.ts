import * as accounts from '#api/accounts.ts'
import * as drafts from '#api/drafts.ts'
import type { Car, Person } from '#sandbox/world/shapes.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import type { Visitor } from './people.ts'
import type { TestHouse } from './start-house.ts'

/** The sandbox's world as a test looks for people and cars in it, instead of knowing them by heart. */
export interface World {
  people: Person[]
  cars: Car[]
}

export const worldOf = async (h: TestHouse): Promise<World> =>
  (await (await fetch(`${h.sandboxUrl}/admin/world`)).json()) as World

export function first<T>(what: string, list: readonly T[], fits: (one: T) => boolean): T {
  const found = list.find(fits)
  if (!found) throw new Error(`nothing of the kind in the world: ${what}`)
  return found
}

export const named = (world: World, key: DemoKey): Person =>
  first(key, world.people, (p) => p.idNumber === demoPerson(key).idNumber)

/** Who owns the car, or has bought it. */
export const ownerOf = (world: World, car: Car): Person =>
  first('owner', world.people, (p) => p.idNumber === (car.registration?.owner.idNumber ?? car.invoice?.buyerIdNumber))

export const carOf = (world: World, { idNumber }: Person): Car =>
  first('car', world.cars, (c) => (c.registration?.owner.idNumber ?? c.invoice?.buyerIdNumber) === idNumber)

/** How a citizen names the car: by plate, a new one by VIN. */
export const choiceOf = (car: Car | undefined): Record<string, string> => {
  if (!car) return {}
  return car.registration ? { plate: car.registration.plate, plateType: car.registration.plateType } : { vin: car.vin }
}

/** Anybody of the world, signed in once for each house. */
export function signInTo(h: TestHouse): (person: Person) => Promise<Visitor> {
  const known = new Map<string, Promise<Visitor>>()
  const enter = async ({ idNumber, mobile, name }: Person): Promise<Visitor> => {
    const who = h.anyone()
    await who.call(accounts.requestCode, { body: { mobile } })
    const code = await h.codeFor(mobile)
    const signed = await who.call(accounts.signIn, { body: { mobile, code, name, idNumber } })
    if (signed.status !== 200) throw new Error(`sign in: ${JSON.stringify(signed.problem)}`)
    return who
  }
  return (person) => {
    const who = known.get(person.idNumber) ?? enter(person)
    known.set(person.idNumber, who)
    return who
  }
}

/** What the look-up says before anything is typed: whether it stops, and every problem. */
export async function lookUp(
  who: Visitor,
  service: string,
  choice: Record<string, string>,
): Promise<{ draft: string; blocked: boolean; codes: string[] }> {
  const { body: draft } = await who.call(drafts.startDraft, { body: { service } })
  const { body } = await who.call(drafts.checkDraft, { params: { id: draft.id }, body: choice })
  return { draft: draft.id, blocked: body.blocked, codes: body.checks.flatMap((c) => c.problems.map((p) => p.code)) }
}
