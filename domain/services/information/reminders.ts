import { defineService } from '../../service.ts'
import { licenceRecord, lookedUp, vehicleRecord } from '../parts.ts'

/** Notices the law asks for (regulation art. 9, order 157 art. 20, order 162 art. 65) and those a person wants; no insurer is advertised. */
export const reminders = defineService({
  code: 'reminders',
  version: 1,
  opensWith: 'desk-services',
  name: { zh: '到期与状态提醒', en: 'Reminders' },
  summary: {
    zh: '驾驶证到期、车辆检验、交强险到期、违法录入、罚款期限,提前告诉您;每一种都可以关,依法必须通知的除外。',
    en: 'Licence, inspection and insurance running out, violations entered, fines falling due: told in time. Each can be switched off but notices the law prescribes.',
  },
  category: 'information',
  keywords: ['车检提醒', '年检提醒', '驾照到期提醒', '车险到期', '提醒我', '订阅提醒'],
  law: [
    { source: 'LRTSI', article: 9 },
    { source: 'L157', article: 20 },
    { source: 'L162', article: 65 },
  ],
  channels: ['web'],
  applicants: ['self'],
  subject: 'person',
  checks: ['identity'],
  form: [],
  materials: [licenceRecord, vehicleRecord, lookedUp('insurance', '交强险', 'Compulsory insurance')],
  steps: [{ kind: 'check' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '设置马上生效', en: 'Takes effect at once' },
  products: [],
  refusals: [],
  register: 'reminders',
})
