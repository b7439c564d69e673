import { defineService } from '../../service.ts'
import { identityLookedUp } from '../parts.ts'

/** One account for all; sensitive data only with consent (personal information law art. 29). It is the sign-in and the page "me". */
export const accountIdentity = defineService({
  code: 'account-identity',
  version: 1,
  rank: 10,
  page: '/my',
  name: { zh: '用户注册、实人认证与本人车证绑定', en: 'Account, identity, own car and licence' },
  summary: {
    zh: '用手机号登录,核对姓名和身份证号,本人的驾驶证和车辆自动带出。',
    en: 'Sign in by mobile; name and identity number are checked; your licence and vehicles appear by themselves.',
  },
  category: 'information',
  keywords: ['注册', '登录', '实名', '绑定车辆', '绑定驾照', '账号', '换手机号'],
  law: [
    { source: 'L164', article: 6 },
    { source: 'L162', article: 6 },
    { source: 'LEGOV', article: 5 },
    { source: 'LPIPL', article: 29 },
  ],
  channels: ['web', 'video', 'kiosk', 'counter'],
  applicants: ['self'],
  subject: 'person',
  checks: ['identity'],
  form: [],
  materials: [identityLookedUp],
  steps: [{ kind: 'check' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '两分钟', en: 'Two minutes' },
  products: [],
  refusals: ['ID_NOT_VERIFIED', 'ID_DOC_EXPIRED', 'BLACKLIST'],
  register: 'account-identity',
})
