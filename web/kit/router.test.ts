import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchPath } from '#web/kit/router.ts'

const PATTERNS = { desk: '/desk', case: '/desk/cases/:id', bench: '/desk/bench' }

test('paths lead to their screens, with or without a trailing slash', () => {
  expect(matchPath(PATTERNS, '/desk')).toEqual({ name: 'desk', params: {} })
  expect(matchPath(PATTERNS, '/desk/')).toEqual({ name: 'desk', params: {} })
  expect(matchPath(PATTERNS, '/desk/cases/42')).toEqual({ name: 'case', params: { id: '42' } })
  expect(matchPath(PATTERNS, '/desk/bench/')?.name).toBe('bench')
})

test('what fits no pattern is nobody’s', () => {
  expect(matchPath(PATTERNS, '/desk/cases')).toBeUndefined()
  expect(matchPath(PATTERNS, '/desk/cases/1/2')).toBeUndefined()
  expect(matchPath(PATTERNS, '/')).toBeUndefined()
})

test('every id comes back as it was', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(matchPath(PATTERNS, `/desk/cases/${id}`)?.params).toEqual({ id })
    }),
  )
})
