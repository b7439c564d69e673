import { defineService } from '../../service.ts'
import { identityLookedUp, lookedUp } from '../parts.ts'

/** Order 164 art. 89: how a unit shows who it is. The market register tells its legal representative, who names the rest. */
export const unitAccount = defineService({
  code: 'unit-account',
  version: 1,
  name: { zh: '单位用户注册与管理', en: 'Company accounts' },
  summary: {
    zh: '法定代表人本人注册单位账户,再添加 1 名管理员和最多 10 名用户,为单位名下车辆办理业务。',
    en: 'The legal representative registers the company, names one administrator and up to ten users, who act for all its vehicles.',
  },
  category: 'information',
  rank: 20,
  keywords: ['单位用户', '公司车', '公户', '企业注册', '单位账户', '法定代表人', '公司车辆'],
  law: [{ source: 'L164', article: 89 }],
  channels: ['web', 'counter'],
  applicants: ['company'],
  subject: 'person',
  checks: [],
  form: [],
  materials: [lookedUp('unitId', '单位身份证明(营业执照)', 'Business licence'), identityLookedUp],
  steps: [{ kind: 'check' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '联网核对后立即开通', en: 'At once, when the market register bears it out' },
  products: [],
  refusals: [
    'ID_NOT_VERIFIED',
    'COMPANY_CODE',
    'COMPANY_UNKNOWN',
    'COMPANY_CLOSED',
    'COMPANY_NOT_LEGAL',
    'COMPANY_ONE_ADMIN',
    'COMPANY_FULL',
    'COMPANY_PERSON_FULL',
  ],
  register: 'unit-account',
  page: '/my/companies',
})
