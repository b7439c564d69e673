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

/** How often the register was asked while it was slow. */
async function askedInVain(): Promise<number> {
  const { exchanges } = (await (await fetch(`${h.sandboxUrl}/admin/state`)).json()) as {
    exchanges: { agency: string; note: string }[]
  }
  return exchanges.filter(({ agency, note }) => agency === 'registry' && note === 'slow').length
}

test('a silent register costs one time-out, and the chosen car stays chosen', async () => {
  const web = surfer(await h.citizen('wang-xiuying'))
  const cars = await web.post((await web.open('/services/registration-cert-replace')).form('/start'))
  await mode('slow', 30)
  const silent = await web.post(cars.form('/subject'), { vehicle: '02|鲁B12345' })
  // Asked once; the page that is drawn again does not ask and wait once more.
  expect(await askedInVain()).toBe(1)
  expect(silent.status).toBe(503)
  expect(silent.html).toContain('机动车登记库暂时没有回应')
  expect(silent.form('/subject').values['vehicle']).toBe('02|鲁B12345')
  await mode('good')
  const checked = await web.post(silent.form('/subject'))
  expect([checked.status, checked.path]).toEqual([200, expect.stringMatching(/precheck$/)])
}, 20_000)

test('agencies that answer just under the long time-out are not waited for one after the other; the button says what goes on', async () => {
  const web = surfer(await h.citizen('wang-xiuying'))
  const begun = await web.post((await web.open('/services/registration-cert-replace')).form('/start'))
  const cars = await web.open(`/my/drafts/${begun.path.split('/')[3]}/subject`)
  expect(cars.html).toContain('data-busy="正在向各部门核对,请等几秒…"')
  // A job with its four seconds would get this answer; somebody who looks at a page that does not come is told to try again.
  await mode('slow', 3.4)
  expect((await web.post(cars.form('/subject'), { vehicle: '02|鲁B12345' })).status).toBe(503)
  await mode('good')
  const all = await fetch(`${h.sandboxUrl}/admin/modes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agency: 'identity', mode: 'slow', seconds: 3.4 }),
  })
  expect(all.status).toBe(200)
  const checked = await web.post(cars.form('/subject'), { vehicle: '02|鲁B12345' })
  expect(checked.path).toMatch(/precheck$/)
  expect(checked.html).toContain('还在等部门答复')
}, 30_000)
