import { defineService } from '../../service.ts'
import {
  anyRefusals,
  contact,
  electronic,
  healthDeclaration,
  identityLookedUp,
  licenceRecord,
  lookedUp,
} from '../parts.ts'

/** Order 162 arts. 72, 73: nothing open, a body that fits, and the learning where points or an accident ask for it. */
export const licenceReview = defineService({
  code: 'licence-review',
  version: 1,
  rank: 63,
  name: { zh: '驾驶证审验', en: 'Periodic licence review' },
  summary: {
    zh: '大中型客货车驾驶证在每个记分周期结束后 30 日内审验,周期内没有记分的免审;其他准驾车型发生死亡事故负同等以上责任的要审验。',
    en: 'Holders of big classes are reviewed within 30 days after each points cycle, unless it had no points; others after a fatal accident with equal or more blame.',
  },
  category: 'driver',
  keywords: ['审验', '驾驶证审验', '年审', 'A照年审', 'B照年审', '审验学习'],
  law: [
    { source: 'L162', article: 72 },
    { source: 'L162', article: 73 },
    { source: 'L162', article: 74 },
  ],
  channels: ['web', 'counter'],
  applicants: ['self', 'agent'],
  subject: 'licence',
  checks: [
    'identity',
    'licence-standing',
    'violations-settled',
    'points-not-full',
    'review-study',
    'review-health',
    'review-ability',
  ],
  form: [
    {
      code: 'health',
      title: { zh: '身体条件申报', en: 'Health declaration' },
      fields: [healthDeclaration],
    },
    contact,
  ],
  materials: [
    identityLookedUp,
    licenceRecord,
    lookedUp('violationClear', '违法、事故处理情况', 'Violations and accidents settled'),
    lookedUp('study', '审验学习记录(须学习的)', 'Record of learning (where it is asked for)'),
  ],
  steps: electronic,
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '学习完成的马上办结', en: 'Done at once when the learning is done' },
  products: [],
  refusals: [
    ...anyRefusals,
    'LICENCE_STATE',
    'DRIVER_VIOLATION',
    'POINTS_FULL',
    'STUDY_MISSING',
    'MEDICAL_UNFIT',
    'ABILITY_TEST',
    'AUTH_EXPIRED',
  ],
  register: 'licence-review',
})
