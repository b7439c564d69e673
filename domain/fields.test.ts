import { describe, expect, test } from 'vitest'
import { contactFields, deliveryFields, type Field, parseFields, type Values } from './fields.ts'

/** What a person types, parsed once: the value, or one sentence that says what to do. */

const field = (change: Partial<Field> & Pick<Field, 'kind'>): Field => ({
  name: 'x',
  label: { zh: '用途', en: 'Purpose' },
  purpose: { zh: '办理', en: 'to do it' },
  required: false,
  ...change,
})
const parse = (fields: readonly Field[], raw: Values) => parseFields(fields, raw, (code) => code === '370211')
/** The value taken, or the code of the fault. */
const one = (f: Field, given: Values[string] | undefined) => {
  const { values, errors } = parse([f], given === undefined ? {} : { x: given })
  return errors[0]?.code ?? values['x']
}

describe('a box', () => {
  const box = field({ kind: 'confirm', required: true })
  test.each([true, 'true', 'on'])('is ticked by %s, however it was sent', (given) => expect(one(box, given)).toBe(true))
  test.each([false, 'false', '', 'yes', undefined])('is not ticked by %s', (given) => {
    expect(one(box, given)).toBe('required')
    expect(one({ ...box, required: false }, given)).toBe(false)
  })
})

describe('words', () => {
  const words = field({ kind: 'text', required: true, min: 2, max: 4 })
  test.each([
    ['as many as fit', '搬家用车', '搬家用车'],
    ['with space around', '  搬家 ', '搬家'],
    ['too few', '搬', 'too-short'],
    ['too many', '搬家用车了', 'too-long'],
    ['characters beyond 16 bits count once', '𠮷𠮷𠮷𠮷', '𠮷𠮷𠮷𠮷'],
    ['none but space', '   ', 'required'],
    ['what cannot be printed', '搬\u0007家', 'characters'],
  ])('%s', (_, given, found) => expect(one(words, given)).toBe(found))
  test('that are missing are asked for: chosen or filled in', () => {
    const asked = (kind: Field['kind']) => parse([field({ kind, required: true })], {}).errors[0]?.message.zh
    expect([asked('text'), asked('choice'), asked('region')]).toEqual(['请填写用途', '请选择用途', '请选择用途'])
  })
  test('that nobody needs may be left out', () => expect(one(field({ kind: 'date' }), '')).toBeUndefined())
})

test.each<[Field['kind'], string, string]>([
  ['mobile', '138 0013 8000', '13800138000'],
  ['mobile', '12345', 'mobile'],
  ['date', '2026-02-28', '2026-02-28'],
  ['date', '2026-02-30', 'date'],
  ['region', '370211', '370211'],
  ['region', '370200', 'region'],
  ['id-number', '37000019900615011x', '37000019900615011X'],
  ['id-number', '370000199006150111', 'id-number'],
  ['credit-code', '91379900ma0090014q', '91379900MA0090014Q'],
  // The check character is a soft rule: the market register decides.
  ['credit-code', '91379900MA0090014R', '91379900MA0090014R'],
  ['credit-code', '91379900MA', 'credit-code'],
  ['choice', 'b', 'not-an-option'],
])('%s %s: %s', (kind, given, found) => {
  expect(one(field({ kind, options: [{ value: 'a', label: { zh: '甲', en: 'A' } }] }), given)).toBe(found)
})

test.each([
  ['', '请填写手机号码'],
  ['无', '请填写 11 位手机号码'],
  ['1380013800', '手机号码少了 1 位'],
  ['138001380001', '手机号码多了 1 位'],
  ['20000000000', '手机号码不存在这个号段,请检查'],
])('a mobile %s: %s', (mobile, told) => {
  expect(parse(contactFields, { mobile }).errors.map((e) => e.message.zh)).toEqual([told])
})

describe('delivery', () => {
  const missing = (raw: Values) => parse(deliveryFields, raw).errors.map((e) => e.field)
  test('has to be said', () => expect(missing({})).toEqual(['deliveryMethod']))
  test('by post asks whom, where and a number, and for no office', () => {
    expect(missing({ deliveryMethod: 'post' })).toEqual(['recipient', 'recipientMobile', 'region', 'address'])
  })
  test('to an office asks which, and for no address', () => {
    expect(missing({ deliveryMethod: 'pickup', address: '1' })).toEqual(['pickupSite'])
  })
})
