import { unfit } from '../../form.ts'
import { defineService } from '../../service.ts'
import { identityLookedUp, lookedUp } from '../parts.ts'

/**
 * Fifteen days, then three per cent a day, never above the fine; paid to a bank, never to the office (penalties law arts. 67, 72).
 * Judged by `judgeFine`, reckoned by `fineDue`, domain/checks/.
 */
export const finePay = defineService({
  code: 'fine-pay',
  version: 1,
  rank: 30,
  opensWith: 'violations',
  name: { zh: '交通罚款缴纳', en: 'Pay a traffic fine' },
  summary: {
    zh: '收到决定书15日内缴纳;逾期每日加处3%,加处总额不超过罚款本身。',
    en: 'Within 15 days of receiving the decision; late, 3 per cent a day is added, in all no more than the fine itself.',
  },
  category: 'violation',
  keywords: ['交罚款', '缴罚款', '罚单缴费', '滞纳金', '决定书编号', '加处罚款'],
  law: [
    { source: 'LRTS', article: 108 },
    { source: 'LRTS', article: 109 },
    { source: 'LPEN', article: 67 },
    { source: 'LPEN', article: 72 },
    { source: 'L157', article: 60 },
    { source: 'L157', article: 62 },
  ],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self', 'agent'],
  subject: 'person',
  checks: ['identity'],
  form: [
    {
      code: 'decision',
      title: { zh: '哪一份决定书', en: 'Which decision' },
      fields: [
        {
          name: 'decisionNo',
          label: { zh: '决定书编号', en: 'Number of the decision' },
          hint: { zh: '15 或 16 位数字,在决定书右上角', en: '15 or 16 digits, top right on the decision' },
          kind: 'text',
          min: 15,
          max: 16,
          required: true,
          purpose: { zh: '查应缴金额', en: 'to find what is owed' },
        },
      ],
    },
  ],
  fits: ({ form }) =>
    typeof form['decisionNo'] === 'string' && !/^\d{15,16}$/.test(form['decisionNo'])
      ? [unfit('decisionNo', '决定书编号是 15 或 16 位数字', 'The number of a decision has 15 or 16 digits')]
      : [],
  materials: [identityLookedUp, lookedUp('decision', '处罚决定和应缴金额', 'The decision and what is owed')],
  steps: [{ kind: 'check' }, { kind: 'register' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '缴清马上入账,出具财政电子票据', en: 'Entered at once, with an electronic receipt of the treasury' },
  products: [],
  refusals: ['FINE_UNKNOWN', 'FINE_PAID', 'PAY_TIMEOUT', 'DATA_DOWN'],
  register: 'fine-pay',
})
