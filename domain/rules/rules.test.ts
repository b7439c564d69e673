import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#domain/calendar.ts'
import * as rules from '#domain/rules/index.ts'
import { LICENCE_CLASSES } from '#domain/rules/licence-classes.ts'
import { plateTypes } from '#domain/rules/plates.ts'

const count = (max: number) => fc.integer({ min: 0, max })
/** From a fixed alphabet, so that a short string is drawn without filtering. */
const chars = (alphabet: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength: length, maxLength: length })

const DIGITS = '0123456789'

describe('plates', () => {
  // Digits more often than letters: most serials of even choice have three letters and are refused.
  const SERIAL = `${DIGITS.repeat(8)}ABCDEFGHJKLMNPQRSTUVWXYZ`
  const marks = new Map([
    ['15', '挂'],
    ['16', '学'],
    ['23', '警'],
    ['26', '港'],
    ['27', '澳'],
  ])
  const place = fc
    .tuple(fc.constantFrom('鲁', '皖', '浙', '苏'), fc.constantFrom(...Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ')))
    .map((two) => two.join(''))
  const energy = chars('ABCDEFGHJK', 1)

  const inputOf = (type: string): fc.Arbitrary<string> => {
    if (type === '51') return fc.tuple(place, chars(DIGITS, 5), energy).map((parts) => parts.join(''))
    if (type === '52') return fc.tuple(place, energy, chars(SERIAL, 1), chars(DIGITS, 4)).map((parts) => parts.join(''))
    const mark = marks.get(type) ?? ''
    const begin = type === '26' || type === '27' ? fc.constant('粤Z') : place
    return fc.tuple(begin, chars(SERIAL, mark === '' ? 5 : 4)).map((parts) => parts.join('') + mark)
  }

  test.each(plateTypes())('what is shown of $type $name reads back as the same plate', ({ type, colour }) => {
    let good = 0
    fc.assert(
      fc.property(inputOf(type), (input) => {
        const first = rules.plate({ type, input })
        if (!first.ok) {
          expect(['PLATE_TOO_MANY_LETTERS', 'PLATE_ALL_ZERO']).toContain(first.why)
          return
        }
        good += 1
        expect(first).toMatchObject({ plate: input, colour })
        expect(rules.plate({ type, input: first.shown })).toEqual(first)
        expect(rules.plate({ type, input: ` ${input.toLowerCase()} ` })).toEqual(first)
      }),
    )
    expect(good).toBeGreaterThan(30)
  })

  test('a serial of three letters is refused on every ordinary plate', () => {
    fc.assert(
      fc.property(chars('ABCDEFGHJKLMNPQRSTUVWXYZ', 3), chars(DIGITS, 2), (letters, two) => {
        expect(rules.plate({ type: '02', input: `鲁B${letters}${two}` })).toEqual({
          ok: false,
          why: 'PLATE_TOO_MANY_LETTERS',
        })
      }),
    )
  })

  test('a number of letters alone has no digit that could be zero', () => {
    expect(rules.plate({ type: '26', input: '粤ZABCD港' })).toMatchObject({ ok: true, serial: 'ABCD' })
  })

  test.each([
    ['26', '鲁ZF023港'],
    ['27', '京ZF023澳'],
  ])('%s %s: only 粤 issues plates for crossing into Hong Kong and Macao', (type, input) => {
    expect(rules.plate({ type, input })).toEqual({ ok: false, why: 'PLATE_PATTERN' })
  })

  test('zeros only are issued on no kind of plate', () => {
    for (const [type, input] of [
      ['02', '鲁B00000'],
      ['15', '鲁B0000挂'],
      ['52', '鲁BD00000'],
      ['51', '鲁B00000D'],
      ['02', '鲁BA0000'],
      ['02', '鲁BAB000'],
      ['52', '鲁BDA0000'],
      ['15', '鲁BA000挂'],
      ['26', '粤ZABC0港'],
    ] as const) {
      expect(rules.plate({ type, input })).toEqual({ ok: false, why: 'PLATE_ALL_ZERO' })
    }
  })
})

describe('licence classes', () => {
  const held = fc.uniqueArray(fc.constantFrom(...LICENCE_CLASSES), { minLength: 1, maxLength: 4 })

  test('growing older never gives a class back, and what is left may be driven', () => {
    fc.assert(
      fc.property(held, count(100), count(20), (classes, age, more) => {
        const now = rules.overAge({ classes, age })
        const later = rules.overAge({ classes, age: age + more })
        // D and E become F, A2 becomes C1 and C6: the same answer must come by way of the years between.
        expect(rules.overAge({ classes: now, age: age + more })).toEqual(later)
        if (age < 63) expect(now).toEqual(LICENCE_CLASSES.filter((one) => classes.includes(one)))
      }),
    )
  })

  test('a class string reads back, in any order and with any separator', () => {
    fc.assert(
      fc.property(held, fc.constantFrom('', ' ', ',', '、', '/'), (classes, separator) => {
        const answer = rules.classString({ input: classes.join(separator) })
        if (!answer.ok) {
          expect(answer.why).toBe('CLASS_REDUNDANT')
          return
        }
        expect(answer.classes).toEqual(LICENCE_CLASSES.filter((one) => classes.includes(one)))
        expect(answer.mayDrive).toEqual(expect.arrayContaining(classes))
        expect(rules.classString({ input: answer.classes.join('') })).toEqual(answer)
      }),
    )
  })
})

describe('points and money', () => {
  test('more over the limit never costs fewer points', () => {
    const percent = fc.double({ min: 0, max: 300, noNaN: true })
    fc.assert(
      fc.property(
        fc.constantFrom('light' as const, 'heavy' as const),
        fc.constantFrom('fast' as const, 'other' as const),
        fc.constantFrom('coach' as const, 'seven' as const, 'other' as const),
        percent,
        percent,
        (group, road, kind, a, b) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)]
          const points = (overPercent: number) => [
            rules.speed({ group, road, overPercent }).points,
            rules.overload({ kind, overPercent }).points,
            rules.freight({ overPercent }).points,
          ]
          const low = points(less)
          points(more).forEach((value, at) => expect(value).toBeGreaterThanOrEqual(low[at] ?? Number.NaN))
        },
      ),
    )
  })

  test('reductions never take more than six a cycle nor below zero', () => {
    fc.assert(
      fc.property(count(11), fc.array(fc.constantFrom(1, 2), { maxLength: 12 }), (start, steps) => {
        let current = start
        for (const step of steps) {
          const answer = rules.reducePoints({ current, reducedThisCycle: start - current, step })
          if (answer.ok) current = answer.left
        }
        expect(current).toBeGreaterThanOrEqual(Math.max(0, start - 6))
        if (steps.length >= 6) expect(current).toBe(Math.max(0, start - 6))
      }),
    )
  })

  test('the extra fine grows by the day and never passes the fine; in fen it is whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), count(400), (yuan, days) => {
        const pay = (on: number) =>
          rules.lateFee({ fine: yuan * 100, received: '2026-01-31', paid: addDays('2026-01-31', on) })
        const { extra, lateDays } = pay(days)
        expect(Number.isInteger(extra)).toBe(true)
        expect(lateDays).toBe(Math.max(0, days - 15))
        expect(extra).toBe(Math.min(yuan * 100, yuan * 3 * lateDays))
        expect(pay(days + 1).extra).toBeGreaterThanOrEqual(extra)
      }),
    )
  })
})

