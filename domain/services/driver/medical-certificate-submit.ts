import { defineService } from '../../service.ts'
import { anyRefusals, contact, electronic, identityLookedUp, licenceRecord, lookedUp } from '../parts.ts'

/** Order 162 arts. 74, 85: every year from 70 on, every three years for C5; the clinic's result is looked up. */
export const medicalCertificateSubmit = defineService({
  code: 'medical-certificate-submit',
  version: 1,
  name: { zh: '提交身体条件证明', en: 'Submit medical certificate' },
  summary: {
    zh: '70 周岁以上的每年、C5 准驾车型的每三年提交一次。体检结果联网查询,不用带纸质证明。',
    en: 'Every year from 70 on, every three years for class C5. The clinic’s result is looked up; no paper is needed.',
  },
  category: 'driver',
  rank: 90,
  keywords: ['交体检表', '提交体检证明', '70岁体检', '老年驾驶人体检', '身体条件证明'],
  law: [
    { source: 'L162', article: 74 },
    { source: 'L162', article: 85 },
  ],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self', 'agent', 'relative'],
  subject: 'licence',
  checks: ['identity', 'licence-standing', 'medical', 'ability'],
  form: [contact],
  materials: [
    identityLookedUp,
    licenceRecord,
    lookedUp('medical', '身体条件证明', 'Medical certificate'),
    lookedUp('ability', '三力测试结果(70周岁以上)', 'Ability test (70 and over)'),
  ],
  steps: electronic,
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '马上办结', en: 'Done at once' },
  products: [],
  refusals: [
    ...anyRefusals,
    'LICENCE_STATE',
    'MEDICAL_MISSING',
    'MEDICAL_UNFIT',
    'MEDICAL_DISABLED',
    'ABILITY_TEST',
    'AUTH_EXPIRED',
  ],
  register: 'medical-certificate',
})
