import { defineService } from '../../service.ts'
import { anyRefusals, choice, contact, electronic, identityLookedUp, lookedUp } from '../parts.ts'

/** Order 162 arts. 40, 41: within a working day of subject 1; on paper or electronic it has the same force. */
export const learnerPermitPrint = defineService({
  code: 'learner-permit-print',
  version: 1,
  rank: 30,
  name: { zh: '打印学习驾驶证明', en: "Print or show the learner's permit" },
  summary: {
    zh: '科目一合格后,领取电子学习驾驶证明,也可以打印。有效期三年,电子和纸质效力相同。',
    en: "After subject 1 you get the learner's permit, electronic or to print. It lasts three years; both forms have the same force.",
  },
  category: 'exam',
  keywords: ['学习驾驶证明', '学驾证', '打印学驾证', '练车证', '学员证'],
  law: [
    { source: 'L162', article: 40 },
    { source: 'L162', article: 41 },
  ],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self'],
  subject: 'person',
  checks: ['identity', 'permit-runs'],
  form: [
    {
      code: 'form',
      title: { zh: '要哪种形式', en: 'Which form' },
      fields: [
        choice(
          'form',
          { zh: '形式', en: 'Form' },
          [
            ['electronic', '电子证明', 'Electronic'],
            ['print', '打印', 'To print'],
          ],
          { zh: '出具学习驾驶证明', en: 'to issue the permit' },
        ),
      ],
    },
    contact,
  ],
  materials: [identityLookedUp, lookedUp('learner', '考试进度', 'Progress of the tests')],
  steps: electronic,
  fees: [],
  limit: { workingDays: 1, law: { source: 'L162', article: 40 } },
  promise: { zh: '马上出具', en: 'Issued at once' },
  products: [],
  refusals: [...anyRefusals, 'EXAM_PERMIT', 'EXAM_STATE'],
  register: 'learner-permit',
  handOver: ['form'],
})