describe('micro vehicles, mini by another name', () => {
  test.each(['mini', 'micro'])('%s', (size) => {
    const registered = '2020-01-31'
    const of = (named: string) =>
      rules.inspection({ vehicle: { kind: 'passenger', size: named, seats: 5 }, registered } as unknown)
    expect(of(size)).toEqual(of('small'))
    expect(rules.scrap({ use: 'private', size })).toEqual({ years: null, km10k: 60 })
    expect(rules.scrap({ use: 'taxi', size })).toEqual({ years: 8, km10k: 60 })
    expect(rules.scrap({ use: 'truck', size })).toEqual({ years: 12, km10k: 50 })
    expect(rules.scrap({ use: 'rental', size })).toEqual({ years: 15, km10k: 60 })
  })
})

describe('inspection and renewal', () => {
  test('due dates rise, and only the second, fourth and eighth year are without a test', () => {
    fc.assert(
      fc.property(
        count(20_000),
        fc.constantFrom('passenger' as const, 'truck' as const, 'motorcycle' as const),
        (days, kind) => {
          const registered = addDays('1980-01-01', days)
          const { plan16, group } = rules.inspection({ vehicle: { kind, size: 'small', seats: 5 }, registered })
          expect(plan16).toEqual(plan16.toSorted())
          expect(new Set(plan16).size).toBe(plan16.length)
          expect(plan16.filter((line) => line.endsWith('领标'))).toHaveLength(group === 'exempt' ? 3 : 0)
        },
      ),
    )
  })

  test('a licence only moves forward through its states', () => {
    const order = [
      'too-early',
      'in-window',
      'expired-may-renew',
      'cancelled-restore-with-subject-1',
      'cancelled-retake-all',
    ]
    fc.assert(
      fc.property(count(2500), count(400), (at, more) => {
        const state = (days: number) =>
          order.indexOf(rules.renewal({ validTo: '2028-02-29', today: addDays('2026-01-01', days) }).state)
        expect(state(at)).toBeGreaterThanOrEqual(0)
        expect(state(at + more)).toBeGreaterThanOrEqual(state(at))
      }),
    )
  })
})

test.each([
  [18, 'C1 C2 C3 C4 C5 D E F M'],
  [20, 'A3 B1 B2 C6 N P'],
  [22, 'A1 A2'],
])('from %s on, and not a year earlier: %s (申领规定 art. 14)', (youngest, classes) => {
  for (const one of classes.split(' ')) {
    const may = (age: number) => rules.mayApply({ class: one, age, options: { initial: false } })
    expect([one, may(youngest)]).toEqual([one, { ok: true }])
    expect([one, may(youngest - 1)]).toEqual([one, { ok: false, why: 'AGE_TOO_LOW' }])
  }
})

test('where the order makes no difference of size any size is found; a micro car counts as a small one', () => {
  expect(rules.scrap({ use: 'rental', size: 'large' })).toEqual({ years: 15, km10k: 60 })
  expect(rules.scrap({ use: 'taxi', size: 'micro' })).toEqual(rules.scrap({ use: 'taxi', size: 'small' }))
  expect(rules.scrap({ use: 'taxi', size: 'any' })).toMatchObject({ ok: false })
})

test('what does not fit on a form is refused before it is read: sixty-four characters are', () => {
  const spaced = (length: number) => rules.mobile({ input: `13800138000${' '.repeat(length - 11)}` }).ok
  expect([spaced(64), spaced(65)]).toEqual([true, false])
})
