import { defineService } from '../../service.ts'
import { replacedLicence } from '../driver-parts.ts'
import { contact, declare, delivery, photoChoice } from '../parts.ts'

/** Order 162 art. 66: damaged beyond reading; identity only. Art. 68 does not ask for the damaged card back. */
export const licenceReplaceDamaged = defineService({
  code: 'licence-replace-damaged',
  version: 1,
  name: { zh: '损毁换证', en: 'Replace a damaged driving licence' },
  summary: {
    zh: '驾驶证损坏、看不清了,换一本新的。',
    en: 'Your driving licence is damaged and cannot be read: get a new one.',
  },
  category: 'driver',
  rank: 20,
  keywords: ['驾照坏了', '驾驶证损坏', '换驾驶证', '驾照看不清', '损毁'],
  law: [
    { source: 'L162', article: 66 },
    { source: 'L162', article: 68 },
  ],
  channels: ['web', 'video', 'kiosk', 'counter'],
  applicants: ['self', 'agent', 'relative'],
  subject: 'licence',
  checks: ['identity', 'licence-state', 'licence-replaced-often'],
  form: [
    {
      code: 'damage',
      title: { zh: '损毁情况和照片', en: 'Damage and photo' },
      fields: [
        declare(
          'damageStatement',
          '我声明驾驶证已损毁、无法辨认',
          'I declare that the licence is damaged and cannot be read',
        ),
        photoChoice,
      ],
    },
    contact,
    delivery,
  ],
  limit: { workingDays: 1, law: { source: 'L162', article: 68 } },
  ...replacedLicence,
  register: 'licence-replace',
})
