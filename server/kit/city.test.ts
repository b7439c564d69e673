import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadCity, loadFees, loadRules } from './city.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yc-city-'))
  process.env['CONFIG_DIR'] = dir
})
afterEach(() => {
  delete process.env['CONFIG_DIR']
  rmSync(dir, { recursive: true, force: true })
})
const put = (name: string, content: object): void => writeFileSync(join(dir, name), JSON.stringify(content))
const ROW = {
  code: 'regCert',
  name: { zh: '登记证书工本费', en: 'Registration certificate' },
  fen: 1000,
  unit: '证',
  payee: 'finance',
  bill: 'papers',
  from: '2017-07-01',
  maxFen: 5000,
}

describe('the files of a city', () => {
  test('take the place of ours where they are; what is not there is ours', () => {
    put('fees.json', {
      fees: [
        { ...ROW, to: '2026-12-31' },
        { ...ROW, from: '2027-01-01', fen: 800 },
      ],
    })
    expect(loadFees().map((f) => f.fen)).toEqual([1000, 800])
    expect(loadCity().name.zh).toBe('青岛')
  })

  test('outside the law stop the start with a sentence', () => {
    put('fees.json', { fees: [{ ...ROW, fen: 1500 }] })
    expect(() => loadFees()).toThrow(/登记证书工本费 15\.00 元.*高于法定标准/)
    put('rules.json', {
      settings: [{ from: '2026-01-01', authorityDays: 60 }],
      channels: [{ from: '2026-01-01', service: 'vehicle-loss-deregistration', channels: ['web', 'counter'] }],
      cycles: [],
    })
    // All of it at once.
    expect(() => loadRules()).toThrow(/业务委托最长天数 60.*不能经 web 办理/)
  })

  test('with a channel nobody knows, or a figure that is none, stop the start', () => {
    put('rules.json', { settings: [], channels: [{ from: '2026-01-01', service: 'x', channels: ['fax'] }], cycles: [] })
    expect(() => loadRules()).toThrow()
    put('rules.json', { settings: [{ from: '2026-01-01', authorityDays: 'many' }], channels: [], cycles: [] })
    expect(() => loadRules()).toThrow()
  })
})
