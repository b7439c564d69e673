import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CheckResult } from '#domain/checks/check.ts'
import { caseAt, runJob } from '#server/agency/testing.ts'
import { act, loadCase } from '#server/cases/cases.ts'
import { checked, type Tools, tools } from '../../test/tools.ts'
import { stepJobs } from './steps.ts'
import { mended } from '#test/cases.ts'

/** What an agency says, or does not say, about a stay at a step that is over. */
let t: Tools
beforeAll(async () => {
  t = await tools({ withTown: true })
})
afterAll(() => t.close())

const now = (id: string) => loadCase(t.house.db.read, t.house, id)

test('a check that runs into its time-out does not park the case that has gone on meanwhile', async () => {
  const c = await caseAt(t, 'licence-replace-lost', 'check')
  await t.town('/admin/modes', { agency: 'registry', mode: 'slow', seconds: 30 })
  const running = runJob(t.house, stepJobs, 'run-step', { case: c.id, step: 'check', entered: c.version })
  // Another run (the citizen pressed "ask again") has had all its answers.
  const gone = await checked(t, c)
  await running
  await t.town('/admin/modes', { agency: 'registry', mode: 'good' })
  expect([gone.step, (await now(c.id)).parked]).toEqual(['review', undefined])
}, 15_000)

test('answers to the question before a correction are not taken for answers to the one after it', async () => {
  const c = await caseAt(t, 'licence-replace-lost', 'check')
  await t.town('/admin/modes', { agency: 'registry', mode: 'slow', seconds: 2 })
  const running = runJob(t.house, stepJobs, 'run-step', { case: c.id, step: 'check', entered: c.version })
  await t.house.db.tx(async (tx) => {
    const by = (actor: Parameters<typeof act>[2], command: Parameters<typeof act>[5]) =>
      act(tx, t.house, actor, c.id, undefined, command)
    const problem: CheckResult = {
      check: 'identity',
      outcome: 'problem',
      problems: [{ code: 'ID_NOT_VERIFIED', effect: 'block' }],
      at: new Date().toISOString(),
      evidence: [],
    }
    await by({ kind: 'system', id: 'house' }, { type: 'checked', results: [problem] })
    await by({ kind: 'citizen', id: c.applicant }, mended(c))
  })
  await running
  await t.town('/admin/modes', { agency: 'registry', mode: 'good' })
  expect(await now(c.id)).toMatchObject({ state: 'open', step: 'check', version: 3 })
}, 15_000)
