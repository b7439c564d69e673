import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateText, dayText, moneyText, momentText, plateText, shortMomentText, spanText } from '#web/kit/format.ts'

test('a day of long ago is written without its day of the week; other texts stay', () => {
  expect(dayText('2020-02-03', 'zh')).toBe('2020年2月3日')
  expect(dayText('2020-02-03', 'en')).toBe('3 February 2020')
  expect(dayText('长期', 'zh')).toBe('长期')
})

test('days and moments are written as people write them, in China’s time', () => {
  expect(dateText('2026-03-01', 'zh')).toBe('2026年3月1日(周日)')
  expect(dateText('2026-03-01', 'en')).toBe('Sun 1 March 2026')
  expect(momentText('2026-03-01T06:30:00Z', 'zh')).toBe('2026年3月1日(周日)14:30')
  expect(momentText('2026-02-28T16:05:00Z', 'en')).toBe('Sun 1 March 2026, 00:05')
  const now = Date.parse('2026-11-23T00:00:00Z')
  expect(shortMomentText('2026-03-01T06:30:00Z', 'zh', now)).toBe('3月1日 14:30')
  expect(shortMomentText('2026-03-01T06:30:00Z', 'en', now)).toBe('1 March, 14:30')
  expect(dateText('长期', 'zh')).toBe('长期')
})

test('money keeps every fen', () => {
  expect(moneyText(1000)).toBe('¥10.00')
  expect(moneyText(-5)).toBe('-¥0.05')
  expect(moneyText(123456789)).toBe('¥1,234,567.89')
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (fen) => {
      expect(Math.round(Number(moneyText(fen).replace(/[¥,]/g, '')) * 100)).toBe(fen === 0 ? 0 : fen)
    }),
  )
})

test('plates get their dot', () => {
  expect(plateText('鲁B12345')).toBe('鲁B·12345')
  expect(plateText('鲁BD12345')).toBe('鲁B·D12345')
  expect(plateText('鲁B·12345')).toBe('鲁B·12345')
})

test('spans are whole minutes and never negative', () => {
  expect(spanText(40_800_000, 'zh')).toBe('11 小时 20 分')
  expect(spanText(40_800_000, 'en')).toBe('11 h 20 min')
  expect(spanText(-1, 'zh')).toBe('0 分')
  expect(spanText(3 * 86_400_000, 'zh')).toBe('3 天')
})

test('a short moment of another year says its year, as the year is in China', () => {
  const now = Date.parse('2026-11-23T00:00:00Z')
  expect(shortMomentText('2025-06-22T02:24:00Z', 'zh', now)).toBe('2025年6月22日 10:24')
  expect(shortMomentText('2025-06-22T02:24:00Z', 'en', now)).toBe('22 June 2025, 10:24')
  expect(shortMomentText('2025-12-31T16:00:00Z', 'zh', now)).toBe('1月1日 00:00')
})
