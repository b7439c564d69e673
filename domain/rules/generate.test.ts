import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#domain/calendar.ts'
import { makeCreditCode, makeMobile, makeResidentId, makeVin } from '#domain/rules/generate.ts'
import * as rules from '#domain/rules/index.ts'

const today = '2026-06-01'
const birth = fc.integer({ min: 0, max: 45_000 }).map((days) => addDays('1900-01-01', days))
const province = fc.constantFrom('11', '32', '33', '34', '37', '44', '65')
const count = (max: number) => fc.integer({ min: 0, max })
/** From a fixed alphabet, so that a short string is drawn without filtering. */
const chars = (alphabet: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength: length, maxLength: length })

const DIGITS = '0123456789'
const VIN_CHARS = '0123456789ABCDEFGHJKLMNPRSTUVWXYZ'
const residentId = fc.record({ province, birth, sequence: count(999) })
const vehicle = fc.record({
  wmi: chars(VIN_CHARS, 2).map((rest) => `L${rest}`),
  descriptor: chars(VIN_CHARS, 5),
  year: fc.integer({ min: 1980, max: 2039 }),
  plant: chars(VIN_CHARS, 1),
  serial: count(999_999),
})

const replaceAt = (text: string, at: number, by: string) => text.slice(0, at) + by + text.slice(at + 1)

describe('made numbers are good numbers', () => {
  test('a made identity number reads back as what it was made of', () => {
    fc.assert(
      fc.property(residentId, (of) => {
        const input = makeResidentId(of)
        expect(input.slice(2, 6)).toBe('0000')
        expect(rules.id({ input, today })).toMatchObject({
          ok: true,
          birth: of.birth,
          sex: of.sequence % 2 === 1 ? 'M' : 'F',
        })
      }),
    )
  })

  test('a made VIN is domestic and right in place 9', () => {
    fc.assert(
      fc.property(vehicle, (of) => {
        const answer = rules.vin({ input: makeVin(of) })
        expect(answer).toMatchObject({ ok: true, wmi: of.wmi, plant: of.plant, checkDigitOk: true })
      }),
    )
  })

  test('the model years come round after thirty', () => {
    const year = (of: number) => makeVin({ wmi: 'LSV', year: of, serial: 1 }).charAt(9)
    expect([1980, 2009, 2010, 2024, 2025, 2026, 2031].map(year).join('')).toBe('A9ARST1')
    expect(year(1990)).toBe(year(2020))
  })

  test('a made credit code is right in both of its checks', () => {
    fc.assert(
      fc.property(province, count(999_999), (of, serial) => {
        const input = makeCreditCode({ province: of, serial })
        expect(rules.uscc({ input })).toMatchObject({ ok: true, region: `${of}9900`, orgCheckOk: true })
      }),
    )
  })

  test('made mobile numbers are good and all different', () => {
    fc.assert(
      fc.property(fc.uniqueArray(count(99_999_999), { maxLength: 20 }), (numbers) => {
        const made = numbers.map(makeMobile)
        expect(new Set(made).size).toBe(numbers.length)
        for (const input of made) expect(rules.mobile({ input: `+86 ${input}` })).toEqual({ ok: true, mobile: input })
      }),
    )
  })

  test('a seed that cannot be made is a mistake, not a wrong number', () => {
    expect(() => makeResidentId({ province: '37', birth: '2026-02-30', sequence: 1 })).toThrow(RangeError)
    expect(() => makeResidentId({ province: '3', birth: '2000-01-01', sequence: 1 })).toThrow(RangeError)
    expect(() => makeResidentId({ province: '37', birth: '2000-01-01', sequence: 1000 })).toThrow(RangeError)
    expect(() => makeVin({ wmi: 'LQV', year: 2024, serial: 1 })).toThrow(RangeError)
    expect(() => makeVin({ wmi: 'LSV', year: 2040, serial: 1 })).toThrow(RangeError)
    expect(() => makeVin({ wmi: 'LSV', descriptor: 'AAAA', year: 2024, serial: 1 })).toThrow(RangeError)
    expect(() => makeVin({ wmi: 'LSV', plant: 'I', year: 2024, serial: 1 })).toThrow(RangeError)
    expect(() => makeMobile(-1)).toThrow(RangeError)
    expect(() => makeCreditCode({ province: '37', serial: 0.5 })).toThrow(RangeError)
  })
})

describe('check characters find slips', () => {
  test('one wrong character of an identity number is always refused', () => {
    fc.assert(
      fc.property(residentId, count(17), chars(`${DIGITS}X`, 1), (of, at, by) => {
        const right = makeResidentId(of)
        fc.pre(right.charAt(at) !== by)
        expect(rules.id({ input: replaceAt(right, at, by), today }).ok).toBe(false)
      }),
    )
  })

  test('two neighbours of an identity number changed over are always refused', () => {
    fc.assert(
      fc.property(residentId, count(16), (of, at) => {
        const right = makeResidentId(of)
        fc.pre(right.charAt(at) !== right.charAt(at + 1))
        const input = replaceAt(replaceAt(right, at, right.charAt(at + 1)), at + 1, right.charAt(at))
        expect(rules.id({ input, today }).ok).toBe(false)
      }),
    )
  })

  test('one wrong digit of a VIN is always refused', () => {
    fc.assert(
      fc.property(vehicle, count(999_999), fc.integer({ min: 11, max: 16 }), chars(DIGITS, 1), (of, serial, at, by) => {
        const right = makeVin({ ...of, serial })
        fc.pre(right.charAt(at) !== by)
        expect(rules.vin({ input: replaceAt(right, at, by) })).toEqual({ ok: false, why: 'VIN_CHECK' })
      }),
    )
  })

  test('one wrong character of a credit code is always refused', () => {
    fc.assert(
      fc.property(
        province,
        count(999_999),
        count(17),
        chars('0123456789ABCDEFGHJKLMNPQRTUWXY', 1),
        (of, serial, at, by) => {
          const right = makeCreditCode({ province: of, serial })
          fc.pre(right.charAt(at) !== by)
          expect(rules.uscc({ input: replaceAt(right, at, by) }).ok).toBe(false)
        },
      ),
    )
  })
})
