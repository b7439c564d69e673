import { expect, test } from 'vitest'
import { agencyName } from './agencies.ts'
import { CHECKS } from './checks/check.ts'

test('every agency that a check or a connector can wait for has a name in both languages', () => {
  for (const { agency, label } of Object.values(CHECKS)) {
    expect(agencyName(agency).en).not.toBe('the department concerned')
    expect(agencyName(label.zh).en).not.toBe('the department concerned')
  }
  expect(agencyName('registry')).toEqual(agencyName('全国机动车驾驶人登记系统'))
})

test('a code that nobody has named is never shown', () => {
  expect(agencyName('constructor')).toEqual({ zh: '相关部门', en: 'the department concerned' })
  expect(agencyName('某某局')).toEqual({ zh: '某某局', en: 'the department concerned' })
})
