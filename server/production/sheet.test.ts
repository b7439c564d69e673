import { expect, test } from 'vitest'
import { findService } from '#domain/services/index.ts'
import { dataFor } from '#test/cases.ts'
import { sheetLines } from './sheet.ts'

test('who makes plates reads the type by its name and colour, so that the right blank is taken', () => {
  const service = findService('new-vehicle-registration')
  if (!service) throw new Error('the item is gone')
  const data = dataFor(service, { plate: { number: '鲁BDQ7124', type: '52' } })
  const lines = sheetLines({ data }, 'plates').map(({ label, value }) => `${label.zh} ${value}`)
  expect(lines).toContain('号牌号码 鲁BDQ7124')
  expect(lines).toContain('号牌种类 小型新能源汽车,渐变绿(52)')
})
