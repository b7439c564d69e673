import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Choice, findings, isNice, shares } from './insiders.ts'

const HOUR = 3_600_000
const choice = (given: Partial<Choice>): Choice => ({
  number: '鲁BD0417',
  tag: 'aa',
  person: 'p1',
  at: 100 * HOUR,
  links: [],
  groups: [],
  ...given,
})

test('nice numbers are those people would pay for', () => {
  for (const number of ['鲁BD8883', '鲁B66621', '鲁BA1234', '鲁B98765', '鲁B12321', '鲁BDD0007'])
    expect(isNice(number), number).toBe(true)
  for (const number of ['鲁BD0417', '鲁B57G21', '鲁B5D312', '鲁BD5031', '鲁BDA0417'])
    expect(isNice(number), number).toBe(false)
})

describe('shares', () => {
  /** Every tenth number is nice, whoever chooses; `lucky` gets a nice one each time. */
  const month = (lucky: number): Choice[] =>
    Array.from({ length: 600 }, (_, i) => {
      const favoured = i < lucky
      return choice({
        number: favoured || i % 10 === 0 ? '鲁BD8881' : '鲁BD0417',
        groups: [{ kind: 'officer', name: favoured ? 'crooked' : `honest ${i % 7}` }],
      })
    })

  test('an officer whose people get nice numbers far too often raises the alarm, the others do not', () => {
    const found = shares(month(40))
    expect(found.filter((s) => s.alarm).map((s) => s.name)).toEqual(['crooked'])
    expect(found[0]).toMatchObject({ kind: 'officer', choices: 40, nice: 40 })
  })

  test('with fewer than thirty choices there is no alarm', () => {
    expect(shares(month(20)).filter((s) => s.alarm)).toEqual([])
  })

  test('chance alone seldom raises it: under one in two hundred groups', () => {
    let [groups, alarms] = [0, 0]
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 400, maxLength: 400 }), (dice) => {
        const fair = dice.map((d, i) =>
          choice({ number: d === 0 ? '鲁BD8881' : '鲁BD0417', groups: [{ kind: 'hour', name: String(i % 8) }] }),
        )
        const found = shares(fair)
        groups += found.length
        alarms += found.filter((s) => s.alarm).length
      }),
      // Shrinking and biased draws would not be chance: plain random ones.
      { numRuns: 60, seed: 20_261_122, noBias: true } as fc.Parameters<[number[]]>,
    )
    expect(groups).toBe(480)
    expect(alarms).toBeLessThanOrEqual(2)
  })
})

describe('findings', () => {
  test('a number that is taken within two seconds of its release', () => {
    const at = 100 * HOUR
    expect(findings([choice({ releasedAt: at - 1_500, at })]).map((f) => f.kind)).toEqual(['too-fast'])
    expect(findings([choice({ releasedAt: at - 2_500, at })])).toEqual([])
    expect(findings([choice({})])).toEqual([])
  })

  test('a number that wanders between people with the same device', () => {
    const first = choice({ tag: 'aa', links: ['device 1'], end: { how: 'released', at: 101 * HOUR } })
    const second = choice({ tag: 'bb', person: 'p2', at: 140 * HOUR, links: ['device 1', 'address 2'] })
    expect(findings([second, first])).toEqual([
      { kind: 'wandering', number: '鲁BD0417', at: 140 * HOUR, tags: ['aa', 'bb'] },
    ])
    expect(findings([first, { ...second, links: ['device 3'] }])).toEqual([])
    expect(findings([first, { ...second, person: 'p1' }])).toEqual([])
  })

  test('a lapse that a linked person hits within a day', () => {
    const lapsed = choice({ links: ['agent x'], end: { how: 'lapsed', at: 110 * HOUR } })
    const hit = choice({ tag: 'bb', person: 'p2', at: 130 * HOUR, links: ['agent x'] })
    expect(findings([lapsed, hit]).map((f) => f.kind)).toEqual(['lapse-hit'])
    expect(findings([lapsed, { ...hit, at: 140 * HOUR }])).toEqual([])
  })

  test('a choice that was made void', () => {
    expect(findings([choice({ end: { how: 'void', at: 120 * HOUR } })])).toEqual([
      { kind: 'voided', number: '鲁BD0417', at: 120 * HOUR, tags: ['aa'] },
    ])
  })
})
