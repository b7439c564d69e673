import { defineService } from '../../service.ts'
import { anyRefusals, contact, identityLookedUp } from '../parts.ts'

/** Order 164 arts. 18, 27, 43, 44: once the electronic file has been passed on, the car takes a number of this city. */
export const platePreselectInbound = defineService({
  code: 'plate-preselect-inbound',
  version: 1,
  rank: 320,
  name: { zh: '二手车转入号牌预选', en: 'Pre-select a plate number for a car moving in' },
  summary: {
    zh: '外地车转入本市,先选好本市的号码。',
    en: 'For a car that moves in from another city: choose its number here.',
  },
  category: 'vehicle',
  keywords: ['转入选号', '外地车上牌', '迁入选号'],
  law: [
    { source: 'L164', article: 43 },
    { source: 'L164', article: 44 },
  ],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  checks: ['identity', 'vehicle-owner', 'from-elsewhere'],
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
    'NOT_OWNER',
    'RELOCATE_HERE',
  ],
  register: 'plate-preselect-inbound',
})
