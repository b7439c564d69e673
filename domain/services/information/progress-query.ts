import { defineService } from '../../service.ts'

/** Online services rules art. 6: every state with its time, who has it and the next deadline. It is the page of the own cases. */
export const progressQuery = defineService({
  code: 'progress-query',
  version: 1,
  rank: 20,
  page: '/my/cases',
  name: { zh: '网办进度与寄递查询', en: 'Progress and parcels' },
  summary: {
    zh: '每笔业务办到哪一步、在谁手里、最晚哪天办好,证件寄到了哪里。',
    en: 'Where each case stands, who has it, by when it is done, and where your parcel is.',
  },
  category: 'information',
  keywords: ['进度', '办到哪了', '快递', '寄到哪了', '流水号', '什么时候能好'],
  law: [{ source: 'LEGOV', article: 6 }],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self', 'agent'],
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
  register: 'progress-query',
})
