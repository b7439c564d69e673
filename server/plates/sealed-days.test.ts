import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publicEpochs, publicReturns, publicSegments, segmentManifest } from '#api/plate-pools.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { createApp } from '#server/kit/app.ts'
import { type Visitor, visitor } from '#test/people.ts'
import { somebody, type Tools, tools } from '#test/tools.ts'
import { giveUp, turnOf } from './plates.ts'
import { poolRoutes } from './pools.http.ts'
import { listReturns, releaseReturns } from './returns.ts'
import { approve, makeSegment, publish } from './segments.ts'
import { fill, outcome, preselecting, press, take } from './testing.ts'
import { endTurn } from './turn.ts'
import { openComposing } from './upkeep.ts'

/** What was committed to is told afterwards, so that anybody can see that it was kept: a commitment nobody can open proves nothing. */

const DAY = 86_400_000
let t: Tools
let app: FastifyInstance
let anybody: Visitor
beforeEach(async () => {
  t = await tools()
  app = createApp(t.house)
  poolRoutes(app, t.house)
  anybody = visitor(await app.listen({ host: '127.0.0.1', port: 0 }))
})
afterEach(async () => {
  await app.close()
  await t.close()
})

const by = (id: string) => ({ id, office: t.house.city.homeOffice })
const sm3 = (text: string): string => createHash('sm3').update(text).digest('hex')

async function approved(pattern: string): Promise<string> {
  const releaseAt = new Date(t.house.time.now().getTime() + 4 * DAY)
  return t.house.db.tx(async (tx) => {
    const made = await makeSegment(tx, t.house, by('one'), { pool: '02', pattern, exclusions: ['taxi-T'], releaseAt })
    return (await approve(tx, t.house, by('two'), made.id)).id
  })
}
const publishes = (id: string): Promise<string> => outcome(t.house.db.tx((tx) => publish(tx, t.house, by('one'), id)))
const manifest = (id: string) => app.inject({ url: `/api/plates/segments/${id}/manifest` })

test('the manifest can be read by everybody from its publication on, and its hash is the one announced before the release', async () => {
  const id = await approved('鲁B[TU]00##')
  expect((await manifest(id)).statusCode).toBe(404)
  expect(await publishes(id)).toBe('won')
  const answer = await manifest(id)
  const [announced] = (await anybody.call(publicSegments, {})).body.segments
  expect(announced).toMatchObject({ phase: 'announced', count: 198, manifestHash: sm3(answer.body) })
  expect(JSON.parse(answer.body)).toMatchObject({ pattern: '鲁B[TU]00##', count: 198, excluded: 99 })
  expect(segmentManifest.path).toBe('/api/plates/segments/:id/manifest')
})

test('the day of composing is told when it has come, with what proves that it was drawn before', async () => {
  expect(await publishes(await approved('鲁BD00##'))).toBe('won')
  const seen = async () => (await anybody.call(publicSegments, {})).body.segments[0]
  const before = await seen()
  expect(before?.composeSecret).toBeUndefined()
  for (let day = 0; day < 26 && (await seen())?.phase !== 'open'; day += 1) {
    t.later(DAY)
    await t.house.db.tx((tx) => openComposing(tx, t.house))
  }
  const after = await seen()
  expect(sm3(after?.composeSecret ?? '')).toBe(before?.composeCommit)
  expect((after?.composeSecret ?? 'z').slice(0, 10) <= shanghaiDate(new Date(after?.composeFrom ?? 0))).toBe(true)
})

test('the public event of a draw is named with the commitment, in the log, before anybody knows its result', async () => {
  expect(await publishes(await approved('鲁BF00##'))).toBe('won')
  const [draw] = (await anybody.call(publicEpochs, {})).body.epochs
  expect(draw?.named.zh).toMatch(/第一次开奖/)
  expect(draw).not.toHaveProperty('randomness')
  const [row] = await t.sql<{ body: string }>(
    `select body from plate_log where kind = 'commit' order by seq desc limit 1`,
  )
  expect(JSON.parse(row?.body ?? '{}')).toMatchObject({ value: draw?.commit, source: draw?.named.zh })
})

test('the minute at which numbers come back is told when they are back', async () => {
  await fill(t, '02', 40, 'D')
  const c = await preselecting(t, await somebody(t))
  await take(t, c, (await press(t, c)).numbers[0]?.number ?? '')
  await t.house.db.tx(async (tx) => {
    const { turn, sitting } = await turnOf(tx, t.house, c, { id: c.id, pool: '02' })
    await giveUp(tx, t.house, turn, sitting, 'released')
    await endTurn(tx, turn)
    await listReturns(tx, t.house)
  })
  const seen = async () => (await anybody.call(publicReturns, {})).body.lists[0]
  const before = await seen()
  expect(before?.minuteSecret).toBeUndefined()
  t.later(2 * DAY)
  await t.house.db.tx((tx) => releaseReturns(tx, t.house))
  const after = await seen()
  expect(sm3(after?.minuteSecret ?? '')).toBe(before?.minuteCommit)
  const minute = Number(after?.minuteSecret?.split('|')[0])
  expect(minute).toBeGreaterThanOrEqual(9 * 60)
  expect(minute).toBeLessThan(17 * 60)
})

test('two drafts of the same numbers: the second is not published, and says why', async () => {
  const [one, two] = [await approved('鲁BE00##'), await approved('鲁BE0###')]
  expect(await publishes(one)).toBe('won')
  expect(await publishes(two)).toBe('SEGMENT_OVERLAP')
})
