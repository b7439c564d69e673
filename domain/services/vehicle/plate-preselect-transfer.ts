import { defineService } from '../../service.ts'
import { anyRefusals, contact, identityLookedUp } from '../parts.ts'

/** Order 164 arts. 26, 43, 44: a transfer takes the old number off; the buyer chooses the new one. */
export const platePreselectTransfer = defineService({
  code: 'plate-preselect-transfer',
  version: 1,
  rank: 310,
  name: { zh: '二手车转移登记号牌预选', en: 'Pre-select a plate number for a used-car transfer' },
  summary: {
    zh: '买二手车过户前,买方先选好新号码。',
    en: 'The buyer of a used car chooses its new number before the transfer.',
  },
  category: 'vehicle',
  keywords: ['过户选号', '二手车选号', '预选号牌'],
  law: [
    { source: 'L164', article: 43 },
    { source: 'L164', article: 44 },
  ],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  vehicleOf: 'other',
  checks: ['identity', 'used-invoice', 'registered-here'],
  form: [contact],
  materials: [identityLookedUp],
  steps: [{ kind: 'check' }, { kind: 'choose-plate' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '选中即定,3 个工作日内办理登记有效', en: 'At once; register the car within 3 working days' },
  products: [],
  refusals: [
    ...anyRefusals,
    'PLATE_TAKEN',
    'PLATE_GRAMMAR',
    'PLATE_NOT_OPEN',
    'PLATE_TRIES',
    'PLATE_TIMEOUT',
    'PLATE_BAN',
    'PLATE_HELD',
    'PLATE_REUSE',
    'INVOICE_MISMATCH',
    'VEHICLE_UNKNOWN',
    'VEHICLE_ELSEWHERE',
  ],
  register: 'plate-preselect-transfer',
})
