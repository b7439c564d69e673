import { defineService, type Material } from '../../service.ts'
import {
  anyRefusals,
  bringsOriginals,
  choice,
  contact,
  declare,
  goneRefusals,
  identityLookedUp,
  paperRefusals,
  pickupOnly,
  vehicleRecord,
} from '../parts.ts'

const permitPaper: Material = {
  code: 'permitCancelled',
  name: { zh: '道路运输证注销联系单', en: 'Notice that the permit is cancelled' },
  how: 'upload',
  hint: { zh: '交通运输部门出具的联系单照片', en: 'A picture of the notice of the transport authority' },
  required: ({ form }) => form['permit'] === 'upload',
}

/** Order 164 arts. 16(5), 17, 21: the permit is given up first; the car keeps the scrapping and test rules of operating cars. */
export const useTypeChangeRideHailingOut = defineService({
  code: 'use-type-change-ride-hailing-out',
  version: 1,
  rank: 120,
  name: { zh: '网约车变更使用性质(预约出租转非)', en: 'Ride-hailing car back to private use' },
  summary: {
    zh: '不再跑网约车:运输证注销后,把使用性质变更为“预约出租转非”。号牌号码不变,不用验车。',
    en: 'No longer ride-hailing: when the permit is cancelled the use becomes “formerly ride-hailing”. Number kept, no inspection.',
  },
  category: 'vehicle',
  keywords: ['网约车转非', '营转非', '网约车变私家车', '预约出租转非', '变更使用性质', '不跑滴滴了'],
  law: [
    { source: 'L164', article: 16 },
    { source: 'L164', article: 17 },
    { source: 'L164', article: 21 },
  ],
  channels: ['video', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  checks: [
    'identity',
    'vehicle-owner',
    'registered-here',
    'vehicle-unbarred',
    'not-seized',
    'ride-hailing',
    'scrap-year',
    'transport-permit',
  ],
  form: [
    {
      code: 'change',
      title: { zh: '变更使用性质', en: 'Change of use' },
      fields: [
        {
          ...choice(
            'permit',
            { zh: '网约车运输证', en: 'The ride-hailing permit' },
            [
              ['networked', '已在交通运输部门注销', 'Cancelled with the transport authority'],
              ['upload', '已注销,我上传注销联系单', 'Cancelled; I upload the notice'],
            ],
            { zh: '核对运输证已注销', en: 'to see that the permit is cancelled' },
          ),
          hint: {
            zh: '联网能查到注销的,不用上传',
            en: 'Nothing to upload when the cancellation is on the network',
          },
        },
        declare(
          'ack',
          '我知道变更后,报废年限和检验周期仍按营运车辆执行',
          'I know that scrapping and tests still follow the rules for operating cars',
        ),
        bringsOriginals,
      ],
    },
    contact,
    pickupOnly,
  ],
  materials: [identityLookedUp, vehicleRecord, permitPaper],
  steps: [
    { kind: 'check' },
    { kind: 'meet' },
    { kind: 'review' },
    { kind: 'pay' },
    { kind: 'register' },
    { kind: 'make' },
    { kind: 'deliver' },
  ],
  fees: ['vehicleLicence'],
  limit: { workingDays: 1, law: { source: 'L164', article: 17 } },
  promise: { zh: '1 个工作日内办好,到网点交旧领新', en: 'Done within 1 working day; exchange it at an office' },
  products: ['vehicle-licence'],
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'VEHICLE_ELSEWHERE',
    'VEHICLE_SEIZED',
    'USE_TYPE',
    'TRANSPORT_PERMIT',
    'VEHICLE_SCRAP_1Y',
    'CERT_NEEDED',
    'NOT_OWNER',
    'AUTH_EXPIRED',
    ...paperRefusals,
  ],
  register: 'use-type-change',
  handOver: ['permit'],
})
