import type { CheckName } from '../checks/check.ts'
import { DEFER_YEARS } from '../checks/licence.ts'
import { unfit } from '../form.ts'
import type { Deferral } from '../records.ts'
import { defineService, type Service } from '../service.ts'
import type { Text } from '../text.ts'
import { anyRefusals, choice, contact, declare, identityLookedUp, licenceRecord } from './parts.ts'

export interface DeferralItem {
  what: Deferral
  code: string
  name: Text
  summary: Text
  keywords: readonly string[]
  check: CheckName
  refusals: readonly string[]
}

/** Order 162 art. 75: what is put off differs, all else is one rule: identity only, three years in all, no driving meanwhile. */
export const deferral = ({ what, code, name, summary, keywords, check, refusals }: DeferralItem): Service =>
  defineService({
    code,
    version: 1,
    name,
    summary,
    category: 'driver',
    rank: 120,
    keywords,
    law: [{ source: 'L162', article: 75 }],
    channels: ['web', 'video', 'counter'],
    applicants: ['self', 'agent'],
    subject: 'licence',
    checks: ['identity', 'licence-standing', 'licence-issued-here', check],
    form: [{ code: 'deferral', title: { zh: '延期原因和时间', en: 'Why and for how long' }, fields }, contact],
    fits: ({ form, subject }) => {
      if (subject.kind !== 'licence') return []
      const left = DEFER_YEARS - (subject.licence.deferred?.[what]?.years ?? 0)
      return Number(form['years'] ?? 0) > left
        ? [unfit('years', `延期合计最长三年,您最多还能延 ${left} 年`, `Three years in all; you have ${left} left`)]
        : []
    },
    materials: [identityLookedUp, licenceRecord],
    steps: [
      { kind: 'check' },
      { kind: 'review', when: (data) => data.form['reason'] === 'other' || data.onSite !== undefined },
      { kind: 'register' },
    ],
    fees: [],
    limit: { workingDays: 1 },
    promise: { zh: '马上办结;“其他”原因的 1 个工作日', en: 'At once; within 1 working day for other reasons' },
    products: [],
    refusals: [...anyRefusals, 'LICENCE_STATE', 'LICENCE_ELSEWHERE', ...refusals, 'AUTH_EXPIRED', 'SUSPECT'],
    register: code,
    handOver: ['reason', 'years'],
  })

const fields = [
  {
    ...choice(
      'reason',
      { zh: '延期原因', en: 'Reason' },
      [
        ['service', '服兵役', 'Military service'],
        ['abroad', '出国(境)', 'Abroad'],
        ['other', '其他', 'Other'],
      ],
      { zh: '法律规定的延期原因', en: 'the reasons the law names' },
    ),
    hint: { zh: '不用交证明', en: 'No proof is needed' },
  },
  {
    name: 'reasonText',
    label: { zh: '说明', en: 'Please explain' },
    kind: 'textarea' as const,
    min: 5,
    max: 200,
    required: true,
    shownWhen: (values: Readonly<Record<string, string | boolean>>) => values['reason'] === 'other',
    purpose: { zh: '审核', en: 'for the review' },
    personal: true,
  },
  choice(
    'years',
    { zh: '延期多久', en: 'For how long' },
    [
      ['1', '一年', 'One year'],
      ['2', '两年', 'Two years'],
      ['3', '三年', 'Three years'],
    ],
    { zh: '登记延期期限', en: 'for the register' },
  ),
  declare('noDriving', '我知道延期期间不得驾驶机动车', 'I know that I may not drive until the deferral is lifted'),
]
