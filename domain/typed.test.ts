import { expect, test } from 'vitest'
import { asCode, asIdNumber, asName } from './typed.ts'

test('codes and numbers from any keyboard are one', () => {
  for (const plate of ['鲁B12345', '鲁B·12345', ' 鲁b 12345 ', '鲁B12345']) expect(asCode(plate)).toBe('鲁B12345')
  for (const number of ['37000019900615011X', '37000019900615011x', ' 370000 19900615 011x'])
    expect(asIdNumber(number)).toBe('37000019900615011X')
})

test('a name is the same with whatever dot, composed or not, and hides nothing', () => {
  expect(asName(' 阿依古丽•买买提 ')).toBe('阿依古丽·买买提')
  expect(asName('阿依古丽・买买提')).toBe('阿依古丽·买买提')
  expect(asName('阿依古丽.买买提')).toBe('阿依古丽·买买提')
  expect(asName('J.R. Smith')).toBe('J.R. Smith')
  expect(asName('李 建\u3000国')).toBe('李建国')
  expect(asName('Anna Maria 李')).toBe('Anna Maria 李')
  expect(asName('张\u200b伟\u202e')).toBe('张伟')
  expect(asName('Jose\u0301')).toBe('José')
})
