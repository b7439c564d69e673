import { defineService } from '../../service.ts'

/** Order 164 art. 3: matters, conditions, basis, steps, time, fees and papers are public; what the State has is not asked again. */
export const serviceGuide = defineService({
  code: 'service-guide',
  version: 1,
  rank: 30,
  page: '/services',
  name: { zh: '办事指南与资格自查', en: 'Guides and self-check' },
  summary: {
    zh: '每件事要什么、多久、多少钱、在哪办;登录后点“开始办理”就先替您查一遍条件。',
    en: 'What each matter takes, how long, how much, where. Once signed in, the start of an application checks the conditions first.',
  },
  category: 'information',
  keywords: ['怎么办', '需要什么材料', '办事指南', '能不能网上办', '多少钱', '符合条件吗'],
  law: [
    { source: 'L164', article: 3 },
    { source: 'L162', article: 3 },
    { source: 'LEGOV', article: 6 },
    { source: 'LEGOV', article: 7 },
    { source: 'LLIC', article: 30 },
  ],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self'],
  subject: 'person',
  checks: [],
  form: [],
  materials: [],
  steps: [{ kind: 'check' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '随时可看', en: 'At any time' },
  products: [],
  refusals: [],
  register: 'service-guide',
})
