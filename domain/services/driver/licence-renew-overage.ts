import type { CaseData } from '../../case.ts'
import { heldClasses, mayExtend, remainingClasses } from '../../checks/licence.ts'
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
            [
              'extend',
              '满 63 周岁前一年内:申请延长原大中型车型(最长 3 年)',
              'In the year before 63: keep the big classes for up to 3 years more',
            ],
          ],
          { zh: '印在驾驶证上', en: 'printed on the licence' },
        ),
        {
          ...choice(
            'extendYears',
            { zh: '延长几年', en: 'For how many years' },
            [
              ['1', '1 年', '1 year'],
              ['2', '2 年', '2 years'],
              ['3', '3 年', '3 years'],
            ],
            { zh: '确定延长的期限', en: 'for the period' },
          ),
          hint: {
            zh: '须有符合原车型的身体条件证明,三力测试合格;由民警审核',
            en: 'With a medical certificate for these classes and the ability test passed; an officer decides',
          },
          shownWhen: (values) => values['target'] === 'extend',
        },
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

const asksForMore = ({ form }: Pick<CaseData, 'form'>): boolean => form['target'] === 'extend'

function fits({ form, subject, today }: FormContext): FieldError[] {
  if (subject.kind !== 'licence') return []
  const { idNumber } = subject.licence
  const birth = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
  const extend = form['target'] === 'extend'
  if (mayExtend(subject.licence, birth, today) !== extend)
    return [
      extend
        ? unfit(
            'target',
            '只有满 63 周岁前一年内的大中型车驾驶人可以申请延长',
            'Only for big classes, in the year before 63',
          )
        : unfit(
            'target',
            '您还没有到 63 周岁,现在可以申请延长',
            'You are not yet 63: what you can ask for now is more time',
          ),
    ]
  if (extend) return []
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
