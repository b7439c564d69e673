import { expect, test } from 'vitest'
import { sayIn } from '../words.ts'
import { weekHours } from './week-hours.ts'

const LONG = [
  ['09:00', '12:00'],
  ['13:30', '17:00'],
] as const
const SHORT = [['09:00', '12:00']] as const

test('days with the same hours stand together, days without are left out', () => {
  const hours = { 1: LONG, 2: LONG, 3: LONG, 4: LONG, 5: LONG, 6: SHORT }
  expect(weekHours(hours, sayIn('zh'))).toBe('周一至周五 9:00–12:00、13:30–17:00,周六 9:00–12:00')
  expect(weekHours(hours, sayIn('en'))).toBe('Mon–Fri 9:00–12:00, 13:30–17:00; Sat 9:00–12:00')
})

test('a closed day in the middle cuts the span, and Sunday ends the week', () => {
  const hours = { 1: SHORT, 2: SHORT, 4: SHORT, 0: SHORT }
  expect(weekHours(hours, sayIn('zh'))).toBe('周一至周二 9:00–12:00,周四 9:00–12:00,周日 9:00–12:00')
  expect(weekHours({}, sayIn('zh'))).toBe('')
})
