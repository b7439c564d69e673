import { FIRST_CLASSES, judgeClassAge, toldOn } from '../../checks/licence-apply.ts'
import { unfit } from '../../form.ts'
import type { FieldError } from '../../fields.ts'
import { defineService, type FormContext } from '../../service.ts'
import { ageRefusals, classOptions, order162 } from '../driver-parts.ts'
import { anyRefusals, choice, contact, healthDeclaration, identityLookedUp, licencePhoto, lookedUp } from '../parts.ts'

/** Order 162 arts. 14–16, 22, 23, 28: who may learn which class; the tests themselves follow (art. 30). */
export const licenceFirstApply = defineService({
  code: 'licence-first-apply',
  version: 1,
  rank: 60,
  name: { zh: '初次申领驾驶证受理(含体检)', en: 'First application for a driving licence' },
  summary: {
    zh: '报名学车第一步:核对年龄、身体条件和有没有不得申请的情形。体检结果联网查询,受理后就可以预约科目一。',
    en: 'The first step to learn to drive: age, health and whether anything bars you. The medical result is looked up; once accepted you can book subject 1.',
  },
  category: 'driver',
  keywords: ['考驾照', '报名学车', '初次申领', '学车', '驾校报名', '自学直考', '第一次考驾照'],
  law: order162(14, 15, 16, 22, 23, 28),
  channels: ['kiosk', 'web', 'counter'],
  applicants: ['self'],
  subject: 'person',
  checks: [
    'identity',
    'old-enough',
    'no-licence',
    'not-learning',
    'no-bars',
    'medical-there',
    'class-age',
    'no-bars-for-class',
    'medical-for-class',
  ],
  form: [
    {
      code: 'wish',
      title: { zh: '学什么车、在哪里学', en: 'Which class, and where' },
      fields: [
        choice('class', { zh: '申请准驾车型', en: 'Class applied for' }, classOptions(FIRST_CLASSES), {
          zh: '核对年龄和身体条件,安排考试',
          en: 'to check age and health and to arrange the tests',
        }),
        choice(
          'training',
          { zh: '怎么学', en: 'How you learn' },
          [
            ['school', '在驾校学', 'At a driving school'],
            ['self', '自学直考(仅小型汽车)', 'By myself (small cars only)'],
          ],
          { zh: '核发学车专用标识', en: 'for the sticker of learners’ cars' },
        ),
        {
          name: 'school',
          label: { zh: '驾校', en: 'Driving school' },
          hint: { zh: '还没有选定的可以不填', en: 'Leave it empty if you have not chosen one' },
          kind: 'text',
          min: 2,
          max: 40,
          required: false,
          shownWhen: (values) => values['training'] === 'school',
          purpose: { zh: '登记培训机构', en: 'to note who trains you' },
        },
        {
          name: 'residence',
          label: { zh: '居住地', en: 'Where you live' },
          kind: 'region',
          required: true,
          purpose: { zh: '在户籍地或者居住地申请', en: 'one applies where one is registered or lives' },
        },
        healthDeclaration,
      ],
    },
    contact,
  ],
  fits,
  materials: [
    identityLookedUp,
    lookedUp('medical', '身体条件证明', 'Medical certificate'),
    lookedUp('ability', '三力测试结果(70周岁以上)', 'Ability test (70 and over)'),
    { ...licencePhoto, required: () => true },
  ],
  steps: [{ kind: 'check' }, { kind: 'review' }, { kind: 'register' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '网上 1 个工作日内受理', en: 'Accepted within 1 working day' },
  products: [],
  refusals: [
    ...anyRefusals,
    ...ageRefusals,
    'LICENCE_HELD',
    'EXAM_RUNNING',
    'BARRED',
    'BARRED_LIFE',
    'BARRED_CLASS',
    'EXAM_BAN',
    'MEDICAL_MISSING',
    'MEDICAL_UNFIT',
    'MEDICAL_DISABLED',
    'ABILITY_TEST',
    'PHOTO_BAD',
  ],
  register: 'first-application',
  handOver: ['class', 'training', 'school', 'residence'],
})

/** Ages are told on the class itself. The ability test is not known here; its check follows the answers. */
function fits({ form, subject, today }: FormContext): FieldError[] {
  const wanted = String(form['class'] ?? '')
  const birth = subject.kind === 'person' ? subject.birth : undefined
  const age = birth ? judgeClassAge(wanted, true, { birth, today, ability: true }) : []
  return [
    ...toldOn('class', age),
    ...(form['training'] === 'self' && wanted !== 'C1' && wanted !== 'C2'
      ? [unfit('training', '自学直考只适用于 C1、C2', 'Only C1 and C2 can be learned by oneself')]
      : []),
  ]
}
