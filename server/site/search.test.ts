import { describe, expect, test } from 'vitest'
import { services } from '#domain/services/index.ts'
import { pinyinIsCurrent } from '#scripts/pinyin.ts'
import { searchServices } from './search.ts'

const codes = (query: string): string[] => searchServices(query).map((s) => s.code)

describe('what people type finds what they mean, among the first three', () => {
  test.each<[string, string]>([
    ['驾照丢了', 'licence-replace-lost'],
    ['我的驾驶证丢了怎么办', 'licence-replace-lost'],
    ['驾照快到期了', 'licence-renew-expiry'],
    ['换驾照', 'licence-renew-expiry'],
    ['大绿本丢了', 'registration-cert-replace'],
    ['行驶证', 'vehicle-licence-replace'],
    ['车牌坏了', 'plate-replace'],
    ['贷款还清', 'mortgage-release'],
    ['新车上牌', 'new-vehicle-registration'],
    ['临牌', 'new-car-temp-plate'],
    ['帮父母办', 'service-authorise'],
    ['公司车', 'unit-account'],
    ['快递到哪了', 'progress-query'],
    ['交罚款', 'fine-pay'],
    ['约考试', 'exam-book-local'],
    ['过户', 'vehicle-transfer-registration'],
    ['jszdl', 'licence-replace-lost'],
    ['jiazhaodiule', 'licence-replace-lost'],
    ['jia zhao diu le', 'licence-replace-lost'],
    ['guohu', 'vehicle-transfer-registration'],
    ['xingshizheng', 'vehicle-licence-replace'],
    ['linpai', 'new-car-temp-plate'],
    ['lvben', 'registration-cert-replace'],
    ['lost licence', 'licence-replace-lost'],
    ['I lost my driving licence', 'licence-replace-lost'],
    ['replace plates', 'plate-replace'],
    ['renew', 'licence-renew-expiry'],
    ['mortgage release', 'mortgage-release'],
    ['points', 'points-query'],
    ['authorise', 'service-authorise'],
  ])('%s → %s', (query, code) => {
    expect(codes(query).slice(0, 3)).toContain(code)
  })
  test.each(['苹果手机', 'xyzzy', '!!!', ' ', ''])('%s finds nothing', (query) => expect(codes(query)).toEqual([]))
})

test('every item is found by its whole name in both languages', () => {
  for (const s of services) {
    expect(codes(s.name.zh)[0], s.name.zh).toBe(s.code)
    expect(codes(s.name.en)[0], s.name.en).toBe(s.code)
  }
})

test('the table of pinyin is that of the catalogue; "npm run docs" writes it', () => {
  expect(pinyinIsCurrent()).toBe(true)
})

test('three thousand searches take less than three seconds of CPU', () => {
  const before = process.threadCpuUsage()
  for (let i = 0; i < 1_000; i++) for (const query of ['驾照丢了', 'jszdl', 'lost licence']) codes(`${query}${i % 10}`)
  // In microseconds, of this thread only: how busy the machine is does not count.
  const { user, system } = process.threadCpuUsage(before)
  expect(user + system).toBeLessThan(3_000_000)
})
