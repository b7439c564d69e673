import { expect, test } from 'vitest'
import { maskAddress, maskAnswer, maskIdNumber, maskMobile, maskName, maskPlate, maskVin, surnameOnly } from './mask.ts'

/** Enough to know one's own thing again, not enough for anybody else to use it. */
test.each<[string, (text: string) => string, string, string]>([
  ['a name of three', maskName, '王秀英', '王*英'],
  ['a name of two', maskName, '张伟', '张*'],
  ['a name of four', maskName, '欧阳修远', '欧**远'],
  ['one rare character beyond 16 bits', maskName, '𠮷', '𠮷'],
  ['a rare surname', maskName, '𠮷田', '𠮷*'],
  ['no name', maskName, '', ''],
  ['a surname', surnameOnly, '王秀英', '王*'],
  ['an identity number', maskIdNumber, '370000199001010011', '370000********0011'],
  ['a short passport number', maskIdNumber, 'E1234567', '********'],
  ['a passport number of eleven', maskIdNumber, 'E1234567890', '***********'],
  ['a mobile', maskMobile, '13800138000', '138****8000'],
  ['what is no mobile', maskMobile, '12345', '*****'],
  ['a blue plate', maskPlate, '鲁B12345', '鲁B·1***5'],
  ['a green plate', maskPlate, '鲁BD12345', '鲁B·D****5'],
  ['a VIN', maskVin, 'LSVAU218XN2183294', '***********183294'],
  ['less than the end of a VIN', maskVin, '12345', '12345'],
  ['an address', maskAddress, '香港中路12号3单元401', '香港中路**号**单元**'],
])('%s', (_, mask, text, shown) => expect(mask(text)).toBe(shown))

test.each([
  ['mobile', 'recipientMobile', '13800138000', '138****8000'],
  ['id-number', 'spouseId', '370000199001010011', '370000********0011'],
  ['person-name', 'spouseName', '王秀英', '王*英'],
  ['text', 'recipient', '王秀英', '王*英'],
  ['textarea', 'address', '香港中路12号', '香港中路**号'],
])('an answer of kind %s named %s', (kind, name, value, shown) => {
  expect(maskAnswer({ kind, name }, value)).toBe(shown)
})

test('an address is shown to the street, however its door is written', () => {
  expect(maskAddress('香港中路 18 号 2 单元 301')).toBe('香港中路 ** 号 ** 单元 **')
  expect(maskAddress('香港中路\uff11\uff18号\uff12单元\uff13\uff10\uff11室')).toBe('香港中路**号**单元**室')
  expect(maskAddress('五四广场东一路十八号二单元三〇一室')).toBe('五四广场东一路**号**单元**室')
})
