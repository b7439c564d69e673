import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { caseAt, waitingJobs } from '#server/agency/testing.ts'
import { type Tools, tools } from '#test/tools.ts'

let t: Tools
beforeAll(async () => {
  t = await tools()
})
afterAll(() => t.close())

test.each([10, -10])(
  'in a drill whose clock is moved by %i days a hold lasts its 24 hours all the same',
  async (days) => {
    t.later(days * 86_400_000)
    onTestFinished(() => t.later(-days * 86_400_000))
    const c = await caseAt(t, 'registration-cert-replace', 'hold')
    const job = (await waitingJobs(t, 'run-step')).find(({ key }) => key === `step:${c.id}:hold`)
    expect(((job?.run_at.getTime() ?? 0) - Date.now()) / 3_600_000).toBeCloseTo(24, 1)
  },
)
