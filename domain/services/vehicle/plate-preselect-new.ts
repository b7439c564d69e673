import { defineService } from '../../service.ts'
import { anyRefusals, contact, identityLookedUp } from '../parts.ts'

/** Order 164 arts. 43, 44: drawn by computer or composed by the rules, from public pools; the number is the car’s for three working days. */
export const platePreselectNew = defineService({
  code: 'plate-preselect-new',
  version: 1,
  rank: 300,
  name: { zh: '新车注册登记预选号牌', en: 'Pre-select a plate number for a new car' },
  summary: {
    zh: '新车上牌前先在网上选好号码:随机或自编,全部公开可验证。',
    en: 'Choose the number of your new car online before registering it: drawn or composed, and open to check.',
  },
  category: 'vehicle',
  keywords: ['选号', '预选号牌', '自编号牌', '靓号', '新车选号'],
  law: [
    { source: 'L164', article: 43 },
    { source: 'L164', article: 44 },
  ],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'new-vehicle',
  checks: ['identity', 'invoice', 'conformity', 'not-registered'],
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
  ],
  register: 'plate-preselect-new',
})
