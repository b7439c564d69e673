import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DESK_FITS, type DeskCommand, decideDesk, newDesk } from './officer.ts'
import { TICKET_STATES, OFFICER_STATES } from './terms.ts'
import { decideTicket, FITS, isOver, type Ticket, type TicketCommand } from './ticket.ts'
import { CALENDAR } from '#test/cases.ts'
import { bookableAtOnce, groupFor, gridOf, occupied, pausedUntil, whyNoBooking, whyNoMove } from './booking.ts'
import { bookableDays, nextOpening, openAt, spansOn, takesWalkIn } from './hours.ts'
import type { VideoSettings } from './settings.ts'

const NOW = new Date('2026-03-02T02:00:00Z')
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000)
const RING = { times: 3, seconds: 45, gapSeconds: 120 }
const BOOKING: VideoSettings['booking'] = {
  days: 7,
  gridMinutes: 15,
  share: 0.7,
  officers: 4,
  maxFuture: 2,
  changes: 2,
  changeBeforeMin: 120,
  flowMin: 10,
}
const MISSES = { limit: 2, days: 30, pauseDays: 7 }
const SETTINGS = { ring: RING, booking: BOOKING, misses: MISSES }
const HOURS: VideoSettings['hours'] = {
  '1': [
    ['09:00', '12:00'],
    ['13:30', '17:00'],
  ],
  '6': [['09:00', '12:00']],
}

const walkIn: Ticket = {
  id: 't',
  office: 370200,
  person: 'p',
  kind: 'walk-in',
  state: 'waiting',
  group: 'title',
  language: 'zh',
  resumed: false,
  createdAt: NOW.toISOString(),
  lineAt: NOW.toISOString(),
  waitingSince: NOW.toISOString(),
  changes: 0,
  rings: 0,
  rounds: 0,
  pushedMs: 0,
  version: 1,
}
const booked: Ticket = {
  ...walkIn,
  kind: 'booked',
  state: 'created',
  bookedFor: later(10).toISOString(),
  lineAt: undefined,
  waitingSince: undefined,
}

function after(t: Ticket, command: TicketCommand, now = NOW): Ticket {
  const decision = decideTicket(t, command, { now, settings: SETTINGS })
  if (!decision.ok) throw new Error(`${command.type} at ${t.state}: ${decision.refusal.code}`)
  return decision.next
}
const rung = (t: Ticket, now = NOW): Ticket =>
  after(after(t, { type: 'offer', officer: 'o' }, now), { type: 'ring' }, now)

describe('rings', () => {
  test('a walk-in that does not answer keeps the third place once; the second time it is over, with a call offered', () => {
    const first = after(rung(walkIn), { type: 'ring-over', behindSecond: later(3).toISOString() })
    expect(first).toMatchObject({ state: 'waiting', rounds: 1, rings: 0, lineAt: later(3).toISOString() })
    expect(first.officer).toBeUndefined()
    const second = after(rung(first), { type: 'ring-over' })
    expect(second.state).toBe('expired')
    expect(after(second, { type: 'ask-callback', at: later(30).toISOString() }).state).toBe('callback-due')
  })
  test('a booked time rings three times, 45 seconds each, two minutes apart; then it was missed', () => {
    let t = after(booked, { type: 'arrive' }, later(10))
    for (const no of [1, 2]) {
      t = rung(t, later(10))
      expect(Date.parse(t.ringUntil ?? '') - later(10).getTime()).toBe(45_000)
      t = after(t, { type: 'ring-over' }, later(11))
      expect(t).toMatchObject({ state: 'waiting', rings: no, nextRingAt: later(13).toISOString() })
    }
    t = after(rung(t, later(13)), { type: 'ring-over' }, later(14))
    expect(t).toMatchObject({ state: 'missed', missedAt: later(14).toISOString() })
    expect(after(t, { type: 'requeue' }, later(15))).toMatchObject({ state: 'waiting' })
  })
  test('a miss counts only when it was the person’s: not when we came late, not when we rang from a case', () => {
    const late = { ...after(booked, { type: 'arrive' }, later(30)), rings: 2 }
    expect(after(rung(late, later(40)), { type: 'ring-over' }, later(41)).missedAt).toBeUndefined()
    const ours: Ticket = { ...walkIn, kind: 'from-case', rings: 2 }
    expect(after(rung(ours), { type: 'ring-over' })).toMatchObject({ state: 'missed' })
    expect(after(rung(ours), { type: 'ring-over' }).missedAt).toBeUndefined()
  })
  test('what broke on our side costs neither the place nor a ring', () => {
    expect(after(rung(walkIn), { type: 'ring-over', ourFault: true })).toMatchObject({
      state: 'waiting',
      rings: 0,
      rounds: 0,
      lineAt: walkIn.lineAt,
    })
  })
  test('back after a lost call: first within minutes, later like a booked time', () => {
    const serving = after(rung(walkIn), { type: 'answer', session: 's' })
    expect(after(serving, { type: 'resume', front: true })).toMatchObject({
      state: 'waiting',
      resumed: true,
      session: 's',
    })
    expect(after(serving, { type: 'resume', front: false })).toMatchObject({
      resumed: false,
      callbackAt: NOW.toISOString(),
    })
  })
})

