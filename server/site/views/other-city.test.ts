import { expect, test } from 'vitest'
import { PROMISE_HOURS } from '#domain/clock.ts'
import type { Field } from '#domain/fields.ts'
import { findService } from '#domain/services/index.ts'
import { homeRegion, loadCity } from '#server/kit/city.ts'
import { CALENDAR, caseOf, dataFor, NOW } from '#test/cases.ts'
import { sayIn } from '../words.ts'
import { clocks } from './clocks.ts'
import { fieldViews } from './fields.ts'

/** In another city than Qingdao the near places are its own. */
const GUANGZHOU = { ...loadCity(), homeOffice: 440100 }
const say = sayIn('zh')

test.each([
  ['440106', PROMISE_HOURS.city],
  ['440304', PROMISE_HOURS.province],
  ['370202', PROMISE_HOURS.elsewhere],
])('papers for %s are promised within %d hours', (region, hours) => {
  const service = findService('licence-replace-lost')
  if (!service) throw new Error('the item is gone')
  const data = dataFor(service, { form: { deliveryMethod: 'post', region } })
  const clock = { ...caseOf(service).clock, promiseFrom: NOW.toISOString() }
  const c = caseOf(service, { data, clock, step: 'make' })
  const facts = { c, events: [], bills: [], tracking: undefined, city: GUANGZHOU, calendar: CALENDAR, now: NOW }
  expect(clocks({ ...facts, followsOnly: false, problem: undefined }, say, 'zh').map((one) => one.ring)).toEqual([
    `${hours}h`,
  ])
})

test('a place is chosen among those of its province until another one is asked for', () => {
  const field: Field = {
    name: 'region',
    label: { zh: '地区', en: 'Region' },
    kind: 'region',
    required: true,
    purpose: { zh: '测试', en: 'for a test' },
  }
  const homeProvince = homeRegion(GUANGZHOU).province
  const given = { say, values: {}, problems: [], homeProvince }
  expect(fieldViews([field], given)).toMatchObject([{ province: '44' }])
  expect(fieldViews([field], { ...given, province: '11' })).toMatchObject([{ province: '11' }])
})
