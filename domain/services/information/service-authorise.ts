import { defineService } from '../../service.ts'
import { identityLookedUp } from '../parts.ts'

/** Order 164 art. 86, order 162 art. 105: the electronic letter of authority stands for the one on paper; some items admit no agent. */
export const serviceAuthorise = defineService({
  code: 'service-authorise',
  version: 1,
  name: { zh: '业务委托', en: 'Authorise another person' },
  summary: {
    zh: '委托他人、亲友或登记服务站替您网上办理指定业务,最长 30 日,随时可以撤回。',
    en: 'Let another person, a relative or a dealer do named services for you, for 30 days at most; withdraw at any time.',
  },
  category: 'information',
  rank: 10,
  keywords: ['委托', '代办', '委托书', '让别人办', '亲友代办', '帮父母办', '授权'],
  law: [
    { source: 'L164', article: 86 },
    { source: 'L162', article: 105 },
  ],
  channels: ['web', 'counter'],
  applicants: ['self', 'company'],
  subject: 'person',
  checks: [],
  form: [],
  materials: [identityLookedUp],
  steps: [{ kind: 'check' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '对方接受后立即生效', en: 'At once, when the other side accepts' },
  products: [],
  refusals: ['ID_NOT_VERIFIED', 'AGENT_NOT_ALLOWED', 'NOT_OWNER', 'AUTHORITY_AGE', 'AUTHORITY_DAYS'],
  register: 'service-authorise',
  page: '/my/authorities',
})
