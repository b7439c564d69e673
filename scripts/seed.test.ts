import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as accounts from '#api/accounts.ts'
import * as authorities from '#api/authorities.ts'
import * as cases from '#api/cases.ts'
import * as money from '#api/desk.ts'
import * as leaving from '#api/leaving.ts'
import * as messages from '#api/messages.ts'
import * as mine from '#api/my-cases.ts'
import * as oversight from '#api/oversight.ts'
import * as plates from '#api/plates.ts'
import * as production from '#api/production.ts'
import * as board from '#api/video-board.ts'
import * as floor from '#api/video-floor.ts'
import * as recordings from '#api/video-recordings.ts'
import { addDays, shanghaiDate } from '#domain/calendar.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { OTHER_OFFICE, PRODUCER, REVIEWER, SUPERVISOR } from '#test/people.ts'
import { seedDemo } from './seed-demo.ts'
import { seedLeaving } from './seed-leaving.ts'

// As in the demo; read once, when the settings are imported.
vi.hoisted(() => {
  process.env['VIDEO_HOURS'] = 'always'
})

/** The demo's made past went through the doors of the present: its screens are lived in, and every invariant holds of it. */
const PEOPLE = 60
let h: TestHouse
beforeAll(async () => {
  h = await house({ people: PEOPLE })
  const client = new pg.Client({ connectionString: h.databaseUrl })
  await client.connect()
  await seedDemo(h.house, client, { people: PEOPLE, cases: 40 })
  await client.end()
}, 120_000)
afterAll(() => h.close())

/** A test that runs soon after midnight finds what was done three hours ago on the day before. */
const lastDays = (): string[] => {
  const today = shanghaiDate(new Date())
  return [today, addDays(today, -1)]
}

describe('the video window has been in use', () => {
  test('its board has the figures of today, its floor the skills and who helps out', async () => {
    const boss = await h.officer(SUPERVISOR)
    const days = await Promise.all(
      lastDays().map(async (day) => (await boss.call(board.readVideoBoard, { query: { day } })).body),
    )
    const sum = (of: 'answered' | 'abandoned') => days.reduce((n, { figures }) => n + figures[of], 0)
    expect([sum('answered') >= 3, sum('abandoned')]).toEqual([true, 1])
    expect(days.some(({ figures }) => figures.rated !== null && figures.resumed !== null)).toBe(true)
    const { officers } = (await boss.call(board.readVideoBoard, { query: {} })).body
    expect(officers.every((one) => one.state === 'offline')).toBe(true)
    const people = (await boss.call(floor.readVideoPeople)).body
    expect(people.officers.filter((one) => one.skills.length > 0).length).toBe(2)
    expect(people.lendings).toHaveLength(1)
  })

  test('what was recorded plays, one copy is asked for, conversations wait for review', async () => {
    const boss = await h.officer(SUPERVISOR)
    const lists = await Promise.all(
      lastDays().map(async (day) => (await boss.call(recordings.listRecordings, { query: { day } })).body.recordings),
    )
    const papers = lists.flat().find((one) => one.outcome === 'submitted-for-review')
    if (!papers) throw new Error('nothing was done by video lately')
    expect(papers.intact).toBe(true)
    const params = { id: papers.session }
    const look = { purpose: '质量抽查', number: papers.caseNumber ?? '' }
    const { view } = (await boss.call(recordings.viewRecording, { params, body: look })).body
    const film = await boss.raw(`/api/video/recordings/${papers.session}/play/citizen?view=${view}`)
    expect([film.status, film.headers.get('content-type')]).toEqual([200, 'video/webm'])
    expect((await film.arrayBuffer()).byteLength).toBeGreaterThan(50_000)
    expect((await boss.call(recordings.listExports)).body.exports).toHaveLength(1)
    expect((await boss.call(recordings.listSheets)).body.toReview.length).toBeGreaterThan(0)
  })
})

test('files that other offices ask for wait for an officer', async () => {
  expect(await seedLeaving(h.house, h.sandboxUrl, PEOPLE)).toBe(5)
  const desk = await h.officer(REVIEWER)
  await until('two to be decided', async () => {
    const { body } = await desk.call(leaving.listFileRequests)
    return body.review === 2 && body.items.some((one) => one.state === 'sent')
  })
})

test('money, lists and parcels that somebody has to see to', async () => {
  const boss = await h.officer(SUPERVISOR)
  const { body } = await boss.call(money.listDifferences)
  expect(body.items.map((one) => one.kind)).toEqual(['paid-twice'])
  expect((await boss.call(oversight.listListExports)).body.exports).toHaveLength(1)
  const bench = await h.officer(PRODUCER)
  expect((await bench.call(production.listAstray)).body.items).toHaveLength(1)
  const { items } = (await bench.call(production.productionQueue, { query: {} })).body
  expect(new Set(items.map((one) => one.state)).size).toBeGreaterThan(1)
})

test('the branch office has its own work', async () => {
  const desk = await h.officer(OTHER_OFFICE)
  const query = { view: 'all', service: '', number: '', limit: 50 } as const
  expect((await desk.call(cases.workList, { query })).body.rows.length).toBeGreaterThan(8)
  expect((await desk.call(production.productionQueue, { query: {} })).body.items.length).toBeGreaterThan(0)
})

test('the demo’s own people have a past, and nothing running that stands in a visitor’s way', async () => {
  const who = await h.citizen('zhang-wei')
  const { body } = await who.call(mine.listMyCases)
  expect(body.cases.map((one) => one.state)).toEqual(['done', 'done'])
  // Who passed his case had opened it, and he can see that.
  const { reads } = (await who.call(accounts.whoLooked)).body
  expect(reads.length).toBeGreaterThan(0)
  const { former } = (await who.call(plates.myPlates)).body
  expect(former.map((one) => one.state)).toEqual(['open'])
  expect((await who.call(messages.listMessages, { query: { page: 1, lang: 'zh' } })).body.total).toBeGreaterThan(2)
  const granted = (await (await h.citizen('tang-jun')).call(authorities.listAuthorities)).body
  expect(JSON.stringify(granted)).toContain('vehicle-licence-replace')
})

test('and every invariant holds', async () => {
  expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
})
