import { expect, test } from 'vitest'
import type { CheckResult } from '#domain/checks/check.ts'
import { findService } from '#domain/services/index.ts'
import type { Draft } from '#server/drafts/drafts.ts'
import { NOW } from '#test/cases.ts'
import { precheckView } from './draft.ts'

const found = (...codes: readonly string[]): CheckResult[] => [
  {
    check: 'licence-state',
    outcome: 'problem',
    problems: codes.map((code) => ({ code, effect: 'block' })),
    at: NOW.toISOString(),
    evidence: [],
  },
]

function early(...codes: readonly string[]): true | undefined {
  const service = findService('licence-renew-expiry')
  if (!service) throw new Error('the item is gone')
  const data = { values: {}, materials: {}, checks: found(...codes) }
  const draft: Draft = { id: 'd', person: 'p', service, behalf: '', version: 1, data, updatedAt: NOW }
  return precheckView(draft, 'zh').early
}

test('before its day there is nothing to settle', () => {
  expect(early('LICENCE_NOT_DUE')).toBe(true)
  expect(early('LICENCE_NOT_DUE', 'DRIVER_VIOLATION')).toBe(true)
  expect(early('DRIVER_VIOLATION')).toBeUndefined()
  expect(early()).toBeUndefined()
})
