import { heldClasses, remainingClasses } from '../../checks/licence.ts'
import type { FieldError } from '../../fields.ts'
import { unfit } from '../../form.ts'
import { defineService, type FormContext } from '../../service.ts'
import {
  anyRefusals,
  choice,
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
    zh: '年满 63 周岁的大中型客货车驾驶人、年满 70 周岁的部分车型驾驶人,换领较低车型。体检结果联网查询。',
    en: 'From 63 (big classes) or 70 (some others) a licence is exchanged for a lower class. The medical result is looked up.',
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
      fields: [
        choice(
          'target',
          { zh: '换领为', en: 'New class' },
          [
            ['C1', 'C1 小型汽车', 'C1 small car'],
            ['C2', 'C2 小型自动挡汽车', 'C2 small automatic car'],
            [
              'rest',
              '没有 A、B、C6 车型的:保留其余车型,D、E 换为 F',
              'No A, B or C6: the rest stays, D and E become F',
            ],
          ],
          { zh: '印在驾驶证上', en: 'printed on the licence' },
        ),
        {
          name: 'keepC6',
          label: { zh: '保留 C6 轻型牵引挂车(原持 A2)', en: 'Keep C6, light trailers (holders of A2)' },
          kind: 'confirm',
          required: false,
          purpose: { zh: '印在驾驶证上', en: 'printed on the licence' },
        },
        healthDeclaration,
        handsInLicence,
        photoChoice,
      ],
    },
    contact,
    delivery,
  ],
  fits,
  materials: [
    identityLookedUp,
    lookedUp('medical', '身体条件证明', 'Medical certificate'),
    lookedUp('ability', '三力测试结果(70周岁以上)', 'Ability test (70 and over)'),
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
  handOver: ['target', 'keepC6'],
})

function fits({ form, subject, today }: FormContext): FieldError[] {
  if (subject.kind !== 'licence') return []
  const { idNumber } = subject.licence
  const birth = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
  const left = remainingClasses(subject.licence, birth, today)
  const held = heldClasses(subject.licence)
  const steppedDown = left.includes('C1') && !held.includes('C1')
  return [
    ...(steppedDown === (form['target'] === 'rest')
      ? [unfit('target', steppedDown ? '请选 C1 或者 C2' : '请选保留其余车型', 'Please choose the other kind')]
      : []),
    ...(form['keepC6'] === true && !left.includes('C6')
      ? [unfit('keepC6', '只有原持 A2、未满 70 周岁的可以保留 C6', 'Only holders of A2 under 70 may keep C6')]
      : []),
  ]
}
