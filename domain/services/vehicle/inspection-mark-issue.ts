import { defineService } from '../../service.ts'
import { markSteps, paperDelivery, paperPart } from '../mark.ts'
import { anyRefusals, contact, goneRefusals, identityLookedUp, lookedUp, paperRefusals } from '../parts.ts'

/** Order 164 arts. 54, 56, 62: the station's result stands for the paper; what is open is told at once, and the mark follows when it is settled. */
export const inspectionMarkIssue = defineService({
  code: 'inspection-mark-issue',
  version: 1,
  rank: 65,
  name: { zh: '检验合格标志核发(上线检验后)', en: 'Inspection mark after a passed test' },
  summary: {
    zh: '车辆检验合格后,检验机构上传结果,网上领检验标志,电子标志马上生效。',
    en: 'After a passed test the station uploads the result; get the mark online, the electronic one counts at once.',
  },
  category: 'vehicle',
  keywords: ['年检标志', '车检合格', '领检验标志', '年审', '上线检验', '检验合格标志'],
  law: [
    { source: 'L164', article: 54 },
    { source: 'L164', article: 56 },
    { source: 'L164', article: 62 },
  ],
  channels: ['web', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  checks: ['identity', 'vehicle-owner', 'vehicle-usable', 'safety-test', 'vehicle-settled', 'insurance', 'vessel-tax'],
  form: [paperPart, contact, paperDelivery],
  materials: [
    identityLookedUp,
    lookedUp('inspection', '安全技术检验合格证明', 'Passed safety test'),
    lookedUp('ctp', '交强险凭证', 'Compulsory insurance'),
    lookedUp('vessel', '车船税纳税或免税证明', 'Vehicle and vessel tax'),
    lookedUp('violationClear', '违法、事故处理情况', 'Violations and accidents settled'),
  ],
  steps: markSteps,
  fees: [],
  limit: { workingDays: 1, law: { source: 'L164', article: 54 } },
  promise: {
    zh: '电子标志马上生效;纸质的 1 个工作日内寄出',
    en: 'Electronic at once; paper posted within 1 working day',
  },
  products: ['inspection-mark'],
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'NOT_OWNER',
    'VEHICLE_KIND',
    'TEST_NONE',
    'TOO_EARLY',
    'VEHICLE_MISMATCH',
    'VIOLATION_PENDING',
    'ACCIDENT_PENDING',
    'INSURANCE_NONE',
    'VESSEL_TAX',
    'AUTH_EXPIRED',
    ...paperRefusals,
  ],
  register: 'inspection-mark-issue',
})
