import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { after, caseOf, CITIZEN, does, NOW, officer, SYSTEM } from '#test/cases.ts'
import type { Case } from './case.ts'
import { findService } from './services/index.ts'
import { barredUntil } from './visit.ts'

const DAY = 86_400_000
const at = (days: number): Date => new Date(NOW.getTime() + days * DAY)

describe('a visit', () => {
  const counter = findService('counter-appointment')
  const station = findService('inspection-appointment')
  const registration = findService('new-vehicle-registration')
  if (!counter || !station || !registration) throw new Error('items are missing')
  const from = new Date(NOW.getTime() + 2 * 3_600_000)

  const booked = (service = counter): Case =>
    after(after(caseOf(service), service, SYSTEM, { type: 'checked', results: [] }), service, CITIZEN, {
      type: 'book',
      site: 'main',
      from: from.toISOString(),
    })

  test('is booked, and the person told when and where to come', () => {
    const asked = does(caseOf(counter), counter, SYSTEM, { type: 'checked', results: [] })
    expect(asked.ok && asked.effects).toContainEqual({ type: 'message', template: 'book-visit' })
    const waiting = after(caseOf(counter), counter, SYSTEM, { type: 'checked', results: [] })
    const decision = does(waiting, counter, CITIZEN, { type: 'book', site: 'main', from: from.toISOString() })
    expect(decision).toMatchObject({ ok: true, next: { step: 'meet', state: 'open' } })
    expect(decision.ok && decision.effects).toContainEqual({
      type: 'message',
      template: 'booked',
      params: { until: from.toISOString(), site: 'main' },
    })
  })
  test('ends when the officer has seen the person', () => {
    expect(after(booked(), counter, officer('o-1', 'reviewer'), { type: 'meet', note: '' })).toMatchObject({
      state: 'done',
      channel: 'counter',
    })
  })
  test('can be given back until an hour before, with its place', () => {
    const hourBefore = new Date(from.getTime() - 3_600_000)
    const early = does(booked(), counter, CITIZEN, { type: 'withdraw' }, hourBefore)
    expect(early).toMatchObject({ ok: true, next: { state: 'withdrawn' } })
    expect(early.ok && early.effects).toContainEqual({ type: 'cancel-appointment' })
    const late = does(booked(), counter, CITIZEN, { type: 'withdraw' }, new Date(hourBefore.getTime() + 1))
    expect(late).toEqual({ ok: false, refusal: { code: 'APPT_LATE' } })
  })
  test('can be moved until an hour before; the case waits where it waited, for the new time', () => {
    const to = { type: 'rebook', site: 'huangdao', from: at(3).toISOString() } as const
    const hourBefore = new Date(from.getTime() - 3_600_000)
    const early = does(booked(), counter, CITIZEN, to, hourBefore)
    expect(early).toMatchObject({
      ok: true,
      next: { state: 'open', step: 'meet', data: { appointment: { site: 'huangdao', from: to.from } } },
    })
    expect(early.ok && early.effects).toEqual([
      { type: 'message', template: 'booked', params: { until: to.from, site: 'huangdao' } },
    ])
    for (const late of [new Date(hourBefore.getTime() + 1), from, at(1)])
      expect(does(booked(), counter, CITIZEN, to, late)).toEqual({ ok: false, refusal: { code: 'APPT_LATE' } })
    expect(does(caseOf(counter), counter, CITIZEN, to)).toEqual({ ok: false, refusal: { code: 'WRONG_STEP' } })
  })
  test('of a car to be looked at that was missed is booked anew in the same way', () => {
    const car = { kind: 'new-vehicle', vin: '', preInspected: false } as const
    const shown = { ...caseOf(registration), step: 'inspect' as const }
    const waiting = {
      ...shown,
      data: { ...shown.data, subject: car, appointment: { site: 'main', from: from.toISOString() } },
    }
    const to = { type: 'rebook', site: 'main', from: at(3).toISOString() } as const
    expect(does(waiting, registration, CITIZEN, to, at(1))).toMatchObject({ ok: true, next: { step: 'inspect' } })
    expect(does(waiting, registration, CITIZEN, to, new Date(from.getTime() - 1))).toMatchObject({ ok: false })
  })
  test('that nobody came to lapses, and is not called unpaid', () => {
    const decision = does(booked(), counter, SYSTEM, { type: 'lapse' }, at(1))
    expect(decision).toMatchObject({ ok: true, next: { state: 'lapsed', step: 'meet' } })
    expect(decision.ok && decision.effects).toContainEqual({ type: 'message', template: 'missed' })
  })
  test('to a station ends by what the station uploads; to an office only an officer says so', () => {
    const seen = { type: 'meet', note: '检验机构已上传' } as const
    expect(after(booked(station), station, SYSTEM, seen)).toMatchObject({ state: 'done' })
    expect(does(booked(), counter, SYSTEM, seen)).toEqual({ ok: false, refusal: { code: 'WRONG_STEP' } })
  })
  test('is not what a registration books: that one can be withdrawn to the last minute', () => {
    const shown: Case = { ...caseOf(registration), step: 'inspect' }
    const withTime = { ...shown, data: { ...shown.data, appointment: { site: 'main', from: from.toISOString() } } }
    expect(does(withTime, registration, CITIZEN, { type: 'withdraw' }, from)).toMatchObject({ ok: true })
  })
})

describe('three missed within thirty days close the book for fifteen', () => {
  test('by the day', () => {
    expect(barredUntil([])).toBeUndefined()
    expect(barredUntil([at(0), at(1)])).toBeUndefined()
    expect(barredUntil([at(0), at(10), at(30)])).toEqual(at(45))
    expect(barredUntil([at(0), at(10), at(31)])).toBeUndefined()
    expect(barredUntil([at(0), at(1), at(2), at(80)])).toEqual(at(17))
  })
  test('in whatever order they are found, and never for fewer than three', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -200, max: 0 }), { maxLength: 8 }), (days) => {
        const until = barredUntil(days.map(at))
        expect(barredUntil(days.toReversed().map(at))).toEqual(until)
        if (days.length < 3) expect(until).toBeUndefined()
        if (until) expect(days.filter((d) => at(d).getTime() + 15 * DAY <= until.getTime()).length).toBeGreaterThan(2)
      }),
    )
  })
})
