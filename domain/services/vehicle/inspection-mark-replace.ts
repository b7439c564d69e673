import { defineService } from '../../service.ts'
import { markSteps, paperDelivery, paperPart } from '../mark.ts'
import { anyRefusals, choice, contact, goneRefusals, identityLookedUp, lookedUp, paperRefusals } from '../parts.ts'

/** Order 164 arts. 56, 57: any vehicle office, free, while inspection and compulsory insurance run. */
export const inspectionMarkReplace = defineService({
  code: 'inspection-mark-replace',
  version: 1,
  name: { zh: '补换领机动车检验合格标志', en: 'Replace inspection mark' },
  summary: {
    zh: '检验标志丢失或者损坏时办理。电子标志马上生效,和纸质的一样有效。',
    en: 'For a lost or damaged inspection mark. The electronic one counts at once and is as good as paper.',
  },
  category: 'vehicle',
  rank: 60,
  keywords: ['年检标志丢了', '补年检标志', '检验标志', '年检贴', '车检标志'],
  law: [
    { source: 'L164', article: 56 },
    { source: 'L164', article: 57 },
  ],
  channels: ['web', 'video', 'counter'],
  applicants: ['self', 'agent', 'relative', 'company'],
  subject: 'vehicle',
  checks: ['identity', 'vehicle-owner', 'vehicle-usable', 'inspection-valid', 'insurance'],
  form: [
    {
      code: 'reason',
      title: { zh: '申请原因', en: 'Reason' },
      fields: [
        choice(
          'reason',
          { zh: '申请原因', en: 'What happened' },
          [
            ['lost', '丢失', 'Lost'],
            ['destroyed', '灭失', 'Destroyed'],
            ['damaged', '损毁', 'Damaged'],
          ],
          { zh: '区分补领和换领', en: 'to tell a re-issue from a replacement' },
        ),
      ],
    },
    paperPart,
    contact,
    paperDelivery,
  ],
  materials: [
    identityLookedUp,
    lookedUp('inspection', '检验有效期', 'Inspection in force'),
    lookedUp('ctp', '交强险凭证', 'Compulsory insurance'),
  ],
  steps: markSteps,
  fees: [],
  limit: { workingDays: 1, law: { source: 'L164', article: 57 } },
  promise: {
    zh: '电子标志马上生效;纸质的 1 个工作日内寄出',
    en: 'Electronic at once; paper posted within 1 working day',
  },
  products: ['inspection-mark'],
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'NOT_OWNER',
    'INSPECTION_EXPIRED',
    'INSURANCE_NONE',
    'AUTH_EXPIRED',
    ...paperRefusals,
  ],
  register: 'inspection-mark-reissue',
  handOver: ['reason'],
})
