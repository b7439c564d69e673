import { unfit } from '../../form.ts'
import { defineService } from '../../service.ts'
import { anyRefusals, contact, electronic, identityLookedUp, lookedUp } from '../parts.ts'

/** Order 162 art. 39: C1–C6, after a part is passed and one has moved, three times at most; bookings add up over places. */
export const examChangePlace = defineService({
  code: 'exam-change-place',
  version: 1,
  rank: 22,
  name: { zh: '变更考试地', en: 'Move remaining tests to another city' },
  summary: {
    zh: '已通过部分科目、居住地变更的,把其余科目转到现居住地考。最多三次,已合格的成绩带着走。',
    en: 'You have passed a part and moved: take the rest where you live now. Three times at most; what you passed goes with you.',
  },
  category: 'exam',
  keywords: ['变更考试地', '换城市考', '异地考试', '转考试地', '异地分科目考试'],
  law: [{ source: 'L162', article: 39 }],
  channels: ['web', 'counter'],
  applicants: ['self'],
  subject: 'person',
  checks: ['identity', 'place-change', 'nothing-booked'],
  form: [
    {
      code: 'place',
      title: { zh: '新的考试地', en: 'The new place' },
      fields: [
        {
          name: 'to',
          label: { zh: '现居住地', en: 'Where you live now' },
          kind: 'region',
          required: true,
          purpose: { zh: '确定新的考试地', en: 'to find the new place of the tests' },
        },
      ],
    },
    contact,
  ],
  fits: ({ form, subject }) =>
    subject.kind === 'person' && subject.learner?.place === String(form['to'] ?? '').slice(0, 4)
      ? [unfit('to', '这就是您现在的考试地', 'This is where you take the tests already')]
      : [],
  materials: [identityLookedUp, lookedUp('learner', '考试申请和成绩', 'The application and the results')],
  steps: electronic,
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '1 个工作日', en: 'Within 1 working day' },
  products: [],
  refusals: [...anyRefusals, 'EXAM_STATE', 'EXAM_PLACE3', 'EXAM_PERMIT'],
  register: 'test-place-change',
  handOver: ['to'],
})
