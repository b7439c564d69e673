import { preselection } from '../preselection.ts'

export const platePreselectNew = preselection({
  code: 'plate-preselect-new',
  rank: 300,
  name: { zh: '新车注册登记预选号牌', en: 'Pre-select a plate number for a new car' },
  summary: {
    zh: '新车上牌前先在网上选好号码:随机或自编,全部公开可验证。',
    en: 'Choose the number of your new car online before registering it: drawn or composed, and open to check.',
  },
  keywords: ['选号', '预选号牌', '自编号牌', '靓号', '新车选号'],
  car: 'new',
  checks: ['identity', 'invoice', 'conformity', 'not-registered'],
})
