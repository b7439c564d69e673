import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crowdedLooks, type Look } from './looks.ts'

const START = Date.parse('2026-03-02T01:00:00Z')
const look = (second: number, record: string): Look => ({ at: new Date(START + second * 1_000), record })
const LIMIT = { records: 200, minutes: 10 }

describe('many looks in a short time', () => {
  test('199 in ten minutes are work, the 200th raises the alarm', () => {
    const looks = Array.from({ length: 200 }, (_, i) => look(i * 3, `person ${i}`))
    expect(crowdedLooks(looks.slice(0, 199), LIMIT)).toEqual([])
    expect(crowdedLooks(looks, LIMIT)).toEqual([{ from: looks[0]?.at, to: looks[199]?.at, records: 200 }])
  })

  test('200 in just over ten minutes are none; nor is one person looked at 500 times', () => {
    const slow = Array.from({ length: 200 }, (_, i) => look(i === 199 ? 600 : i, `person ${i}`))
    expect(crowdedLooks(slow, LIMIT)).toEqual([])
    expect(
      crowdedLooks(
        Array.from({ length: 500 }, (_, i) => look(i, 'the same')),
        LIMIT,
      ),
    ).toEqual([])
  })

  test('who goes on is told of anew, once for each full measure', () => {
    const looks = Array.from({ length: 650 }, (_, i) => look(i * 0.5, `person ${i}`))
    expect(crowdedLooks(looks, LIMIT).map((c) => c.to)).toEqual([199, 399, 599].map((i) => looks[i]?.at))
  })

  test('finds an alarm exactly when some ten minutes hold so many records', () => {
    const some = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 90 }), who: fc.integer({ min: 0, max: 12 }) }), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 8 }), (steps, records) => {
        let second = 0
        const looks = steps.map(({ gap, who }) => look((second += gap), String(who)))
        const limit = { records, minutes: 5 }
        const naive = looks.some((end) => {
          const since = end.at.getTime() - 5 * 60_000
          const inside = looks.filter((l) => l.at.getTime() > since && l.at <= end.at)
          return new Set(inside.map((l) => l.record)).size >= records
        })
        const crowds = crowdedLooks(looks, limit)
        expect(crowds.length > 0).toBe(naive)
        for (const c of crowds) {
          expect(c.records).toBe(records)
          expect(c.to.getTime() - c.from.getTime()).toBeLessThan(5 * 60_000)
        }
      }),
    )
  })
})
