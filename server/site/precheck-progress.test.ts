import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { agencyName } from '#domain/agencies.ts'
import { CHECKS } from '#domain/checks/check.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { surfer } from './surfer.testing.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house({ jobs: false })
})
afterAll(() => h.close())
beforeEach(() => mode('identity', 'good'))

const mode = (agency: string, name: string, seconds?: number) =>
  fetch(`${h.sandboxUrl}/admin/modes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agency, mode: name, seconds }),
  })

const rows = () => h.sql<{ n: number }>('select count(*)::int as n from precheck_progress').then(([row]) => row?.n)

test('who waits sees who was asked and who has answered; a reload and another page find the way back', async () => {
  const visitor = await h.citizen('wang-xiuying')
  const web = surfer(visitor, { patient: false })
  const cars = await web.post((await web.open('/services/registration-cert-replace')).form('/start'))
  await mode('identity', 'slow', 2.2)
  const began = Date.now()
  const asking = await web.post(cars.form('/subject'), { vehicle: '02|鲁B12345' })
  expect(Date.now() - began, 'the page comes before the slow agency').toBeLessThan(2_200)
  expect([asking.status, asking.path]).toEqual([200, expect.stringMatching(/precheck$/)])
  expect(asking.html).toContain('<h1>正在向各部门核对</h1>')
  const said = asking.html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  const { agency } = CHECKS.identity
  expect(said).toContain(`${agencyName(agency).zh} · 正在核对`)
  expect(said).toMatch(/ · 已答复/)
  expect(asking.html).toMatch(/data-again="\d+" data-told="\d+ 个部门,已答复 \d+ 个"/)
  // Without scripts the browser itself looks again.
  expect(asking.html).toContain('<noscript><meta http-equiv="refresh" content="2"')
  const draft = asking.path.split('/')[3]
  expect((await web.open(`/my/drafts/${draft}`)).path, 'going on from home leads here').toBe(asking.path)
  expect((await surfer(await h.citizen('liu-yang')).open(asking.path)).status, 'nobody else sees it').toBe(404)
  const done = await until('the answers', async () => {
    const page = await web.open(asking.path)
    return page.html.includes('data-again') ? undefined : page
  })
  expect(done.html).toContain('全部核对通过')
  expect(await until('the row is gone', async () => ((await rows()) === 0 ? true : undefined))).toBe(true)
}, 20_000)

test('a quick answer shows no progress at all', async () => {
  const web = surfer(await h.citizen('zhang-wei'), { patient: false })
  const page = await web.post((await web.open('/services/licence-replace-lost')).form('/start'))
  expect(page.html).not.toContain('data-again')
  expect(await rows()).toBe(0)
})

test('what a process left behind that died is forgotten after a moment: the way to ask again is there', async () => {
  const web = surfer(await h.citizen('chen-jing'), { patient: false })
  const page = await web.post((await web.open('/services/licence-renew-expiry')).form('/start'))
  const draft = page.path.split('/')[3]
  const left = (ago: string) =>
    h.sql(
      `insert into precheck_progress (draft, started_at, asked, answered) values ($1, now() - $2::interval, '{identity}', '{}')
       on conflict (draft) do update set started_at = excluded.started_at`,
      [draft, ago],
    )
  await left('5 seconds')
  expect((await web.open(`/my/drafts/${draft}/precheck`)).html).toContain('正在向各部门核对')
  await left('16 seconds')
  expect((await web.open(`/my/drafts/${draft}/precheck`)).html).toContain('全部核对通过')
})
