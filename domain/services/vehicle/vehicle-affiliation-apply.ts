import { addMonths } from '../../calendar.ts'
import { unfit } from '../../form.ts'
import { defineService } from '../../service.ts'
import { registeredOwner } from '../joint.ts'
import { anyRefusals, contact, identityLookedUp, lookedUp } from '../parts.ts'

/** How long a car may be attached at a time. */
const YEARS = 3

/** No article is about this: it is between a unit and who uses its car. The unit agrees, the ownership stays, one user at a time. */
export const vehicleAffiliationApply = defineService({
  code: 'vehicle-affiliation-apply',
  version: 1,
  rank: 180,
  name: { zh: '机动车挂靠申请', en: 'Attach a unit’s car to its user' },
  summary: {
    zh: '车登记在单位名下、由您实际使用:单位同意后,您可以查询这辆车、处理违法、接收通知。所有权不变。',
    en: 'The car is registered to a unit and you use it: when the unit agrees you can see it, settle violations and get its notices. Ownership stays.',
  },
  category: 'vehicle',
  keywords: ['挂靠', '车辆挂靠', '单位的车', '公司车绑定', '挂靠车辆'],
  law: [],
  channels: ['web', 'counter'],
  applicants: ['self', 'company'],
  subject: 'vehicle',
  vehicleOf: 'other',
  checks: ['identity', 'attachable'],
  form: [
    {
      code: 'attach',
      title: { zh: '使用期限', en: 'How long' },
      fields: [
        {
          name: 'until',
          label: { zh: '有效期至', en: 'Until' },
          hint: {
            zh: `最长 ${YEARS} 年;单位可以随时解除`,
            en: `At most ${YEARS} years; the unit can end it at any time`,
          },
          kind: 'date',
          required: true,
          purpose: { zh: '确定期限', en: 'for the period' },
        },
      ],
    },
    contact,
  ],
  fits: ({ form, today }) => {
    const until = form['until']
    return typeof until === 'string' && until !== '' && (until <= today || until > addMonths(today, 12 * YEARS))
      ? [unfit('until', `请选择今天以后、${YEARS} 年以内的日期`, `Choose a day after today and within ${YEARS} years`)]
      : []
  },
  materials: [identityLookedUp, lookedUp('unitId', '单位身份证明', 'Proof of the unit')],
  steps: [{ kind: 'check' }, { kind: 'co-sign' }, { kind: 'register' }],
  coSign: {
    role: { zh: '车辆所有单位', en: 'the unit that owns the car' },
    party: registeredOwner,
    consent: {
      zh: '本单位同意将名下的这辆车关联给申请人使用,由申请人查询、处理违法、接收通知。所有权不变,本单位可以随时解除。',
      en: 'The unit agrees that its car is attached to the applicant, who sees it, settles violations and gets its notices. Ownership stays; the unit can end it at any time.',
    },
    terms: ['until'],
    days: 7,
    declined: 'BIND_REFUSED',
  },
  fees: [],
  limit: { workingDays: 5 },
  promise: { zh: '单位同意后马上生效', en: 'At once when the unit has agreed' },
  products: [],
  refusals: [
    ...anyRefusals,
    'VEHICLE_UNKNOWN',
    'NOT_OF_UNIT',
    'COMPANY_CLOSED',
    'VEHICLE_STATE',
    'ATTACHED',
    'BIND_DONE',
    'BIND_REFUSED',
    'CO_SIGN_OVER',
  ],
  register: 'attach-vehicle',
  handOver: ['until'],
})
