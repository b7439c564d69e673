import { defineService } from '../../service.ts'
import { replacedLicence } from '../driver-parts.ts'
import { contact, declare, delivery, photoChoice } from '../parts.ts'

/** Order 162 art. 69: identity only; not while the licence is withheld; violations do not block (order 164 art. 83 forbids added conditions). */
export const licenceReplaceLost = defineService({
  code: 'licence-replace-lost',
  version: 1,
  name: { zh: '遗失补证', en: 'Re-issue a lost driving licence' },
  summary: {
    zh: '驾驶证丢了,补一本新的。原证作废,不能再用。',
    en: 'Your driving licence is lost: get a new one. The old one is void.',
  },
  category: 'driver',
  rank: 10,
  keywords: ['驾照丢了', '驾驶证丢了', '驾驶证丢失', '补驾驶证', '补证', '驾照遗失', '补领驾驶证'],
  law: [
    { source: 'L162', article: 69 },
    { source: 'L162', article: 98 },
  ],
  channels: ['web', 'video', 'kiosk', 'counter'],
  applicants: ['self', 'agent', 'relative'],
  subject: 'licence',
  checks: ['identity', 'licence-state', 'licence-not-withheld', 'licence-replaced-often'],
  form: [
    {
      code: 'loss',
      title: { zh: '遗失声明和照片', en: 'Statement of loss and photo' },
      fields: [
        declare(
          'lostStatement',
          '我声明驾驶证确已遗失;找到后不再使用原证,并交回车管所',
          'I declare that the licence is lost; if found I will not use it and will hand it in',
        ),
        photoChoice,
      ],
    },
    contact,
    delivery,
  ],
  limit: { workingDays: 1, law: { source: 'L162', article: 69 } },
  ...replacedLicence,
  register: 'licence-reissue',
})
