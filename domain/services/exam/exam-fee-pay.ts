import { judgeFeeDue, PART_NAMES, PART_NAMES_EN } from '../../checks/exam.ts'
import { toldOn } from '../../checks/licence-apply.ts'
import { TEST_PARTS } from '../../driver-records.ts'
import { defineService } from '../../service.ts'
import { bookingFees, feeOfPart } from '../exam-booking.ts'
import { choice, contact, identityLookedUp, lookedUp } from '../parts.ts'

/** Regulation art. 114: the price authority sets the fees. Each booking after a failed test is paid for again. */
export const examFeePay = defineService({
  code: 'exam-fee-pay',
  version: 1,
  rank: 20,
  name: { zh: '考试费缴纳', en: 'Pay test fees' },
  summary: {
    zh: '已预约的科目在线缴费,开具财政电子票据。考试不合格重新预约的,再次收费。',
    en: 'Pay for a part that you have booked, with an electronic fiscal receipt. A new booking after a failed test is paid for again.',
  },
  category: 'exam',
  keywords: ['考试费', '交考试费', '科目一缴费', '科目二缴费', '驾考缴费'],
  law: [{ source: 'LRTSI', article: 114 }],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self', 'agent'],
  subject: 'person',
  checks: ['identity', 'fee-due'],
  form: [
    {
      code: 'booking',
      title: { zh: '缴哪个科目的费', en: 'For which part' },
      fields: [
        choice(
          'part',
          { zh: '已预约的科目', en: 'The part you booked' },
          TEST_PARTS.map((part) => [part, PART_NAMES[part], PART_NAMES_EN[part]] as const),
          { zh: '确定应缴金额', en: 'to find what is owed' },
        ),
      ],
    },
    contact,
  ],
  fits: ({ form, subject, today }) =>
    subject.kind === 'person' && subject.learner && typeof form['part'] === 'string'
      ? toldOn('part', judgeFeeDue(subject.learner, form['part'], today))
      : [],
  materials: [identityLookedUp, lookedUp('booking', '考试预约和应缴金额', 'The booking and what is owed')],
  steps: [{ kind: 'check' }, { kind: 'pay' }, { kind: 'register' }],
  fees: bookingFees,
  feesFor: feeOfPart,
  limit: { workingDays: 1 },
  promise: { zh: '缴费马上入账', en: 'Entered at once' },
  products: [],
  refusals: ['ID_NOT_VERIFIED', 'DUPLICATE', 'DATA_DOWN', 'PAY_TIMEOUT', 'FEE_PAID', 'EXAM_PERMIT', 'EXAM_STATE'],
  register: 'test-fee',
  handOver: ['part'],
})
