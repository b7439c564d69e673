import { defineService } from '../../service.ts'
import { identityLookedUp, lookedUp } from '../parts.ts'

/** Order 157 art. 20: open for query on the day of the entry; photos only to the parties (personal information law art. 28). */
export const violationQuery = defineService({
  code: 'violation-query',
  version: 1,
  rank: 10,
  opensWith: 'violations',
  name: { zh: '交通违法查询', en: 'Look up traffic violations' },
  summary: {
    zh: '看本人车辆和已备案车辆的违法:时间、地点、照片、罚款、记分和处理期限。',
    en: 'Violations of your own and linked vehicles: when, where, photos, fine, points and by when to settle them.',
  },
  category: 'violation',
  keywords: ['查违章', '违章查询', '有没有违章', '电子眼', '违法记录', '扣分查询'],
  law: [
    { source: 'L157', article: 20 },
    { source: 'L163', article: 6 },
  ],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self', 'company'],
  subject: 'vehicle',
  checks: ['identity'],
  form: [],
  materials: [identityLookedUp, lookedUp('violations', '交通违法记录', 'Violation records')],
  steps: [{ kind: 'check' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '马上看到;违法录入当日就能查', en: 'At once; a violation can be seen on the day it is entered' },
  products: [],
  refusals: ['ID_NOT_VERIFIED', 'V_NOT_BOUND', 'DATA_DOWN'],
  register: 'violation-query',
})
