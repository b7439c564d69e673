import { defineService } from '../../service.ts'
import { anyRefusals, contact, electronic, identityLookedUp, lookedUp, vehicleRecord } from '../parts.ts'

/** Order 164 arts. 33, 35, 36: the networked lender's release is its half of the joint application; a seized car waits. */
export const mortgageRelease = defineService({
  code: 'mortgage-release',
  version: 1,
  name: { zh: '解除机动车抵押登记', en: 'Release of vehicle mortgage' },
  summary: {
    zh: '车贷还清、金融机构已上传解除信息的,确认一次就解除。登记证书下次到窗口时签注。',
    en: 'When the loan is paid off and the lender has uploaded the release, one confirmation ends the mortgage. The certificate is marked at your next visit.',
  },
  category: 'vehicle',
  rank: 110,
  keywords: ['贷款还清', '解押', '解除抵押', '车贷还清', '绿本解押', '抵押解除'],
  law: [
    { source: 'L164', article: 31 },
    { source: 'L164', article: 33 },
    { source: 'L164', article: 35 },
    { source: 'L164', article: 36 },
  ],
  channels: ['web', 'video', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  checks: ['identity', 'vehicle-owner', 'registered-here', 'mortgage-released', 'not-seized'],
  form: [contact],
  materials: [identityLookedUp, vehicleRecord, lookedUp('bankRelease', '抵押权人解除抵押信息', "Lender's release")],
  steps: electronic,
  fees: [],
  limit: { workingDays: 1, law: { source: 'L164', article: 33 } },
  promise: { zh: '马上办结', en: 'Done at once' },
  products: [],
  refusals: [
    ...anyRefusals,
    'VEHICLE_ELSEWHERE',
    'NOT_OWNER',
    'NOT_MORTGAGED',
    'BANK_PENDING',
    'BANK_OFFLINE',
    'COURT_CASE',
    'VEHICLE_SEIZED',
    'AUTH_EXPIRED',
  ],
  register: 'mortgage-release',
})
