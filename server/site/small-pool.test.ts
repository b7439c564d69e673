import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, standsAt } from '#test/journey.ts'
import { choose } from '#test/plates-journey.ts'
import { surfer } from './surfer.testing.ts'

/** As few connections as a house can have, and many times more presses at one moment. */
const AT_ONCE = 24

let h: TestHouse
beforeAll(async () => {
  h = await house({ pool: 2 })
})
afterAll(() => h.close())

test('presses and pages that come all at once wait for one another and never for ever', async () => {
  const who = await h.citizen('zhao-min')
  const { id } = await apply(who, {
    service: 'new-vehicle-registration',
    choice: { vin: 'LFMN1A2B8TA100012' },
    signature: demoPerson('zhao-min').name,
  })
  await standsAt(who, id, 'choose-plate')
  const web = surfer(who)
  const begin = (await web.open(`/my/cases/${id}/plate`)).form('/press')
  const many = Array.from({ length: AT_ONCE }, (_, i) => i)
  const began = performance.now()
  const begun = await Promise.all(many.map((i) => web.post(begin, { _key: `small-pool-${i}` })))
  expect(begun.map((sheet) => sheet.status)).not.toContain(503)
  await choose(who, id)
  await standsAt(who, id, 'appointment')
  const booking = await web.open(`/my/cases/${id}/booking`)
  const slot = /name="slot"[^>]*value="([^"]+)"/.exec(booking.html)?.[1] ?? ''
  const booked = await Promise.all(
    many.map((i) => web.post(booking.form(/booking/), { _key: `small-pool-slot-${i}`, slot })),
  )
  expect(booked.map((sheet) => sheet.status)).not.toContain(503)
  const pages = ['/my', '/my/cases', '/my/documents', '/my/messages', '/my/access', `/my/cases/${id}`]
  const read = await Promise.all(many.map((i) => web.open(pages[i % pages.length] ?? '/')))
  expect(new Set(read.map((sheet) => sheet.status))).toEqual(new Set([200]))
  // A pool that locks itself gives up after five seconds, each time.
  expect(performance.now() - began).toBeLessThan(20_000)
})
