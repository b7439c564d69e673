import { defineService } from '../../service.ts'
import { asksForMore, overageFields, overageFits } from '../overage.ts'
import {
  anyRefusals,
  contact,
  delivery,
  handsInLicence,
  healthDeclaration,
  identityLookedUp,
  licencePapers,
  licencePhoto,
  lookedUp,
  paperRefusals,
  photoChoice,
} from '../parts.ts'

/** Order 162 art. 65 as changed by order 172: from 63 the big classes become C1 or C2, from 70 C6, D and E step down. */
export const licenceRenewOverage = defineService({
  code: 'licence-renew-overage',
  version: 1,
  name: { zh: '超龄换证', en: 'Renew to a lower class at the age limit' },
  summary: {
    zh: '年满 63 周岁的大中型客货车驾驶人、年满 70 周岁的部分车型驾驶人,换领较低车型;满 63 周岁前一年内可以申请延长原车型,最长 3 年。体检结果联网查询。',
    en: 'From 63 (big classes) or 70 (some others) a licence is exchanged for a lower class; in the year before 63 the big classes may be kept up to 3 years more. The medical result is looked up.',
  },
  category: 'driver',
  rank: 40,
  keywords: ['超龄换证', '63岁换驾照', '70岁换驾照', 'A照到龄', 'B照到龄', '老年人换驾照'],
  law: [
    { source: 'L162', article: 65 },
    { source: 'L162', article: 68 },
    { source: 'L162', article: 79 },
  ],
  channels: ['web', 'video', 'counter'],
  applicants: ['self', 'agent', 'relative'],
  subject: 'licence',
  checks: ['identity', 'licence-state', 'overage', 'medical-remaining', 'ability'],
  form: [
    {
      code: 'target',
      title: { zh: '换领的车型、申报和照片', en: 'The new class, declaration and photo' },
      fields: [...overageFields, healthDeclaration, handsInLicence, photoChoice],
    },
    contact,
    delivery,
  ],
  fits: overageFits,
  materials: [
    identityLookedUp,
    lookedUp('medical', '身体条件证明', 'Medical certificate'),
    lookedUp(
      'ability',
      '三力测试结果(70周岁以上、申请延长的)',
      'Ability test (70 and over, or to keep the big classes)',
    ),
    licencePhoto,
  ],
  steps: licencePapers.map((step) =>
    step.kind === 'review' ? { ...step, when: (data) => asksForMore(data) || (step.when?.(data) ?? true) } : step,
  ),
  fees: ['driverLicence'],
  limit: { workingDays: 1, law: { source: 'L162', article: 68 } },
  promise: { zh: '1 个工作日内办好,36 小时内送达市内', en: 'Done within 1 working day, delivered in 36 hours' },
  products: ['driving-licence'],
  refusals: [
    ...anyRefusals,
    'LICENCE_STATE',
    'LICENCE_EXPIRED_1Y',
    'OVERAGE_NOT_DUE',
    'OVERAGE_ENDS',
    'MEDICAL_MISSING',
    'MEDICAL_UNFIT',
    'ABILITY_TEST',
    'PHOTO_BAD',
    'AUTH_EXPIRED',
    ...paperRefusals,
  ],
  register: 'licence-renew-overage',
  handOver: ['target', 'keepC6', 'extendYears'],
})
