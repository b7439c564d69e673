import { defineService } from '../../service.ts'
import { anyRefusals, contact, identityLookedUp, choice } from '../parts.ts'

/** Order 164 art. 43, voluntary exchange for green plates: the first letter follows how the register says the car is driven. */
export const platePreselectNevExchange = defineService({
  code: 'plate-preselect-nev-exchange',
  version: 1,
  rank: 330,
  name: { zh: '新能源汽车换发号牌预选号牌', en: 'Pre-select a green plate for a new-energy car' },
  summary: {
    zh: '已上蓝牌的新能源车自愿换绿牌:先选好绿牌号码,再预约换牌。',
    en: 'A new-energy car with blue plates may change to green ones: choose the number first, then book the change.',
  },
  category: 'vehicle',
  keywords: ['换绿牌', '新能源换牌', '绿牌选号'],
  law: [
    { source: 'L164', article: 43 },
    { source: 'L164', article: 44 },
  ],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  checks: ['identity', 'vehicle-owner', 'for-green-plates'],
  form: [
    {
      code: 'plate',
      title: { zh: '号牌种类', en: 'Kind of plate' },
      fields: [
        choice(
          'plateType',
          { zh: '号牌种类', en: 'Kind of plate' },
          [['52', '小型新能源汽车(绿牌)', 'Small new-energy car (green)']],
          { zh: '确定号池', en: 'to know the pool' },
        ),
      ],
    },
    contact,
  ],
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
    'VEHICLE_KIND',
  ],
  register: 'plate-preselect-nev-exchange',
})
