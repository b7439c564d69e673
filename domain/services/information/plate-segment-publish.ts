import { defineService } from '../../service.ts'

/** Order 164 arts. 43, 83: numbers are issued publicly by one system; issuing them in another way is a disciplinary offence. */
export const plateSegmentPublish = defineService({
  code: 'plate-segment-publish',
  version: 1,
  rank: 40,
  page: '/plates',
  name: { zh: '号牌号段公布', en: 'Published plate number segments' },
  summary: {
    zh: '每个号段的号牌种类、范围、数量、随机投放和自编开放的时间,剩余多少,都在这里公布,不用登录。',
    en: 'Each segment with type, range, amount, when it is drawn and when composed, and what is left. No sign-in.',
  },
  category: 'information',
  keywords: ['号段', '号段公布', '新号段', '车牌投放', '摇号验证'],
  law: [
    { source: 'L164', article: 43 },
    { source: 'L164', article: 83 },
  ],
  channels: ['web', 'kiosk'],
  applicants: ['self'],
  subject: 'person',
  checks: [],
  form: [],
  materials: [],
  steps: [{ kind: 'check' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '随时可看', en: 'At any time' },
  products: [],
  refusals: [],
  register: 'plate-segment-publish',
})