describe('the machines stay where they are declared', () => {
  const commands: fc.Arbitrary<TicketCommand> = fc.constantFrom<TicketCommand>(
    { type: 'arrive' },
    { type: 'offer', officer: 'o' },
    { type: 'offer-back' },
    { type: 'ring' },
    { type: 'answer', session: 's' },
    { type: 'ring-over' },
    { type: 'ring-over', ourFault: true },
    { type: 'cancel' },
    { type: 'ask-callback', at: later(60).toISOString() },
    { type: 'requeue' },
    { type: 'move', to: later(600).toISOString() },
    { type: 'push-back', ms: 60_000 },
    { type: 'resume', front: true },
    { type: 'expire' },
    { type: 'finish', counter: true },
  )
  test('whatever happens to a ticket in whatever order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(walkIn, booked),
        fc.array(fc.tuple(commands, fc.integer({ min: 0, max: 500 })), { maxLength: 40 }),
        (start, happenings) => {
          let t = start
          for (const [command, minute] of happenings) {
            const decision = decideTicket(t, command, { now: later(minute), settings: SETTINGS })
            expect(decision.ok).toBe(decision.ok && FITS[t.state].includes(command.type))
            if (!decision.ok) continue
            expect(decision.next.version).toBe(t.version + 1)
            t = decision.next
            expect(TICKET_STATES).toContain(t.state)
            if (t.state === 'ringing') expect(t.officer && t.ringUntil).toBeTruthy()
            if (t.state === 'serving') expect(t.session).toBeTruthy()
            if (isOver(t.state)) expect(t.officer).toBeUndefined()
            expect(t.rings).toBeLessThanOrEqual(RING.times)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
  const deskCommands: fc.Arbitrary<DeskCommand> = fc.constantFrom<DeskCommand>(
    { type: 'ready' },
    { type: 'break', reason: 'meal' },
    { type: 'offline' },
    { type: 'offered', ticket: 't' },
    { type: 'offer-gone', declined: true },
    { type: 'call', session: 's' },
    { type: 'hold', on: true },
    { type: 'hold', on: false },
    { type: 'call-over', talkedMs: 60_000 },
    { type: 'wrapped-up' },
    { type: 'block', on: true },
    { type: 'block', on: false },
  )
  test('and to an officer', () => {
    const officer = {
      autoAnswerSeconds: 10,
      silentSeconds: 60,
      wrapUpSeconds: 120,
      wrapUpAlertMin: 10,
      breakAfterMin: 90,
      declinesADay: 3,
      samePairMax: 3,
      samePairDays: 30,
    }
    fc.assert(
      fc.property(fc.array(deskCommands, { maxLength: 40 }), (happenings) => {
        let d = newDesk(NOW, '2026-03-02')
        for (const command of happenings) {
          const decision = decideDesk(d, command, { now: NOW, settings: { officer } })
          expect(decision.ok).toBe(DESK_FITS[d.state].includes(command.type))
          if (!decision.ok) continue
          d = decision.next
          expect(OFFICER_STATES).toContain(d.state)
          if (d.state === 'ready' || d.state === 'break' || d.state === 'offline') expect(d.session).toBeUndefined()
          if (d.state === 'in-call') expect(d.session).toBe('s')
        }
      }),
    )
  })
  test('a break that is asked for in a call begins after it', () => {
    const officer = {
      autoAnswerSeconds: 10,
      silentSeconds: 60,
      wrapUpSeconds: 120,
      wrapUpAlertMin: 10,
      breakAfterMin: 90,
      declinesADay: 3,
      samePairMax: 3,
      samePairDays: 30,
    }
    let d = newDesk(NOW, '2026-03-02')
    for (const command of [
      { type: 'ready' },
      { type: 'offered', ticket: 't' },
      { type: 'call', session: 's' },
      { type: 'break', reason: 'rest' },
      { type: 'call-over', talkedMs: 1 },
      { type: 'wrapped-up' },
    ] satisfies DeskCommand[]) {
      const decision = decideDesk(d, command, { now: NOW, settings: { officer } })
      if (!decision.ok) throw new Error(command.type)
      d = decision.next
    }
    expect(d).toMatchObject({ state: 'break', reason: 'rest' })
  })
})

describe('booking', () => {
  const settings = { hours: HOURS, booking: BOOKING, misses: MISSES }
  test('a day has times on the grid that end before closing, none at lunch', () => {
    const times = gridOf('2026-03-02', 20, settings, CALENDAR).map((t) => t.toISOString().slice(11, 16))
    expect(times[0]).toBe('01:00')
    // 11:45 would end at 12:05; 11:30 ends at 11:50.
    expect(times).toContain('03:30')
    expect(times).not.toContain('03:45')
    expect(times.at(-1)).toBe('08:30')
  })
  test('70 of 100 of the officers can be booked, at least one; a long conversation takes more steps', () => {
    expect([1, 4, 10].map((n) => bookableAtOnce({ booking: BOOKING }, n))).toEqual([1, 2, 7])
    expect(occupied(NOW, 20, 15).map((t) => t.getTime() - NOW.getTime())).toEqual([0, 900_000])
  })
  test('two misses in 30 days pause booking for seven days from the last, never the line', () => {
    const day = 86_400_000
    const ago = (days: number) => new Date(NOW.getTime() - days * day)
    expect(pausedUntil([ago(1)], NOW, { misses: MISSES })).toBeUndefined()
    expect(pausedUntil([ago(1), ago(29)], NOW, { misses: MISSES })?.getTime()).toBe(ago(1).getTime() + 7 * day)
    expect(pausedUntil([ago(1), ago(31)], NOW, { misses: MISSES })).toBeUndefined()
    expect(pausedUntil([ago(8), ago(9)], NOW, { misses: MISSES })).toBeUndefined()
    expect(whyNoBooking({ future: 0, forCase: false, misses: [ago(1), ago(2)] }, NOW, settings)?.code).toBe(
      'VIDEO_BOOKING_PAUSED',
    )
  })
  test('two in the future, one for a case; moved twice, until two hours before, and freely when the officer is late', () => {
    expect(whyNoBooking({ future: 2, forCase: false, misses: [] }, NOW, settings)?.code).toBe('VIDEO_TOO_MANY_BOOKINGS')
    expect(whyNoBooking({ future: 1, forCase: true, misses: [] }, NOW, settings)?.code).toBe('VIDEO_BOOKED_ALREADY')
    expect(whyNoBooking({ future: 1, forCase: false, misses: [] }, NOW, settings)).toBeUndefined()
    expect(whyNoMove(later(121), 1, NOW, settings)).toBeUndefined()
    expect(whyNoMove(later(119), 1, NOW, settings)?.code).toBe('VIDEO_TOO_LATE_TO_CHANGE')
    expect(whyNoMove(later(300), 2, NOW, settings)?.code).toBe('VIDEO_NO_CHANGES_LEFT')
    expect(whyNoMove(later(-16), 2, NOW, settings)).toBeUndefined()
  })
  test('an item stands in its own line, everything else in the general one', () => {
    const groups = [
      { code: 'title', name: { zh: '', en: '' }, services: ['registration-cert-replace'], minutes: 20 as const },
      { code: 'general', name: { zh: '', en: '' }, services: [], minutes: 10 as const },
    ]
    expect(groupFor('registration-cert-replace', groups).code).toBe('title')
    expect([groupFor('licence-replace-lost', groups).code, groupFor(undefined, groups).code]).toEqual([
      'general',
      'general',
    ])
  })
})

describe('hours', () => {
  const settings = { hours: HOURS }
  test('open in its spans, closed at lunch, on Sundays and holidays; a make-up Sunday is a Monday', () => {
    expect(openAt(new Date('2026-03-02T01:00:00Z'), settings, CALENDAR)).toBeDefined()
    expect(openAt(new Date('2026-03-02T04:30:00Z'), settings, CALENDAR)).toBeUndefined()
    expect(spansOn('2026-03-01', settings, CALENDAR)).toEqual([])
    expect(spansOn('2026-03-01', settings, { off: new Set(), on: new Set(['2026-03-01']) })).toHaveLength(2)
    expect(spansOn('2026-03-02', settings, { off: new Set(['2026-03-02']), on: new Set() })).toEqual([])
    expect(nextOpening(new Date('2026-03-02T04:30:00Z'), settings, CALENDAR)?.toISOString()).toBe(
      '2026-03-02T05:30:00.000Z',
    )
  })
  test('the last walk-in still fits before closing', () => {
    const closing = new Date('2026-03-02T09:00:00Z')
    expect(takesWalkIn(new Date('2026-03-02T08:30:00Z'), closing, 10, 20)).toBe(true)
    expect(takesWalkIn(new Date('2026-03-02T08:31:00Z'), closing, 10, 20)).toBe(false)
  })
  test('the newest day can be booked from eight in the morning', () => {
    const days = (time: string) => bookableDays(new Date(time), 7, settings, CALENDAR)
    // Monday 9 March is seven days ahead.
    expect(days('2026-03-01T23:59:00Z')).not.toContain('2026-03-09')
    expect(days('2026-03-02T00:00:00Z')).toContain('2026-03-09')
  })
})
