import { defineService } from '../../service.ts'
import { choice } from '../parts.ts'

/** Five levels, one rating for each case, staff may not press for it (国办发〔2019〕51号); the rated officer does not see who rated. */
export const serviceRating = defineService({
  code: 'service-rating',
  version: 1,
  opensWith: 'desk-services',
  name: { zh: '好差评', en: 'Rate the service' },
  summary: {
    zh: '办完一件事,可以评一次;差评5个工作日内核实、整改、答复。可以不评。',
    en: 'Rate a finished case once, if you like. A bad rating is looked into, mended and answered within 5 working days.',
  },
  category: 'information',
  keywords: ['评价', '好评', '差评', '满意度', '打分'],
  law: [{ source: 'LEGOV', article: 6 }],
  channels: ['web', 'video', 'kiosk', 'counter'],
  applicants: ['self'],
  subject: 'person',
  checks: [],
  form: [
    {
      code: 'rating',
      title: { zh: '您的评价', en: 'Your rating' },
      fields: [
        choice(
          'level',
          { zh: '满意吗', en: 'Are you satisfied' },
          [
            ['5', '非常满意', 'Very satisfied'],
            ['4', '满意', 'Satisfied'],
            ['3', '基本满意', 'Fairly satisfied'],
            ['2', '不满意', 'Not satisfied'],
            ['1', '非常不满意', 'Not satisfied at all'],
          ],
          { zh: '改进服务', en: 'to do better' },
        ),
        {
          name: 'text',
          label: { zh: '意见', en: 'What you want to say' },
          kind: 'textarea',
          max: 500,
          required: false,
          purpose: { zh: '改进服务', en: 'to do better' },
          personal: true,
        },
        choice(
          'anonymous',
          { zh: '要不要匿名', en: 'With your name or without' },
          [
            ['yes', '匿名', 'Without'],
            ['no', '署名(差评会回访)', 'With (we call back about a bad rating)'],
          ],
          { zh: '决定是否回访', en: 'to know whether to call back' },
        ),
      ],
    },
  ],
  materials: [],
  steps: [{ kind: 'review' }],
  fees: [],
  limit: { workingDays: 5 },
  promise: { zh: '差评 5 个工作日内答复', en: 'A bad rating is answered within 5 working days' },
  products: [],
  refusals: ['DUPLICATE'],
  register: 'service-rating',
})
