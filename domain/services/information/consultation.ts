import { defineService } from '../../service.ts'
import { choice, contact } from '../parts.ts'

/** Licensing law art. 30: the office explains what it publishes to whoever asks. Phone and counter answer today. */
export const consultation = defineService({
  code: 'consultation',
  version: 1,
  opensWith: 'desk-services',
  name: { zh: '咨询与反馈', en: 'Questions and feedback' },
  summary: {
    zh: '不清楚怎么办、觉得哪里不对,写给我们;一个工作日内答复。',
    en: 'You do not know how, or something seems wrong: write to us. Answered within one working day.',
  },
  category: 'information',
  keywords: ['咨询', '投诉', '意见', '反馈', '客服', '人工', '问一下', '建议'],
  law: [
    { source: 'LLIC', article: 30 },
    { source: 'L164', article: 3 },
  ],
  channels: ['web', 'video', 'counter'],
  applicants: ['self'],
  subject: 'person',
  checks: [],
  form: [
    {
      code: 'question',
      title: { zh: '您的问题', en: 'Your question' },
      fields: [
        choice(
          'topic',
          { zh: '主题', en: 'About' },
          [
            ['how', '怎么办理', 'How to do something'],
            ['case', '正在办的业务', 'A case of mine'],
            ['complaint', '投诉', 'A complaint'],
            ['advice', '建议', 'A suggestion'],
          ],
          { zh: '转给能答复的人', en: 'to pass it to who can answer' },
        ),
        {
          name: 'text',
          label: { zh: '内容', en: 'What you want to say' },
          kind: 'textarea',
          min: 5,
          max: 1000,
          required: true,
          purpose: { zh: '答复您', en: 'to answer you' },
          personal: true,
        },
      ],
    },
    contact,
  ],
  materials: [
    {
      code: 'attachment',
      name: { zh: '附件', en: 'Pictures' },
      how: 'upload',
      hint: { zh: '最多 3 张', en: 'Three at most' },
      required: () => false,
    },
  ],
  steps: [{ kind: 'review' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '1 个工作日内第一次答复', en: 'First answer within 1 working day' },
  products: [],
  refusals: [],
  register: 'consultation',
})
