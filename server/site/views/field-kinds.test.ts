import { describe, expect, test } from 'vitest'
import { type Field, parseFields } from '#domain/fields.ts'
import { maskAnswer } from '#domain/mask.ts'
import { isCounty } from '#server/kit/regions.ts'
import { valuesOf } from './fields.ts'

/** Kinds of answers that speak of a day, of another person, of a unit. */

const field = (kind: Field['kind'], required = true): Field => ({
  name: 'x',
  label: { zh: '某项', en: 'Something' },
  kind,
  required,
  purpose: { zh: '测试', en: 'for a test' },
})
const parsed = (kind: Field['kind'], x: string) => {
  const { values, errors } = parseFields([field(kind)], { x }, isCounty)
  return errors[0]?.code ?? values['x']
}

describe('kinds of fields', () => {
  test.each([
    ['region', '370203', '370203'],
    ['region', '370200', 'region'],
    ['region', '370000', 'region'],
    ['region', '199999', 'region'],
    ['region', '', 'required'],
    ['date', '2026-02-28', '2026-02-28'],
    ['date', '2026-02-29', 'date'],
    ['date', '26-2-2', 'date'],
    ['date', '', 'required'],
    ['id-number', '11010119900307853x', 'id-number'],
    ['id-number', ' 110101 19900307 8515', '110101199003078515'],
    ['id-number', '110101199003078516', 'id-number'],
    // The check character of a credit code is a soft rule; its length and letters are not.
    ['credit-code', '91370200 ma3c000000', '91370200MA3C000000'],
    ['credit-code', '91370200MA3C00000', 'credit-code'],
    ['credit-code', '91370200MI3C000000', 'credit-code'],
  ] as const)('%s %s → %s', (kind, typed, expected) => {
    expect(parsed(kind, typed)).toBe(expected)
  })

  test('a box not ticked is named when its words are short; a long declaration is not said again', () => {
    const untickedBox = (label: Field['label']) =>
      parseFields([{ ...field('confirm'), label }], {}, isCounty).errors[0]?.message
    expect(untickedBox({ zh: '某项', en: 'Something' })).toEqual({ zh: '请勾选“某项”', en: 'Please tick “Something”' })
    expect(untickedBox({ zh: '我没有妨碍安全驾驶的疾病'.repeat(3), en: 'No illness' })).toEqual({
      zh: '请勾选这一项声明',
      en: 'Please tick this declaration',
    })
  })

  test('a day typed in three boxes is one answer; empty boxes are none; half a day comes back as typed', () => {
    expect(valuesOf([field('date')], { x_year: '2026', x_month: '3', x_day: '2' })).toEqual({ x: '2026-03-02' })
    expect(valuesOf([field('date')], { x_year: '', x_month: '', x_day: '' })).toEqual({ x: '' })
    expect(valuesOf([field('date')], { x_year: '2026', x_month: '', x_day: '2' })).toEqual({ x: '2026-00-02' })
    expect(valuesOf([field('date')], {})).toEqual({})
  })

  test('each is masked as what it is', () => {
    expect(maskAnswer({ kind: 'person-name', name: 'spouseName' }, '王秀英')).toBe('王*英')
    expect(maskAnswer({ kind: 'id-number', name: 'spouseId' }, '110101199003078515')).toBe('110101********8515')
    expect(maskAnswer({ kind: 'mobile', name: 'm' }, '13800138000')).toBe('138****8000')
    expect(maskAnswer({ kind: 'text', name: 'recipient' }, '张伟')).toBe('张*')
    expect(maskAnswer({ kind: 'textarea', name: 'address' }, '香港中路 18 号')).toBe('香港中路 ** 号')
  })
})
