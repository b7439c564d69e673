import type { CaseData } from '../../case.ts'
import { judgeClassChange, judgeNothingBooked } from '../../checks/exam.ts'
import { toldOn } from '../../checks/licence-apply.ts'
import { LICENCE_CLASSES } from '../../rules/licence-classes.ts'
import { defineService } from '../../service.ts'
import { ageRefusals, classOptions, order162 } from '../driver-parts.ts'
import { anyRefusals, choice, contact, identityLookedUp, lookedUp } from '../parts.ts'

/** The counter, or a learner just at the upper age of the class; else the green checks are the review. */
const needsOfficer = ({ onSite, checks }: CaseData): boolean =>
  onSite !== undefined || checks.some(({ problems }) => problems.some(({ code }) => code === 'AT_UPPER_AGE_LIMIT'))

/** Order 162 arts. 14, 16 as for a new application. Online since 2025; what stays of the results is `keptResults`. */
export const examChangeClass = defineService({
  code: 'exam-change-class',
  version: 1,
  rank: 21,
  name: { zh: '考试变更准驾车型', en: 'Change the class applied for' },
  summary: {
    zh: '报名以后想换准驾车型的,在线变更。题库相同的车型保留科目一成绩,已通过的驾驶技能科目须重新考。',
    en: 'Change the class after you have applied. Subject 1 stays where its questions are the same; driving parts are taken again.',
  },
  category: 'exam',
  keywords: ['C1改C2', 'C2改C1', '改报C2', '变更车型', '报考车型变更', '换自动挡'],
  law: order162(14, 16),
  channels: ['web', 'counter'],
  applicants: ['self'],
  subject: 'person',
  checks: [
    'identity',
    'learner',
    'nothing-booked',
    'medical-there',
    'class-change',
    'no-bars-for-class',
    'medical-for-class',
  ],
  form: [
    {
      code: 'change',
      title: { zh: '变更为哪个车型', en: 'The new class' },
      fields: [
        {
          ...choice('to', { zh: '变更为', en: 'Change to' }, classOptions(LICENCE_CLASSES), {
            zh: '变更考试申请',
            en: 'to change the application',
          }),
          hint: {
            zh: 'C1、C2、C3、C5 之间变更保留科目一成绩,其余成绩作废',
            en: 'Between C1, C2, C3 and C5 subject 1 stays; the other results are void',
          },
        },
      ],
    },
    contact,
  ],
  fits: ({ form, subject, today }) => {
    const learner = subject.kind === 'person' ? subject.learner : undefined
    const birth = subject.kind === 'person' ? subject.birth : undefined
    if (!learner || !birth || typeof form['to'] !== 'string') return []
    return toldOn('to', [
      ...judgeNothingBooked(learner, today),
      // Adding a class depends on the licence, which its check reads.
      ...(learner.first ? judgeClassChange(learner, null, form['to'], { birth, today, ability: true }) : []),
    ])
  },
  materials: [
    identityLookedUp,
    lookedUp('learner', '考试申请和成绩', 'The application and the results'),
    lookedUp('medical', '身体条件证明', 'Medical certificate'),
  ],
  steps: [{ kind: 'check' }, { kind: 'review', when: needsOfficer }, { kind: 'register' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '1 个工作日', en: 'Within 1 working day' },
  products: [],
  refusals: [
    ...anyRefusals,
    'EXAM_STATE',
    'EXAM_CLASS',
    ...ageRefusals,
    'ABILITY_TEST',
    'ADD_CLASS',
    'ADD_CLASS_HELD',
    'ADD_CLASS_BASE',
    'BARRED_CLASS',
    'MEDICAL_MISSING',
    'MEDICAL_UNFIT',
    'MEDICAL_DISABLED',
  ],
  register: 'test-class-change',
  handOver: ['to'],
})
