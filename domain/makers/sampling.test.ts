import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashesOf } from '#test/draw-hashes.ts'
import { FINDING, FINDINGS, listText, placesToSee, suspicion, wantedOf } from './sampling.ts'

const batches = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 40 })
const percent = fc.integer({ min: 1, max: 100 })

describe('the share that is drawn', () => {
  test('over any row of draws it is exactly the share, rounded up once; never more than there are, never fewer than none', () => {
    fc.assert(
      fc.property(batches, percent, (sizes, p) => {
        let account = { owed: 0, drawn: 0 }
        let total = 0
        for (const size of sizes) {
          const { wanted, after } = wantedOf(size, p, account)
          expect(wanted >= 0 && wanted <= size).toBe(true)
          account = after
          total += size
          expect(account.drawn).toBe(Math.ceil((total * p) / 100))
        }
      }),
    )
  })

  test('when the share changes from a day on, what was owed before stays owed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), percent), { minLength: 1, maxLength: 30 }),
        (days) => {
          let account = { owed: 0, drawn: 0 }
          for (const [size, p] of days) account = wantedOf(size, p, account).after
          const owed = days.reduce((sum, [size, p]) => sum + size * p, 0)
          expect(account.drawn).toBe(Math.ceil(owed / 100))
        },
      ),
    )
  })

  test('each place is drawn once, lies in the list, and follows from the secret and the list alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), percent, fc.string(), (size, p, secret) => {
        const draw = hashesOf(secret)
        const { wanted } = wantedOf(size, p, { owed: 0, drawn: 0 })
        const places = placesToSee(draw, 'maker', 3, size, wanted)
        expect(places).toHaveLength(wanted)
        expect(new Set(places).size).toBe(wanted)
        expect(places.every((place) => place >= 0 && place < size)).toBe(true)
        expect(placesToSee(draw, 'maker', 3, size, wanted)).toEqual(places)
      }),
    )
  })

  test('no place is favoured: over many secrets every record of a list is drawn about as often', () => {
    const [size, rounds] = [20, 4_000]
    const seen = Array.from({ length: size }, () => 0)
    for (let n = 0; n < rounds; n += 1) {
      const draw = hashesOf(`secret ${n}`)
      for (const place of placesToSee(draw, 'maker', 1, size, 2)) seen[place] = (seen[place] ?? 0) + 1
    }
    const expected = (rounds * 2) / size
    const chi = seen.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
    // 19 degrees of freedom: 43.8 is passed once in a thousand; the secrets are fixed, so this does not flicker.
    expect(chi).toBeLessThan(43.8)
  })

  test('the order in which records came does not change the list', () => {
    const record = fc.record({ vin: fc.stringMatching(/^[A-Z0-9]{17}$/), version: fc.integer({ min: 1, max: 9 }) })
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), (records) => {
        expect(listText(records.toReversed())).toBe(listText(records))
      }),
    )
  })
})

describe('when a suspension is asked for', () => {
  const settings = { objectionPercent: 10, leastJudged: 20 }
  test.each([
    [{ judged: 1, objected: 1, grave: 1 }, 'grave'],
    [{ judged: 19, objected: 19, grave: 0 }, undefined],
    [{ judged: 20, objected: 2, grave: 0 }, undefined],
    [{ judged: 20, objected: 3, grave: 0 }, 'rate'],
    [{ judged: 200, objected: 20, grave: 0 }, undefined],
    [{ judged: 200, objected: 21, grave: 0 }, 'rate'],
  ])('%j: %s', (seen, why) => {
    expect(suspicion(seen, settings)).toBe(why)
  })

  test('every finding says in both languages what it is and what the maker does next', () => {
    for (const finding of FINDINGS) {
      const { name, next } = FINDING[finding]
      for (const words of [name, next]) expect(words.zh !== '' && /[a-z]/.test(words.en)).toBe(true)
    }
    expect(FINDINGS.filter((f) => FINDING[f].grave)).toEqual(['other-car', 'tampered'])
  })
})
