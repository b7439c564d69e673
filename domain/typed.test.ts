import { expect, test } from 'vitest'
import { Value } from 'typebox/value'
import { Words } from '#api/shared.ts'
import { parseFields } from './fields.ts'
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

test('words that nobody can see are none, for officers and for citizens', () => {
  const reason = Words(20, 2)
  for (const said of ['不符', 'no', '  材料不符  ', '𠮷𠮷', '第一行\n第二行', '👨‍👩‍👧 ok'])
    expect(Value.Check(reason, said), said).toBe(true)
  for (const blank of ['  ', ' a ', '\u200b\u200b\u200b', '\u3164\u3164', '\n\t ', 'a\u200f\u200e', '\u3000\u3000'])
    expect(Value.Check(reason, blank), JSON.stringify(blank)).toBe(false)
  for (const broken of ['不符\u0000', 'ab\u202e', 'ab\ud800'])
    expect(Value.Check(reason, broken), JSON.stringify(broken)).toBe(false)
  const address = {
    name: 'address',
    label: { zh: '地址', en: 'Address' },
    kind: 'text',
    required: true,
    min: 5,
    purpose: { zh: '', en: '' },
  } as const
  const read = (text: string) => parseFields([address], { address: text }, () => true)
  expect(read('\u200b'.repeat(9)).errors[0]?.code).toBe('required')
  expect(read('香\u200b\u200b\u200b\u200b').errors[0]?.code).toBe('too-short')
  expect(read('香港中路\u200b18号').values).toEqual({ address: '香港中路18号' })
  expect(read('香港中路\u202e18号').errors[0]?.code).toBe('characters')
})
