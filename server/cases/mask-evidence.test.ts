import { expect, test } from 'vitest'
import { maskEvidence } from './mask-evidence.ts'

test('an officer sees what was asked and answered, not whom it names', () => {
  const text = JSON.stringify({
    owner: { idNumber: '370000199001010011', name: '王秀英' },
    vin: 'LSVAU218XN2183294',
    states: ['正常'],
    list: [{ contactMobile: '13800138000', address: '香港中路 18 号' }],
  })
  expect(JSON.parse(maskEvidence(text))).toEqual({
    owner: { idNumber: '370000********0011', name: '王*英' },
    vin: '***********183294',
    states: ['正常'],
    list: [{ contactMobile: '138****8000', address: '香港中路 ** 号' }],
  })
})

test('what is no JSON is not shown', () => {
  expect(maskEvidence('<html>王秀英</html>')).toBe('')
})
