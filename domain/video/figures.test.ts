import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayFigures, type SessionFact, type TicketFact } from './figures.ts'

const session = (talkMs: number): SessionFact => ({
  outcome: 'done',
  outcomeReason: null,
  identity: 'pass',
  talkMs,
  holdMs: 0,
  drops: 0,
  resumes: 0,
  handovers: 0,
  ageAtLeast60: false,
  again: false,
})
const NONE = { ratings: [], waits: { hits: 0, n: 0 }, officerHourFen: 6_000 }

test('nothing happened: no share and no mean is claimed', () => {
  const figures = dayFigures([], [], [], NONE)
  expect(figures).toMatchObject({ rating: null, rated: null, complaintRate: null, costFen: null, waitHit: null })
})

test('cost, stars, complaints and told waits as they are defined', () => {
  const figures = dayFigures([], [session(1_200_000), session(600_000)], [600_000], {
    ratings: [
      { stars: 5, complaint: false },
      { stars: 2, complaint: true },
    ],
    waits: { hits: 3, n: 4 },
    officerHourFen: 6_000,
  })
  // Forty minutes of officers at 60 yuan an hour, for two people.
  expect(figures).toMatchObject({ costFen: 2_000, rating: 3.5, rated: 1, complaintRate: 0.5, waitHit: 0.75 })
})

test('who waited three minutes was answered in time, who left within fifteen seconds was never there', () => {
  const ticket = (state: string, waitedMs: number, answered = true): TicketFact => ({ state, waitedMs, answered })
  const figures = dayFigures(
    [
      ticket('done', 180_000),
      ticket('done', 180_001),
      ticket('abandoned', 15_000, false),
      ticket('abandoned', 15_001, false),
    ],
    [],
    [],
    NONE,
  )
  expect(figures).toMatchObject({ offered: 3, answered: 2, abandoned: 1, inSlo: 0.5 })
})

test('every share lies between none and all, whatever the day was like', () => {
  const ticket: fc.Arbitrary<TicketFact> = fc.record({
    state: fc.constantFrom('done', 'abandoned', 'expired', 'waiting'),
    waitedMs: fc.nat(3_600_000),
    answered: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(ticket), fc.array(fc.nat(3_600_000)), fc.nat(20), (tickets, talks, hits) => {
      const figures = dayFigures(tickets, talks.map(session), talks, { ...NONE, waits: { hits, n: hits + 3 } })
      for (const share of [
        figures.inSlo,
        figures.dropRate,
        figures.waitHit,
        figures.firstContact,
        figures.transferRate,
      ])
        if (share !== null) expect(share >= 0 && share <= 1).toBe(true)
      expect(figures.answered).toBeLessThanOrEqual(figures.offered)
      if (figures.costFen !== null) expect(figures.costFen).toBeGreaterThanOrEqual(0)
    }),
  )
})
