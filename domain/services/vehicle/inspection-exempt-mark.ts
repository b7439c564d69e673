import { defineService } from '../../service.ts'
import { markSteps, paperDelivery, paperPart } from '../mark.ts'
import { anyRefusals, contact, goneRefusals, identityLookedUp, lookedUp, paperRefusals } from '../parts.ts'

/** Order 164 arts. 54, 55 and LRTSI art. 16 with the 2022 reform: years 2, 4 and 8 of a private small car need no test. */
export const inspectionExemptMark = defineService({
  code: 'inspection-exempt-mark',
  version: 1,
  name: { zh: '申领免检标志', en: 'Inspection mark for a car exempt from the test' },
  summary: {
    zh: '六年内的私家小客车(第 2、4 年)和第 8 年,不用上线检验,网上领检验标志。',
    en: 'Private small cars get the mark of years 2, 4 and 8 online, without a test.',
  },
  category: 'vehicle',
  rank: 70,
  keywords: ['免检', '六年免检', '年检', '车辆年审', '领年检标志', '免上线检验'],
  law: [
    { source: 'L164', article: 54 },
    { source: 'L164', article: 55 },
    { source: 'LRTSI', article: 16 },
  ],
  channels: ['web', 'video', 'counter'],
  applicants: ['self', 'agent', 'relative', 'company'],
  subject: 'vehicle',
  checks: [
    'identity',
    'vehicle-owner',
    'vehicle-usable',
    'inspection-exempt',
    'vehicle-settled',
    'insurance',
    'vessel-tax',
  ],
  form: [paperPart, contact, paperDelivery],
  materials: [
    identityLookedUp,
    lookedUp('ctp', '交强险凭证', 'Compulsory insurance'),
    lookedUp('vessel', '车船税纳税或免税证明', 'Vehicle and vessel tax'),
    lookedUp('violationClear', '违法、事故处理情况', 'Violations and accidents settled'),
  ],
  steps: markSteps,
  fees: [],
  limit: { workingDays: 1, law: { source: 'L164', article: 55 } },
  promise: {
    zh: '电子标志马上生效;纸质的 36 小时内送达市内',
    en: 'Electronic at once; paper in the city within 36 hours',
  },
  products: ['inspection-mark'],
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'NOT_OWNER',
    'VEHICLE_KIND',
    'EXEMPT_LOST',
    'TOO_EARLY',
    'MUST_TEST',
    'VIOLATION_PENDING',
    'ACCIDENT_PENDING',
    'INSURANCE_NONE',
    'VESSEL_TAX',
    'AUTH_EXPIRED',
    ...paperRefusals,
  ],
  register: 'inspection-mark-issue',
})
