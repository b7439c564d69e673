import { expect, test } from 'vitest'
import { addressFor } from './house-address.ts'

const from = (publicUrl: string, host?: string) =>
  addressFor({ publicUrl }, { headers: host === undefined ? {} : { host } })

test('on a laptop a visitor stays under the name of the loopback that was opened', () => {
  expect(from('http://localhost:3700', '127.0.0.1:3700')).toBe('http://127.0.0.1:3700')
  expect(from('http://localhost:3700', '[::1]:3700')).toBe('http://[::1]:3700')
  expect(from('http://127.0.0.1:3700', 'localhost:3700')).toBe('http://localhost:3700')
})

test('nobody else decides where the house stands', () => {
  for (const host of [
    undefined,
    '',
    'evil.example',
    'localhost:80',
    'localhost:3700@evil.example',
    'localhost:3700/x',
    ' ',
  ])
    expect(from('http://localhost:3700', host), String(host)).toBe('http://localhost:3700')
  expect(from('https://che.example.gov.cn', 'localhost')).toBe('https://che.example.gov.cn')
})
