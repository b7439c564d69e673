import { expect, test } from 'vitest'
import { fill } from '../text.ts'
import { REFUSALS } from '../refusals.ts'
import { judgeOwnCar } from './new-vehicle.ts'

test('registering from home is for a person’s own car: a unit’s is told, in either language, where it goes', () => {
  expect(judgeOwnCar({ idNumber: '370000199309030115' })).toEqual([])
  const [told] = judgeOwnCar({ idNumber: '91379900MA0090014Q' })
  expect(told?.code).toBe('VEHICLE_KIND')
  const { message, next } = REFUSALS['VEHICLE_KIND'] ?? { message: { zh: '', en: '' }, next: { zh: '', en: '' } }
  expect(fill(message.zh, told?.params)).toContain('个人名下')
  expect(fill(message.en, told?.params)).not.toMatch(/\p{Script=Han}/u)
  expect(next.zh).toContain('窗口')
})
