import { expect, test } from 'vitest'
import type { Case } from '#domain/case.ts'
import { findService } from '#domain/services/index.ts'
import { jointRows } from './joint-rows.ts'

const spouses = findService('spouse-co-owner-change')
if (!spouses) throw new Error('the service is gone')

test('an agreement of the small hours bears the day of China, not the day before', () => {
  const form = { spouseName: '李强', spouseId: '370000198501010010' }
  const coSigned = { by: 'someone', name: '李强', at: '2026-11-21T16:30:00.000Z', terms: '' }
  const c = { service: spouses.code, serviceVersion: spouses.version, data: { form, coSigned } } as unknown as Case
  expect(JSON.stringify(jointRows(c))).toContain('2026-11-22 在本人账号确认')
})
