import { expect, test } from 'vitest'
import { birthOf } from './resident-id.ts'

test('the day of birth is read from an identity number, and from nothing else', () => {
  expect(birthOf('370202196002290013')).toBe('1960-02-29')
  expect(['370202199013010013', '370202900101001', 'E12345678', ''].map(birthOf)).toEqual(Array(4).fill(undefined))
})
