import { expect, test } from 'vitest'
import type { Case } from '#domain/case.ts'
import type { RadioField } from '#web/kit/ui/field-types.ts'
import { caseIn, fieldsOf } from './video-fields.ts'
import { openTag } from './video-hours.ts'
import { sayIn } from '../words.ts'

const SERVICES = [
  { value: 'registration-cert-replace', label: '补换领机动车登记证书', category: 'vehicle' as const },
  { value: 'licence-renew-expiry', label: '驾驶证期满换证', category: 'driver' as const },
]
const running = { id: 'c1', number: '3702002611230000295', service: 'licence-renew-expiry', office: 3702000 } as Case

const businessOf = (cases: readonly Case[]): RadioField =>
  fieldsOf({ services: SERVICES, cases }, {}, 'zh').find((f) => f.name === 'service') as RadioField

test('a question comes first, then what runs already; everything else lies folded by category', () => {
  const field = businessOf([running])
  expect(field.value).toBe('')
  expect(field.options.map((o) => o.value)).toEqual(['', 'case:c1'])
  expect(field.options[1]?.hint).toBe('正在办,3702 0026 1123 0000 295')
  expect(field.folds?.map((f) => [f.title, f.options.map((o) => o.value)])).toEqual([
    ['机动车', ['registration-cert-replace']],
    ['驾驶证', ['licence-renew-expiry']],
  ])
})

test('a case is told from an item', () => {
  expect([caseIn('case:c1'), caseIn('licence-renew-expiry'), caseIn('')]).toEqual(['c1', undefined, undefined])
})

test('the window is called open only where one can walk in', () => {
  const tag = (open: boolean, walkIn: boolean) =>
    openTag(
      {
        open,
        groups: [
          {
            group: 'g',
            name: { zh: '', en: '' },
            services: [],
            minutes: 10,
            walkIn,
            why: null,
            wait: walkIn ? { from: 0, to: 5 } : null,
            languages: [],
          },
        ],
      },
      sayIn('zh'),
    ).text
  expect([tag(true, true), tag(true, false), tag(false, false)]).toEqual(['正在受理', '可预约', '现在休息'])
})
