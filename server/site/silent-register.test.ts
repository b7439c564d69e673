import { afterAll, beforeAll, expect, test } from 'vitest'
import { house, type TestHouse } from '#test/house.ts'
import { surfer } from './surfer.testing.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house({ jobs: false })
})
afterAll(() => h.close())

const mode = (name: string, seconds?: number) =>
  fetch(`${h.sandboxUrl}/admin/modes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agency: 'registry', mode: name, seconds }),
  })

test('a silent register costs one time-out, and the chosen car stays chosen', async () => {
  const web = surfer(await h.citizen('wang-xiuying'))
  const cars = await web.post((await web.open('/services/registration-cert-replace')).form('/start'))
  await mode('slow', 30)
  const started = performance.now()
  const silent = await web.post(cars.form('/subject'), { vehicle: '02|鲁B12345' })
  // One time-out of 4 s; the page that is drawn again does not ask and wait once more (2 s).
  expect(performance.now() - started).toBeLessThan(5_500)
  expect(silent.status).toBe(503)
  expect(silent.html).toContain('机动车登记库暂时没有回应')
  expect(silent.form('/subject').values['vehicle']).toBe('02|鲁B12345')
  await mode('good')
  const checked = await web.post(silent.form('/subject'))
  expect([checked.status, checked.path]).toEqual([200, expect.stringMatching(/precheck$/)])
}, 20_000)
