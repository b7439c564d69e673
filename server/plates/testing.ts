import pg from 'pg'
import type { Case, CaseData } from '#domain/case.ts'
import { act } from '#server/cases/cases.ts'
import { Refused } from '#server/kit/errors.ts'
import { checked, handedIn, somebody, type Tools } from '#test/tools.ts'
import { choose } from './choose.ts'
import { draw, type Press } from './plates.ts'
import { takeInStock } from './stock.ts'
import { verifyPlates } from './verify-plates.ts'

/** Doings of people who choose plates, for tests of this feature. */

/** `n` blue numbers 鲁B<letter>0001 …; for other pools the letter is two: 'DA', 'FA'. */
export async function fill(t: Pick<Tools, 'house'>, pool: string, n: number, letter: string): Promise<string[]> {
  const numbers = Array.from({ length: n }, (_, i) => `鲁B${letter}${String(i + 1).padStart(4, '0')}`)
  await t.house.db.tx((tx) => takeInStock(tx, t.house, pool, { numbers }))
  return numbers
}

/** The papers of a petrol car. */
export const CERTIFICATE = {
  certNo: 'C1',
  vin: '',
  brand: '大众',
  model: '朗逸',
  vehicleType: 'K33',
  engineNo: 'E1',
  colour: '白',
  seats: 5,
  madeOn: '2026-01-01',
  announcementMatch: true,
  fuel: '汽油',
}

const carWith = (fuel: string): CaseData['subject'] => ({
  kind: 'new-vehicle',
  vin: '',
  preInspected: true,
  certificate: { ...CERTIFICATE, fuel },
})

/** Somebody whose new car's papers have passed every check, before the choice. */
export async function newCar(
  t: Pick<Tools, 'house'>,
  fuel = '汽油',
  person?: Awaited<ReturnType<typeof somebody>>,
): Promise<Case> {
  return checked(
    t,
    await handedIn(t, person ?? (await somebody(t)), 'new-vehicle-registration', { subject: carWith(fuel) }),
  )
}

/** Somebody who chooses a number ahead, before the choice. */
export async function preselecting(
  t: Pick<Tools, 'house'>,
  person?: Awaited<ReturnType<typeof somebody>>,
): Promise<Case> {
  return checked(
    t,
    await handedIn(t, person ?? (await somebody(t)), 'plate-preselect-new', { subject: carWith('汽油') }),
  )
}

/** What the verifier of the plates' logs finds now. */
export async function logDiffers(t: Pick<Tools, 'databaseUrl'>): Promise<string[]> {
  const client = new pg.Client({ connectionString: t.databaseUrl })
  await client.connect()
  try {
    return (await verifyPlates(client, 'sm')).broken
  } finally {
    await client.end()
  }
}

export const press = (t: Pick<Tools, 'house'>, c: Case, n?: number, house = t.house): Promise<Press> =>
  house.db.tx((tx) => draw(tx, house, c, { press: n }))

export const take = (t: Pick<Tools, 'house'>, c: Case, number: string, house = t.house): Promise<Case> =>
  house.db.tx((tx) => choose(tx, house, { kind: 'citizen', id: c.applicant }, c.id, c.version, number))

/** 'won', or the code of the refusal. */
export const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'won',
    (error: unknown) => {
      if (error instanceof Refused) return error.code
      throw error
    },
  )

type Person = Awaited<ReturnType<typeof somebody>>

/** A choice ahead that `agent` opened for `owner`, as the authorities' routes write it down. */
export async function choosesFor(t: Tools, agent: Person, owner: Person): Promise<Case> {
  const actedBy = { kind: 'agent' as const, person: { name: agent.name, idNumber: agent.idNumber } }
  const subject = { kind: 'new-vehicle' as const, vin: '', preInspected: true, certificate: CERTIFICATE }
  const c = await handedIn(t, { ...owner, id: agent.id }, 'plate-preselect-new', { applicant: owner, actedBy, subject })
  const [given] = await t.sql<{ id: string }>(
    `insert into authorities (kind, grantor, agent_index, services, data, until, created_at)
     values ('agent', $1, '\\x00', '{plate-preselect-new}', '\\x00', current_date + 900, now()) returning id`,
    [owner.id],
  )
  await t.sql(
    `insert into case_principals (office, case_id, person, authority, acted_by) values ($1, $2, $3, $4, $5)`,
    [c.office, c.id, owner.id, given?.id, agent.id],
  )
  return checked(t, c)
}

/** A car that bears a number which this house keeps. */
export async function registered(
  t: Tools,
  person?: Awaited<ReturnType<typeof somebody>>,
): Promise<{ number: string; vin: string; c: Case }> {
  const c = await newCar(t, '汽油', person)
  const number = (await press(t, c)).numbers[0]?.number ?? ''
  await take(t, c, number)
  const officer = { kind: 'officer', id: 'o1', office: c.office, roles: ['reviewer'] } as const
  const system = { kind: 'system', id: 'house' } as const
  const does = (actor: Parameters<typeof act>[2], command: Parameters<typeof act>[5]) =>
    t.house.db.tx((tx) => act(tx, t.house, actor, c.id, undefined, command))
  await does(system, { type: 'paid' })
  await does(officer, { type: 'pass' })
  const done = await does(system, { type: 'registered', result: { plate: number } })
  return { number, vin: c.data.subject.kind === 'new-vehicle' ? c.data.subject.vin : '', c: done }
}
