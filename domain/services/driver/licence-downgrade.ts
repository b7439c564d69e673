import { lowerClasses } from '../../checks/licence.ts'
import { unfit } from '../../form.ts'
import { classRule } from '../../rules/licence-classes.ts'
import { defineService } from '../../service.ts'
import {
  anyRefusals,
  choice,
  contact,
  delivery,
  handsInLicence,
  identityLookedUp,
  licencePapers,
  licencePhoto,
  licenceRecord,
  lookedUp,
  paperRefusals,
  photoChoice,
} from '../parts.ts'

/** Every class that another one covers; which of them this licence covers is judged when it is known. */
const TARGETS = ['A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C6', 'E', 'F', 'M'] as const

/** Order 162 art. 65: of free will with identity and licence only; art. 67: with a medical certificate when the body forces it. */
export const licenceDowngrade = defineService({
  code: 'licence-downgrade',
  version: 1,
  name: { zh: '降低准驾车型换证', en: 'Step down to a lower class' },
  summary: {
    zh: '自愿降低准驾车型,或者身体条件只符合较低车型的,换领新证。',
    en: 'Get a licence of a lower class, of your own will or because your body only allows that one.',
  },
  category: 'driver',
  rank: 70,
  keywords: ['降级', '降低准驾车型', 'A2降C1', 'B2降C1', '驾照降级', '大车本换小车本'],
  law: [
    { source: 'L162', article: 65 },
    { source: 'L162', article: 67 },
    { source: 'L162', article: 68 },
  ],
  channels: ['web', 'video', 'counter'],
  applicants: ['self', 'agent'],
  subject: 'licence',
  checks: ['identity', 'licence-state', 'medical-if-unfit'],
  form: [
    {
      code: 'target',
      title: { zh: '换领的车型和照片', en: 'The lower class, and the photo' },
      fields: [
        {
          ...choice(
            'reason',
            { zh: '原因', en: 'Reason' },
            [
              ['voluntary', '自愿降低', 'My own wish'],
              ['health', '身体条件变化', 'My health'],
            ],
            { zh: '身体原因的须核查体检结果', en: 'a medical result is looked up when health is the reason' },
          ),
        },
        choice(
          'target',
          { zh: '换领为', en: 'New class' },
          TARGETS.map((code) => [code, `${code} ${classRule(code)?.name ?? ''}`.trim(), code] as const),
          { zh: '印在驾驶证上', en: 'printed on the licence' },
        ),
        handsInLicence,
        photoChoice,
      ],
    },
    contact,
    delivery,
  ],
  fits: ({ form, subject }) => {
    const lower = subject.kind === 'licence' ? lowerClasses(subject.licence) : []
    if (lower.some((c) => c === form['target'])) return []
    return [
      lower.length > 0
        ? unfit('target', `您可以换领:${lower.join('、')}`, `You can choose: ${lower.join(', ')}`)
        : unfit('target', '您的准驾车型没有更低的车型可以换', 'There is no class below yours'),
    ]
  },
  materials: [
    identityLookedUp,
    licenceRecord,
    lookedUp('medical', '身体条件证明(因身体原因的)', 'Medical certificate (when health is the reason)'),
    licencePhoto,
  ],
  steps: licencePapers,
  fees: ['driverLicence'],
  limit: { workingDays: 1, law: { source: 'L162', article: 68 } },
  promise: { zh: '1 个工作日内办好,36 小时内送达市内', en: 'Done within 1 working day, delivered in 36 hours' },
  products: ['driving-licence'],
  refusals: [
    ...anyRefusals,
    'LICENCE_STATE',
    'LICENCE_EXPIRED_1Y',
    'MEDICAL_MISSING',
    'MEDICAL_UNFIT',
    'PHOTO_BAD',
    'AUTH_EXPIRED',
    ...paperRefusals,
  ],
  register: 'licence-downgrade',
  handOver: ['reason', 'target'],
})
