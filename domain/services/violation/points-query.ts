import { defineService } from '../../service.ts'
import { identityLookedUp, licenceRecord } from '../parts.ts'

/** Order 163 arts. 3, 6, 15: twelve months from the first licence, 12 is full, unpaid points go over. Reckoned by `cycleTurn` and `endOfCycle`. */
export const pointsQuery = defineService({
  code: 'points-query',
  version: 1,
  rank: 60,
  opensWith: 'violations',
  name: { zh: '记分查询', en: 'Look up your points' },
  summary: {
    zh: '本记分周期记了几分、哪天清零、上个周期转来几分。',
    en: 'Your points of this cycle, the day they are wiped, and what came over from the last one.',
  },
  category: 'violation',
  keywords: ['扣了几分', '还剩几分', '驾照分数', '查分', '清分日期', '记分周期'],
  law: [
    { source: 'L163', article: 3 },
    { source: 'L163', article: 6 },
    { source: 'L163', article: 15 },
  ],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self'],
  subject: 'licence',
  checks: ['identity', 'licence-on-record'],
  form: [],
  materials: [identityLookedUp, licenceRecord],
  steps: [{ kind: 'check' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '马上看到', en: 'At once' },
  products: [],
  refusals: ['ID_NOT_VERIFIED', 'LICENCE_STATE', 'DATA_DOWN'],
  register: 'points-query',
})
