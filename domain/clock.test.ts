import { describe, expect, test } from 'vitest'
import { after, CALENDAR, caseOf, CITIZEN, NOW, officer, SYSTEM, walkTo } from '#test/cases.ts'
import { isOverdue, newClock, resumeClock, startClock, stopClock } from './clock.ts'
import { findService } from './services/index.ts'

/** Order 164 art. 92, order 162 art. 110: working days from acceptance; the clock stands while somebody else is awaited. */

const on = (date: string): Date => new Date(`${date}T02:00:00Z`)
const accepted = startClock(newClock(3), on('2026-03-02'), CALENDAR)

describe('the legal clock', () => {
  test('counts from the day after acceptance', () => {
    expect(accepted).toMatchObject({ due: '2026-03-05' })
    expect([on('2026-03-05'), on('2026-03-06')].map((now) => isOverdue(accepted, now))).toEqual([false, true])
  })
  test('of a case that was not accepted neither stands nor runs out', () => {
    expect(stopClock(newClock(3), on('2026-03-03'))).toEqual(newClock(3))
    expect(isOverdue(newClock(3), on('2027-01-01'))).toBe(false)
  })
  test('stands from the first stop on: a second one loses none of the days', () => {
    const stopped = stopClock(stopClock(accepted, on('2026-03-03')), on('2026-03-05'))
    expect(stopped.stoppedOn).toBe('2026-03-03')
    expect(isOverdue(stopped, on('2026-06-01'))).toBe(false)
    expect(resumeClock(stopped, on('2026-03-09'), CALENDAR)).toEqual({ ...accepted, due: '2026-03-11' })
    expect(startClock(stopped, on('2026-03-09'), CALENDAR).due).toBe('2026-03-11')
  })
  test('that stood within a day, or over a weekend, is due when it was', () => {
    const friday = stopClock(accepted, on('2026-03-06'))
    expect(resumeClock(friday, on('2026-03-08'), CALENDAR)).toEqual(accepted)
    expect(resumeClock(accepted, on('2026-03-09'), CALENDAR)).toBe(accepted)
  })
})

test('the promise runs from approval and payment, and once begun it goes on', () => {
  const service = findService('licence-replace-lost')
  if (!service) throw new Error('no item')
  expect(walkTo(service, 'pay', caseOf(service)).clock.promiseFrom).toBeUndefined()
  const promised = walkTo(service, 'register')
  expect(promised.clock.promiseFrom).toBe(NOW.toISOString())
  const later = new Date(NOW.getTime() + 3_600_000)
  const refused = after(promised, service, SYSTEM, { type: 'register-refused', reason: 'x' }, later)
  const back = after(refused, service, officer('o-1', 'reviewer'), { type: 'continue-at-counter' }, later)
  expect(back).toMatchObject({ step: 'register', clock: { promiseFrom: NOW.toISOString() } })
  expect(() => after(back, service, CITIZEN, { type: 'withdraw' })).toThrow('TOO_LATE')
})
