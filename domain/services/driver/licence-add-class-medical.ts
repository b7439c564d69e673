import { ADDED_CLASSES, judgeAddClass, toldOn } from '../../checks/licence-apply.ts'
import { judgeIssuedHere } from '../../checks/licence.ts'
import type { FieldError } from '../../fields.ts'
import { defineService, type FormContext } from '../../service.ts'
import { ageRefusals, classOptions, order162 } from '../driver-parts.ts'
import {
  anyRefusals,
  choice,
  contact,
  healthDeclaration,
  identityLookedUp,
  licencePhoto,
  licenceRecord,
  lookedUp,
  photoChoice,
} from '../parts.ts'

/** Order 162 arts. 14, 16–18, 22, 23: years, clean cycles and a clean past for each added class. */
export const licenceAddClassMedical = defineService({
  code: 'licence-add-class-medical',
  version: 1,
  rank: 61,
  name: { zh: '增驾体检(增加准驾车型受理)', en: 'Add a class: medical check and application' },
  summary: {
    zh: '已有驾驶证,增加准驾车型。年限、记分和体检结果联网核查,受理后预约考试。',
    en: 'You have a licence and want another class. Years, points and the medical result are looked up; then come the tests.',
  },
  category: 'driver',
  keywords: ['增驾', '增加准驾车型', 'C1增A', 'C2增C1', '增驾体检', 'B2增A2', '考大车', '增驾摩托车', 'C6拖挂房车'],
  law: order162(14, 16, 17, 18, 22, 23),
  channels: ['kiosk', 'web', 'counter'],
  applicants: ['self'],
  subject: 'licence',
  checks: [
    'identity',
    'licence-state',
    'issued-here-or-student',
    'not-learning',
    'cycles-clean',
    'no-bars',
    'medical-there',
    'add-class',
    'no-bars-for-class',
    'medical-for-class',
  ],
  form: [
    {
      code: 'wish',
      title: { zh: '增加的车型和照片', en: 'The class you add, and the photo' },
      fields: [
        choice('class', { zh: '增加准驾车型', en: 'Class to add' }, classOptions(ADDED_CLASSES), {
          zh: '核对年限、记分和身体条件',
          en: 'to check years, points and health',
        }),
        {
          name: 'student',
          label: {
            zh: '我正在接受全日制驾驶职业教育(学籍由民警核查)',
            en: 'I am a full-time student of a driving school (an officer checks the enrolment)',
          },
          kind: 'confirm',
          required: false,
          shownWhen: (values) => values['class'] === 'A1' || values['class'] === 'A2',
          purpose: { zh: '学生增驾条件不同', en: 'other conditions hold for students' },
        },
        healthDeclaration,
        photoChoice,
      ],
    },
    contact,
  ],
  fits,
  materials: [
    identityLookedUp,
    licenceRecord,
    lookedUp('medical', '身体条件证明', 'Medical certificate'),
    licencePhoto,
  ],
  steps: [{ kind: 'check' }, { kind: 'review' }, { kind: 'register' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '网上 1 个工作日内受理', en: 'Accepted within 1 working day' },
  products: [],
  refusals: [
    ...anyRefusals,
    'LICENCE_STATE',
    'LICENCE_EXPIRED_1Y',
    'LICENCE_ELSEWHERE',
    'EXAM_RUNNING',
    ...ageRefusals,
    'BARRED',
    'BARRED_LIFE',
    'BARRED_CLASS',
    'EXAM_BAN',
    'POINTS_FULL',
    'ADD_CLASS',
    'ADD_CLASS_HELD',
    'ADD_CLASS_BASE',
    'MEDICAL_MISSING',
    'MEDICAL_UNFIT',
    'ABILITY_TEST',
    'PHOTO_BAD',
  ],
  register: 'added-class-application',
  handOver: ['class', 'student'],
})

/** What the licence itself tells is told on the class; past and health are checked with the answers. */
function fits({ form, subject, office, today }: FormContext): FieldError[] {
  if (subject.kind !== 'licence') return []
  const { licence } = subject
  const wanted = String(form['class'] ?? '')
  const student = form['student'] === true && (wanted === 'A1' || wanted === 'A2')
  const birth = licence.idNumber.replace(/^.{6}(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3')
  return toldOn('class', [
    ...judgeAddClass(licence, wanted, { birth, today, student, ability: true }),
    ...(student ? [] : judgeIssuedHere(licence, office)),
  ])
}
