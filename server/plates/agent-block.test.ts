import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Case } from '#domain/case.ts'
import { checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import { openSitting } from './sittings.ts'
import { CERTIFICATE, fill, outcome, press, take } from './testing.ts'
import { lapseChoices } from './upkeep.ts'

let t: Tools
beforeEach(async () => {
  t = await tools()
  await fill(t, '02', 80, 'D')
})
afterEach(() => t.close())
type Person = Awaited<ReturnType<typeof somebody>>

async function choosesFor(agent: Person, owner: Person): Promise<Case> {
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

test('numbers that lapse count against whom they were chosen for, not against who acted', async () => {
  const [agent, owner, another] = [await somebody(t), await somebody(t), await somebody(t)]
  for (let n = 0; n < 2; n += 1) {
    const c = await choosesFor(agent, owner)
    await take(t, c, (await press(t, c)).numbers[0]?.number ?? '')
    t.later(12 * 86_400_000)
    expect(await t.house.db.tx((tx) => lapseChoices(tx, t.house))).toBe(1)
  }
  // The agent goes on for others …
  const next = await choosesFor(agent, another)
  expect(await outcome(t.house.db.tx((tx) => openSitting(tx, t.house, next)))).toBe('won')
  // … and the owner is blocked, whoever acts.
  const again = await choosesFor(agent, owner)
  expect(await outcome(t.house.db.tx((tx) => openSitting(tx, t.house, again)))).toBe('PLATE_BAN')
})
