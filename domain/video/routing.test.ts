import { describe, expect, test } from 'vitest'
import {
  type Candidate,
  chooseOfficer,
  keptForBooked,
  type RoutingContext,
  waitsForSticky,
  whyNotThisOfficer,
} from './routing.ts'

/** Who is offered a ticket: skilled, no relative, not the one who refused, the own office first; and then by lot (order 162 art. 48 is the model). */

const NOW = new Date('2026-03-02T02:00:00Z')
const ago = (seconds: number): string => new Date(NOW.getTime() - seconds * 1_000).toISOString()
const TICKET = {
  office: 370200,
  person: 'p',
  group: 'title',
  language: 'zh',
  waitingSince: ago(100),
  resumed: false,
} as const
const officer = (change: Partial<Candidate> = {}): Candidate => ({
  id: 'o',
  office: 370200,
  readySince: ago(60),
  groups: ['title'],
  languages: ['zh'],
  relatives: [],
  served: 0,
  ...change,
})
const CONTEXT: RoutingContext = {
  now: NOW,
  settings: {
    pool: { offices: [370200, 370211], afterSeconds: 60, lendings: true, lentAfterSeconds: 120 },
    officer: { samePairMax: 3 } as RoutingContext['settings']['officer'],
  },
  p80Ms: 600_000,
}
const why = (o: Partial<Candidate>, ctx: Partial<RoutingContext> = {}, t: Partial<typeof TICKET> | object = {}) =>
  whyNotThisOfficer({ ...TICKET, ...t }, officer(o), { ...CONTEXT, ...ctx })

test.each<[string, string | undefined, string | undefined]>([
  ['one of the own office who can do it', why({}), undefined],
  ['one who cannot', why({ groups: ['driver'] }), 'skill'],
  ['one who speaks another language', why({ languages: ['en'] }), 'language'],
  ['a relative', why({ relatives: ['p'] }), 'relative'],
  ['the one who refused', why({}, { rejectedBy: 'o' }), 'second-look'],
  ['one who has served this person twice', why({ served: 2 }), undefined],
  ['… three times', why({ served: 3 }), 'same-pair'],
  ['… whose call was lost', why({ served: 3 }, { sticky: 'o' }, { resumed: true }), undefined],
  ['… whose call is over', why({ served: 3 }, { sticky: 'o' }), 'same-pair'],
  ['one whose shift ends after a usual talk', why({ shiftEnd: '2026-03-02T02:10:00Z' }), undefined],
  ['one whose shift ends within it', why({ shiftEnd: '2026-03-02T02:09:59Z' }), 'shift-end'],
  ['another office of the city', why({ office: 370211 }), undefined],
  ['… before a minute', why({ office: 370211 }, {}, { waitingSince: ago(59) }), 'own-office-first'],
  ['… after a minute', why({ office: 370211 }, {}, { waitingSince: ago(60) }), undefined],
  ['a lent officer, who comes later', why({ office: 370100 }, { lenders: [370100] }), 'own-office-first'],
  ['… later', why({ office: 370100 }, { lenders: [370100] }, { waitingSince: ago(120) }), undefined],
  ['an office that lends nobody', why({ office: 370100 }), 'office'],
])('%s', (_, found, expected) => expect(found).toBe(expected))

describe('the lot', () => {
  const idle = officer({ id: 'idle', readySince: ago(299) })
  const fresh = officer({ id: 'fresh', readySince: ago(99) })
  const chosen = (random: number, t: object = {}, ctx: Partial<RoutingContext> = {}) =>
    chooseOfficer({ ...TICKET, ...t }, [idle, officer({ id: 'no', groups: [] }), fresh], { ...CONTEXT, ...ctx }, random)
      ?.id
  test('weighs the time of waiting: three quarters to who waits three times as long', () => {
    expect([0, 0.74, 0.76, 0.999].map((random) => chosen(random))).toEqual(['idle', 'idle', 'fresh', 'fresh'])
  })
  test('leaves out nobody who has just become ready, and nobody at all comes of nobody', () => {
    const now = officer({ id: 'now', readySince: NOW.toISOString() })
    expect(chooseOfficer(TICKET, [now], CONTEXT, 0.5)?.id).toBe('now')
    expect(chooseOfficer(TICKET, [officer({ groups: [] })], CONTEXT, 0.5)).toBeUndefined()
  })
  test('is not drawn for who comes back: the officer of the lost call is asked first', () => {
    expect(chosen(0, { resumed: true }, { sticky: 'fresh' })).toBe('fresh')
    expect(chosen(0, { resumed: false }, { sticky: 'fresh' })).toBe('idle')
    expect(chosen(0, { resumed: true }, { sticky: 'gone' })).toBe('idle')
  })
})

test('who comes back waits two minutes for the officer of the lost call, while that one is there', () => {
  const waits = (seconds: number, resumed = true, there = true) =>
    waitsForSticky({ resumed, waitingSince: ago(seconds) }, there, NOW)
  expect([waits(119), waits(120), waits(10, false), waits(10, true, false)]).toEqual([true, false, false, false])
})

test('booked times keep no more officers than are booked, and never the share of the walk-ins', () => {
  expect([keptForBooked(10, 3, 0.7), keptForBooked(10, 9, 0.7), keptForBooked(3, 9, 0.7)]).toEqual([3, 7, 2])
})
