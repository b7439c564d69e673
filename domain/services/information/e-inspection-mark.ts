import { defineService } from '../../service.ts'
import { vehicleRecord } from '../parts.ts'

/** Order 164 art. 56: given out with every mark, and of the same force. It is the page of documents. */
export const eInspectionMark = defineService({
  code: 'e-inspection-mark',
  version: 1,
  page: '/my/documents',
  name: { zh: '检验标志电子凭证', en: 'Electronic inspection mark' },
  summary: {
    zh: '登录后在“我的证件”里查看名下车辆的检验标志,与纸质标志效力相同,不用贴在车上。',
    en: 'Signed in, you find the inspection marks of your cars under “My papers”; they count as paper does and need not be stuck on.',
  },
  category: 'information',
  keywords: ['电子检验标志', '检验标志电子凭证', '年检标志不用贴', '电子年检标'],
  law: [{ source: 'L164', article: 56 }],
  channels: ['web'],
  applicants: ['self'],
  subject: 'vehicle',
  checks: ['vehicle-owner'],
  form: [],
  materials: [vehicleRecord],
  steps: [{ kind: 'check' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '马上看到', en: 'At once' },
  products: [],
  refusals: ['NOT_OWNER', 'V_NOT_BOUND'],
  register: 'e-inspection-mark',
})
