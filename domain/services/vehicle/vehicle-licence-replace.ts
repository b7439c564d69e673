import { defineService } from '../../service.ts'
import {
  anyRefusals,
  choice,
  contact,
  delivery,
  goneRefusals,
  identityLookedUp,
  paperPromise,
  paperRefusals,
  vehiclePapers,
  vehicleRecord,
} from '../parts.ts'

/** Order 164 art. 52: identity only; violations, mortgage and seizure are no bar (art. 83(4) forbids added conditions). */
export const vehicleLicenceReplace = defineService({
  code: 'vehicle-licence-replace',
  version: 1,
  name: { zh: '补换领机动车行驶证', en: 'Replace vehicle licence' },
  summary: {
    zh: '行驶证丢失、损坏或者签注已满,补换一本新的。原证作废。',
    en: 'Your vehicle licence is lost, damaged or full: get a new one. The old one is void.',
  },
  category: 'vehicle',
  rank: 30,
  keywords: ['行驶证丢了', '补行驶证', '换行驶证', '行驶证损坏', '行车证', '行车证丢了'],
  law: [
    { source: 'L164', article: 52 },
    { source: 'L164', article: 74 },
  ],
  channels: ['web', 'video', 'kiosk', 'counter'],
  applicants: ['self', 'agent', 'relative', 'company'],
  subject: 'vehicle',
  checks: ['identity', 'vehicle-owner', 'registered-here', 'vehicle-usable', 'vehicle-replaced-often'],
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
            ['damaged', '损毁(领新证时交回原证)', 'Damaged (hand it in for the new one)'],
            ['full', '签注已满(领新证时交回原证)', 'No room for entries (hand it in for the new one)'],
          ],
          { zh: '区分补领和换领', en: 'to tell a re-issue from a replacement' },
        ),
      ],
    },
    contact,
    delivery,
  ],
  materials: [identityLookedUp, vehicleRecord],
  steps: vehiclePapers,
  fees: ['vehicleLicence'],
  limit: { workingDays: 1, law: { source: 'L164', article: 52 } },
  promise: paperPromise,
  products: ['vehicle-licence'],
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'VEHICLE_ELSEWHERE',
    'NOT_OWNER',
    'FREQUENT',
    'AUTH_EXPIRED',
    ...paperRefusals,
  ],
  register: 'vehicle-licence-reissue',
  handOver: ['reason'],
})
