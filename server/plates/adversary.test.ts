import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Case } from '#domain/case.ts'
import { addDays } from '#domain/calendar.ts'
import { createApp } from '#server/kit/app.ts'
import { runJob } from '#server/agency/testing.ts'
import { broken, checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import { platesOf } from './mine.ts'
import { plateInvariants } from './invariants.ts'
import { poolRoutes } from './pools.http.ts'
import { openSitting, wish } from './sittings.ts'
import { takeOverJobs } from './take-over.ts'
import { CERTIFICATE, choosesFor, fill, logDiffers, newCar, outcome, preselecting, press, take } from './testing.ts'

/** Things somebody would try who means no good, or whom bad luck follows. */

let t: Tools
beforeEach(async () => {
  t = await tools()
})
afterEach(() => t.close())

const subject = { kind: 'new-vehicle' as const, vin: '', preInspected: true, certificate: CERTIFICATE }

test('who chooses for others may do so for any number of them; for the own cars two are the most', async () => {
  await fill(t, '02', 60, 'D')
  const dealer = await somebody(t)
  for (let n = 0; n < 4; n += 1) {
    const c = await choosesFor(t, dealer, await somebody(t))
    await take(t, c, (await press(t, c)).numbers[0]?.number ?? '')
  }
  // Shown to whoever chose them.
  expect((await platesOf(t.house.db.read, t.house, dealer.id)).held).toHaveLength(4)
  const own = async (serial: string): Promise<string> => {
    const c = await checked(
      t,
      await handedIn(t, { ...dealer, idNumber: `3700001990010199${serial}` }, 'plate-preselect-new', { subject }),
    )
    return outcome(t.house.db.tx((tx) => openSitting(tx, t.house, c)))
  }
  expect([await own('01'), await own('02'), await own('03')]).toEqual(['won', 'won', 'PLATE_OPEN'])
})

test('a number whose last day is over is used by nobody, whether or not the night’s job has come', async () => {
  await fill(t, '02', 40, 'D')
  const me = await somebody(t)
  const ahead = await preselecting(t, me)
  const number = (await press(t, ahead)).numbers[0]?.number ?? ''
  await take(t, ahead, number)
  const [held] = (await platesOf(t.house.db.read, t.house, me.id)).held
  const c = await newCar(t, '汽油', me)
  // The clock jumps: no job has run since.
  t.later(Date.parse(`${addDays(held?.validUntil ?? '', 1)}T00:05:00+08:00`) - t.house.time.now().getTime())
  await runJob(t.house, takeOverJobs, 'plate-take-over', { case: c.id })
  expect(await outcome(take(t, c, number))).toBe('PLATE_LAPSED')
  expect(await t.sql(`select state from plate_numbers where number = $1`, [number])).toEqual([{ state: 3 }])
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('a clock that is put back: nothing is put aside that is on offer to another car by now', async () => {
  await fill(t, '02', 12, 'D')
  const [one, two] = [await newCar(t), await newCar(t)]
  const first = (await press(t, one)).numbers.map((n) => n.number)
  t.later(100_000)
  const second = (await press(t, two)).numbers.map((n) => n.number)
  const both = first.filter((n) => second.includes(n))
  expect(both.length).toBeGreaterThan(0)
  t.later(-60_000)
  const reserves = (c: Case, number: string) =>
    outcome(t.house.db.tx((tx) => wish(tx, t.house, c, { kind: 'reserve', number })))
  for (const number of both) expect(await reserves(one, number)).toBe('PLATE_TIMEOUT')
  expect(await outcome(take(t, two, both[0] ?? ''))).toBe('won')
  expect(await broken(t, plateInvariants)).toEqual([])
  expect(await logDiffers(t)).toEqual([])
})

test('numbers beyond what the database can count are asked for: there is no such draw', async () => {
  await fill(t, '02', 12, 'D')
  const app = createApp(t.house)
  poolRoutes(app, t.house)
  for (const epoch of ['2147483648', '99999999999999', '0', '-1', '1.5', 'x'])
    expect((await app.inject(`/api/plates/pools/02/epochs/${epoch}/epoch.json`)).statusCode, epoch).toBeLessThan(500)
  for (const path of [
    '/api/plates/segments?pool=%27%3B--',
    '/api/plates/pools/%00/epochs/1/log.txt',
    '/api/plates/segments/not-an-id/manifest',
    '/api/plates/segments/00000000-0000-0000-0000-000000000000/manifest',
  ])
    expect((await app.inject(path)).statusCode, path).toBeLessThan(500)
  await app.close()
})
