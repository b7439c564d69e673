import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { channelsOn, type CityRules, cyclesOn, NO_CITY_RULES, settingOn, unlawful, unlawfulFees } from './city-rules.ts'
import type { Fee } from './fees.ts'
import { SETTINGS, type SettingName } from './legal-bounds.ts'
import { inspection, LEGAL_CYCLES } from './rules/inspection.ts'
import { findService, services } from './services/index.ts'

const rules = (change: Partial<CityRules>): CityRules => ({ ...NO_CITY_RULES, ...change })
const fee = (change: Partial<Fee>): Fee => ({
  code: 'plateCar',
  name: { zh: '汽车号牌工本费', en: 'Number plates (car)' },
  fen: 10_000,
  unit: '副',
  payee: 'finance',
  bill: 'plates',
  from: '2020-01-01',
  maxFen: 99_999_999,
  ...change,
})

describe('a figure', () => {
  test('is the usual one until the city sets it, and the newest that is in force from then on', () => {
    const set = rules({
      settings: [
        { from: '2026-03-01', frequentTimes: 4 },
        { from: '2026-06-01', frequentTimes: 5 },
        { from: '2026-05-01', authorityDays: 7 },
        // A file need not be in order.
        { from: '2026-04-01', frequentTimes: 4 },
      ],
    })
    expect(
      ['2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01', '2030-01-01'].map((d) =>
        settingOn(set, 'frequentTimes', d),
      ),
    ).toEqual([3, 4, 4, 5, 5])
    expect(settingOn(set, 'authorityDays', '2026-06-02')).toBe(7)
    expect(unlawful(set, services)).toEqual([])
  })
  test('outside the bounds is refused with a sentence; inside never', () => {
    const names = Object.keys(SETTINGS) as SettingName[]
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer({ min: -5, max: 100 }), (name, value) => {
        const { min, max, name: label } = SETTINGS[name]
        const problems = unlawful(rules({ settings: [{ from: '2026-01-01', [name]: value }] }), services)
        if (value >= min && value <= max) expect(problems).toEqual([])
        else expect(problems.join()).toContain(label.zh)
      }),
    )
    expect(unlawful(rules({ settings: [{ from: '2026-01-01', frequentTimes: 3.5 }] }), services)).toHaveLength(1)
    expect(unlawful(rules({ settings: [{ from: 'soon', frequentTimes: 3 }] }), services)).toHaveLength(1)
  })
})

describe('channels', () => {
  const lost = findService('licence-replace-lost')
  if (!lost) throw new Error('no item')
  const only = (channels: ('web' | 'video' | 'kiosk' | 'counter')[], service = 'licence-replace-lost') =>
    rules({ channels: [{ from: '2026-06-01', service, channels }] })
  test('are those of the item until the city’s day', () => {
    const set = only(['counter'])
    expect(channelsOn(set, lost, '2026-05-31')).toEqual(lost.channels)
    expect(channelsOn(set, lost, '2026-06-01')).toEqual(['counter'])
    expect(unlawful(set, services)).toEqual([])
  })
  test('that the law does not give the item, or without a counter, are refused', () => {
    expect(unlawful(only(['web', 'counter'], 'vehicle-loss-deregistration'), services)[0]).toMatch(/不能经 web 办理/)
    expect(unlawful(only(['web']), services)[0]).toMatch(/必须保留窗口/)
    expect(unlawful(only(['web', 'counter'], 'no-such'), services)).toEqual(['没有业务 no-such'])
  })
})

describe('inspection cycles', () => {
  test('shorter ones from a day on; the plan follows', () => {
    const set = rules({
      cycles: [
        {
          from: '2026-06-01',
          group: 'exempt',
          marks: [24],
          steps: [
            [48, 24],
            [240, 12],
          ],
        },
      ],
    })
    expect(unlawful(set, services)).toEqual([])
    const of = (date: string) =>
      inspection(
        { vehicle: { kind: 'passenger', size: 'small', seats: 5, use: 'non-operating' }, registered: '2020-01-01' },
        cyclesOn(set, date),
      ).plan16
    expect(of('2026-05-31')[1]).toBe('2024-01-01 领标')
    expect(of('2026-06-01').slice(0, 3)).toEqual(['2022-01-01 领标', '2024-01-01 上线', '2025-01-01 上线'])
    expect(cyclesOn(set, '2026-06-01').other).toBe(LEGAL_CYCLES.other)
  })
  test('longer than the law’s, or a mark the law does not give, are refused', () => {
    const longer = rules({ cycles: [{ from: '2026-01-01', group: 'exempt', marks: [], steps: [[240, 24]] }] })
    expect(unlawful(longer, services)[0]).toMatch(/车龄 10 年时的检验周期.*长于法定周期 12 个月/)
    const mark = rules({
      cycles: [
        {
          from: '2026-01-01',
          group: 'exempt',
          marks: [72],
          steps: [
            [120, 24],
            [240, 12],
          ],
        },
      ],
    })
    expect(unlawful(mark, services)[0]).toMatch(/第 72 个月不能免检/)
  })
})

test('a fee above the tariff, or without one, is refused, whatever the file calls its own bound', () => {
  expect(unlawfulFees([fee({})])).toEqual([])
  expect(unlawfulFees([fee({ fen: 12_000 })])).toEqual([
    expect.stringMatching(/汽车号牌工本费 120\.00 元.*高于法定标准 100\.00 元/),
  ])
  expect(unlawfulFees([fee({ code: 'service', name: { zh: '服务费', en: 'Service' } })])[0]).toMatch(/没有法定依据/)
})
