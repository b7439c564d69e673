import { addDays } from '../../calendar.ts'
import { SPECIAL_DAYS } from '../../checks/vehicle-road.ts'
import type { FieldError } from '../../fields.ts'
import { unfit } from '../../form.ts'
import { defineService, type FormContext } from '../../service.ts'
import { anyRefusals, contact, delivery, identityLookedUp, lookedUp, paidPapers, paperRefusals } from '../parts.ts'

/** How far ahead the first day may lie. */
const AHEAD = 30

/** Order 164 arts. 46(5), 47: a special vehicle too heavy or large to be registered; at most ninety days, never beyond the insurance. */
export const oversizeTempPlate = defineService({
  code: 'oversize-temp-plate',
  version: 1,
  rank: 160,
  name: {
    zh: '大件运输车辆(特型机动车)临时行驶车号牌',
    en: 'Temporary plate for oversize transport vehicles',
  },
  summary: {
    zh: '大件运输车再次申领临时号牌,网上就能办,最长 90 天。首次申领到窗口。',
    en: 'A further temporary plate for a special transport vehicle, online, for at most 90 days. The first is issued at a counter.',
  },
  category: 'vehicle',
  keywords: ['大件运输', '特型机动车', '大件车临牌', '超限车临牌', '大件运输临时号牌'],
  law: [
    { source: 'L164', article: 46 },
    { source: 'L164', article: 47 },
  ],
  channels: ['web', 'counter'],
  applicants: ['company'],
  subject: 'new-vehicle',
  checks: ['identity', 'own-certificate', 'special-before', 'not-seized', 'special-cover'],
  form: [
    {
      code: 'transport',
      title: { zh: '运输任务', en: 'The transport' },
      fields: [
        {
          name: 'from',
          label: { zh: '起始日期', en: 'First day' },
          hint: { zh: `今天起 ${AHEAD} 天内`, en: `Within ${AHEAD} days from today` },
          kind: 'date',
          required: true,
          purpose: { zh: '确定有效期', en: 'for the period of validity' },
        },
        {
          name: 'days',
          label: { zh: '天数', en: 'Days' },
          hint: {
            zh: `1 至 ${SPECIAL_DAYS} 天;交强险先到期的,缩短到交强险到期日`,
            en: `1 to ${SPECIAL_DAYS}; it ends with the insurance at the latest`,
          },
          kind: 'text',
          min: 1,
          max: 2,
          required: true,
          purpose: { zh: '确定有效期', en: 'for the period of validity' },
        },
        {
          name: 'purpose',
          label: { zh: '运输任务', en: 'What is carried, from where to where' },
          kind: 'textarea',
          min: 5,
          max: 200,
          required: true,
          purpose: { zh: '审核', en: 'for the review' },
        },
        {
          name: 'overLimitPermitNo',
          label: { zh: '超限运输车辆通行证号', en: 'Number of the oversize permit' },
          hint: { zh: '由交通运输部门核发,有的请填', en: 'Issued by the transport authority, if you have one' },
          kind: 'text',
          max: 40,
          required: false,
          purpose: { zh: '审核', en: 'for the review' },
        },
      ],
    },
    contact,
    delivery,
  ],
  fits,
  materials: [
    identityLookedUp,
    lookedUp('unitId', '单位身份证明', 'Proof of the unit'),
    lookedUp('cert', '整车出厂合格证', 'Certificate of conformity'),
    lookedUp('ctp', '交强险凭证', 'Compulsory insurance'),
  ],
  steps: [{ kind: 'check' }, { kind: 'review' }, ...paidPapers],
  fees: ['plateTemp'],
  limit: { workingDays: 1, law: { source: 'L164', article: 47 } },
  promise: { zh: '1 个工作日内制好并寄出', en: 'Made and posted within 1 working day' },
  products: ['temporary-plate'],
  refusals: [
    ...anyRefusals,
    'COMPANY_ONLY',
    'OVERSIZE_FIRST',
    'CERT_MISMATCH',
    'INSURANCE_NONE',
    'TEMP_CTP',
    'VEHICLE_SEIZED',
    'VEHICLE_MISMATCH',
    ...paperRefusals,
  ],
  register: 'special-temporary-plate',
  handOver: ['from', 'days', 'purpose', 'overLimitPermitNo'],
})

function fits({ form, today }: FormContext): FieldError[] {
  const [from, days] = [form['from'], form['days']]
  const late = typeof from === 'string' && from !== '' && (from < today || from > addDays(today, AHEAD))
  const count = typeof days === 'string' && days !== '' && !/^([1-9]|[1-8]\d|90)$/.test(days.trim())
  return [
    ...(late
      ? [unfit('from', `请选择今天起 ${AHEAD} 天内的日期`, `Choose a day within ${AHEAD} days from today`)]
      : []),
    ...(count ? [unfit('days', `天数是 1 至 ${SPECIAL_DAYS}`, `1 to ${SPECIAL_DAYS} days`)] : []),
  ]
}
