import { defineService } from '../../service.ts'
import { choice, contact, identityLookedUp, lookedUp } from '../parts.ts'

/** Order 157 art. 53: who cannot come within thirty days gets up to three months more. Judged by `judgeMoreTime`, reckoned by `deferredTo`. */
export const violationDefer = defineService({
  code: 'violation-defer',
  version: 1,
  rank: 50,
  opensWith: 'violations',
  name: { zh: '交通违法延期处理申请', en: 'Ask for more time to settle a violation' },
  summary: {
    zh: '30日内来不及处理违法的,可以申请延期,最长延三个月。',
    en: 'You cannot settle a violation within 30 days: ask for up to three months more.',
  },
  category: 'violation',
  keywords: ['违章延期', '延期处理', '来不及处理违章', '晚点处理'],
  law: [{ source: 'L157', article: 53 }],
  channels: ['web', 'counter'],
  applicants: ['self'],
  subject: 'vehicle',
  checks: ['identity'],
  form: [
    {
      code: 'deferral',
      title: { zh: '延多久、为什么', en: 'How long and why' },
      fields: [
        choice(
          'months',
          { zh: '延期', en: 'More time' },
          [
            ['1', '一个月', 'One month'],
            ['2', '两个月', 'Two months'],
            ['3', '三个月', 'Three months'],
          ],
          { zh: '确定新的期限', en: 'for the new date' },
        ),
        {
          name: 'reason',
          label: { zh: '原因', en: 'Why' },
          kind: 'textarea',
          min: 5,
          max: 200,
          required: true,
          purpose: { zh: '登记延期原因', en: 'for the record' },
          personal: true,
        },
      ],
    },
    contact,
  ],
  materials: [identityLookedUp, lookedUp('violations', '交通违法记录', 'Violation records')],
  steps: [{ kind: 'check' }, { kind: 'register' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '马上办结', en: 'At once' },
  products: [],
  refusals: ['V_NOT_BOUND', 'V_HANDLED', 'V_ONSITE', 'DUPLICATE'],
  register: 'violation-defer',
  handOver: ['months', 'reason'],
})
