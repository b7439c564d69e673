import type { CaseData } from '../case.ts'
import { PART_NAMES, PART_NAMES_EN, testFee } from '../checks/exam.ts'
import { TEST_PARTS } from '../driver-records.ts'
import type { FormPart, LawRef, Service } from '../service.ts'
import { choice, contact } from './parts.ts'

/** Booking and giving up a driving test, here or in another city: what differs is where, all else is one rule. */

const part = choice(
  'part',
  { zh: '科目', en: 'Part' },
  TEST_PARTS.map((p) => [p, PART_NAMES[p], PART_NAMES_EN[p]] as const),
  { zh: '核对预约条件', en: 'to check whether it can be booked' },
)

export const bookingForm: readonly FormPart[] = [
  { code: 'booking', title: { zh: '预约哪个科目', en: 'Which part' }, fields: [part] },
  contact,
]

export const bookingLaw: readonly LawRef[] = [39, 41, 43, 44, 47, 52].map((article) => ({ source: 'L162', article }))

/** What `judgeBooking`, `judgeSeat` and `judgePaid` can find, domain/checks/exam.ts. */
export const bookingRefusals = [
  'ID_NOT_VERIFIED',
  'EXAM_SOON',
  'EXAM_FIVE',
  'EXAM_10D',
  'EXAM_PERMIT',
  'EXAM_FULL',
  'EXAM_FEE',
  'EXAM_BAN',
  'EXAM_STATE',
  'DUPLICATE',
] as const

export const bookingFees = ['exam1', 'exam2', 'exam3road', 'exam3safe', 'exam2moto', 'exam3moto'] as const

/** The fee of the part that was chosen, for the learner's own class. */
export function feeOfPart({ form, subject }: Pick<CaseData, 'form' | 'subject'>): readonly string[] {
  const chosen = TEST_PARTS.find((p) => p === form['part'])
  return chosen && subject.kind === 'person' && subject.learner ? [testFee(subject.learner.class, chosen)] : []
}

/** Everything a booking shares, in whichever city. */
export const booking = {
  version: 1,
  opensWith: 'driving-tests',
  category: 'exam',
  law: bookingLaw,
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self'],
  subject: 'person',
  checks: ['identity', 'learner', 'no-bars'],
  form: bookingForm,
  steps: [{ kind: 'check' }, { kind: 'pay' }, { kind: 'register' }],
  fees: bookingFees,
  feesFor: feeOfPart,
  limit: { workingDays: 1 },
  promise: { zh: '考试前 3 至 5 个工作日公布结果', en: 'The result is told 3 to 5 working days before the test' },
  products: [],
  refusals: bookingRefusals,
} as const satisfies Partial<Service>

/** Everything that giving up a booking shares; a day before at the latest (order 162 art. 46), judged by `judgeCancel`. */
export const cancelling = {
  version: 1,
  opensWith: 'driving-tests',
  category: 'exam',
  law: [{ source: 'L162', article: 46 }],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self'],
  subject: 'person',
  checks: ['identity', 'learner'],
  form: [
    {
      code: 'cancel',
      title: { zh: '取消哪个预约', en: 'Which booking' },
      fields: [
        part,
        {
          ...choice(
            'reason',
            { zh: '取消原因', en: 'Reason' },
            [
              ['clash', '时间冲突', 'Another appointment'],
              ['ill', '生病', 'Illness'],
              ['other', '其他', 'Other'],
            ],
            { zh: '改进考试安排', en: 'to plan better' },
          ),
          required: false,
        },
      ],
    },
    contact,
  ],
  steps: [{ kind: 'check' }, { kind: 'register' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '马上取消,已缴的考试费退回', en: 'Cancelled at once; a fee that was paid comes back' },
  products: [],
  refusals: ['ID_NOT_VERIFIED', 'EXAM_LATE', 'EXAM_STATE'],
} as const satisfies Partial<Service>
