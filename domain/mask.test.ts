import { expect, test } from 'vitest'
import { maskAddress } from './mask.ts'

test('an address is shown to the street, however its door is written', () => {
  expect(maskAddress('香港中路 18 号 2 单元 301')).toBe('香港中路 ** 号 ** 单元 **')
  expect(maskAddress('香港中路\uff11\uff18号\uff12单元\uff13\uff10\uff11室')).toBe('香港中路**号**单元**室')
  expect(maskAddress('五四广场东一路十八号二单元三〇一室')).toBe('五四广场东一路**号**单元**室')
})
