import type { CheckName } from '../checks/check.ts'
import { defineService, type FormPart, type Service } from '../service.ts'
import type { Text } from '../text.ts'
import { anyRefusals, contact, identityLookedUp } from './parts.ts'

export interface PreselectionItem {
  code: string
  rank: number
  name: Text
  summary: Text
  keywords: readonly string[]
  /** `other`: somebody else's car, named by plate and engine number. */
  car: 'new' | 'own' | 'other'
  checks: readonly CheckName[]
  /** Asked before the choice; without it the papers say which pool it is. */
  form?: FormPart
  refusals?: readonly string[]
}

/** Order 164 arts. 43, 44: drawn by computer or composed by the rules, from public pools; the number is the car’s for three working days. */
export const preselection = ({ car, checks, form, refusals = [], ...item }: PreselectionItem): Service =>
  defineService({
    ...item,
    version: 1,
    category: 'vehicle',
    law: [
      { source: 'L164', article: 43 },
      { source: 'L164', article: 44 },
    ],
    channels: ['web', 'kiosk', 'counter'],
    applicants: ['self', 'agent', 'company'],
    subject: car === 'new' ? 'new-vehicle' : 'vehicle',
    ...(car === 'other' ? { vehicleOf: 'other' as const } : {}),
    protects: 'plates',
    checks,
    form: [...(form ? [form] : []), contact],
    materials: [identityLookedUp],
    steps: [{ kind: 'check' }, { kind: 'choose-plate' }],
    fees: [],
    limit: { workingDays: 1 },
    promise: { zh: '选中即定,3 个工作日内办理登记有效', en: 'At once; register the car within 3 working days' },
    products: [],
    refusals: [
      ...anyRefusals,
      'PLATE_TAKEN',
      'PLATE_GRAMMAR',
      'PLATE_NOT_OPEN',
      'PLATE_TRIES',
      'PLATE_TIMEOUT',
      'PLATE_BAN',
      'PLATE_HELD',
      'PLATE_REUSE',
      ...refusals,
    ],
    register: item.code,
  })
