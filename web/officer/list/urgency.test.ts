import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byUrgency, dueWords, todayInChina, type WorkRow } from '#web/officer/list/urgency.ts'

const row = (change: Partial<WorkRow>): WorkRow => ({
  id: '0',
  number: '1',
  service: 's',
  serviceName: { zh: '', en: '' },
  state: 'open',
  step: 'review',
  who: '',
  what: '',
  channel: 'web',
  due: '2026-03-02',
  overdue: false,
  parked: null,
  assignee: null,
  submittedAt: '2026-03-01T00:00:00.000Z',
  version: 1,
  ...change,
})

test('overdue first, then the nearest day, standing clocks last, the older of two first', () => {
  const sorted = [
    row({ id: 'parked', parked: 'tax-purchase', due: '2026-03-01' }),
    row({ id: 'later', due: '2026-03-09' }),
    row({ id: 'none', due: null }),
    row({ id: 'young', due: '2026-03-02', submittedAt: '2026-03-01T09:00:00.000Z' }),
    row({ id: 'old', due: '2026-03-02' }),
    row({ id: 'late', due: '2026-02-20', overdue: true }),
  ].toSorted(byUrgency)
  expect(sorted.map((r) => r.id)).toEqual(['late', 'old', 'young', 'later', 'parked', 'none'])
})

test('the order is a total order: sorting any shuffle gives the same list', () => {
  const some = fc.record({
    id: fc.uuid(),
    due: fc.constantFrom('2026-03-01', '2026-03-02', null),
    overdue: fc.boolean(),
    parked: fc.constantFrom(null, 'x'),
    submittedAt: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
  })
  fc.assert(
    fc.property(fc.uniqueArray(some, { selector: (r) => r.id, maxLength: 40 }), (changes) => {
      const rows = changes.map(row)
      const once = rows.toSorted(byUrgency).map((r) => r.id)
      expect(
        rows
          .toReversed()
          .toSorted(byUrgency)
          .map((r) => r.id),
      ).toEqual(once)
    }),
  )
})

test('the clock speaks as people do', () => {
  const on = (due: string | null, overdue = false, stopped = false) => dueWords({ due, overdue, stopped }, '2026-03-01')
  expect(on('2026-03-01')).toEqual({ key: 'due.today', urgent: true })
  expect(on('2026-03-02')).toEqual({ key: 'due.tomorrow', urgent: false })
  expect(on('2026-03-05')).toEqual({ key: 'due.on', urgent: false })
  expect(on('2026-02-26', true)).toEqual({ key: 'due.over', n: 3, urgent: true })
  expect(on('2026-02-26', false, true)).toEqual({ key: 'due.stopped', urgent: false })
  expect(on(null)).toEqual({ key: 'due.none', urgent: false })
})

test('the day changes at midnight in China', () => {
  expect(todayInChina(Date.parse('2026-03-01T15:59:59Z'))).toBe('2026-03-01')
  expect(todayInChina(Date.parse('2026-03-01T16:00:00Z'))).toBe('2026-03-02')
})
