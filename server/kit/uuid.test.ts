import { expect, test } from 'vitest'
import { uuidv7 } from './uuid.ts'

test('a thousand ids made at once are different and sort as they were made', () => {
  const ids = Array.from({ length: 1_000 }, () => uuidv7())
  expect(new Set(ids).size).toBe(1_000)
  expect(ids.toSorted()).toEqual(ids)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
