import { defineService } from '../../service.ts'
import {
  anyRefusals,
  choice,
  contact,
  delivery,
  identityLookedUp,
  lookedUp,
  paperRefusals,
  vehiclePapers,
} from '../parts.ts'

/** Order 164 arts. 46(2), 47: bought and not yet registered; at most thirty days, three times, never beyond the insurance. */
export const newCarTempPlate = defineService({
  code: 'new-car-temp-plate',
  version: 1,
  name: { zh: '新车临时行驶车号牌', en: 'Temporary plate for a new car' },
  summary: {
    zh: '买了新车还没上牌,要先开上路:申领临时号牌,最长 30 天,最多三次。',
    en: 'Drive a new car before it is registered: a temporary plate for at most 30 days, three times.',
  },
  category: 'vehicle',
  rank: 20,
  keywords: ['临牌', '临时牌照', '临时号牌', '新车临时牌', '临时行驶'],
  law: [
    { source: 'L164', article: 46 },
    { source: 'L164', article: 47 },
  ],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'new-vehicle',
  checks: ['identity', 'invoice', 'own-certificate', 'temporary-cover', 'temporary-plates', 'not-registered'],
  form: [
    {
      code: 'drive',
      title: { zh: '行驶范围和天数', en: 'Where and how long' },
      fields: [
        choice(
          'area',
          { zh: '行驶范围', en: 'Where you drive' },
          [
            ['inside', '本市内', 'Within this city'],
            ['across', '跨市', 'Beyond this city'],
          ],
          { zh: '印在临时号牌上', en: 'printed on the plate' },
        ),
        {
          ...choice(
            'days',
            { zh: '天数', en: 'Days' },
            [
              ['10', '10 天', '10 days'],
              ['20', '20 天', '20 days'],
              ['30', '30 天', '30 days'],
            ],
            { zh: '确定有效期', en: 'for the period of validity' },
          ),
          hint: {
            zh: '交强险先到期的,有效期缩短到交强险到期日;正式号牌收到三日后作废',
            en: 'It ends with the compulsory insurance at the latest, and three days after the plates arrive',
          },
        },
      ],
    },
    contact,
    delivery,
  ],
  materials: [
    identityLookedUp,
    lookedUp('invoice', '机动车销售统一发票', 'Sales invoice'),
    lookedUp('cert', '整车出厂合格证', 'Certificate of conformity'),
    lookedUp('ctp', '交强险凭证', 'Compulsory insurance'),
  ],
  steps: vehiclePapers,
  fees: ['plateTemp'],
  limit: { workingDays: 1, law: { source: 'L164', article: 47 } },
  promise: { zh: '1 个工作日内制好并寄出', en: 'Made and posted within 1 working day' },
  products: ['temporary-plate'],
  refusals: [
    ...anyRefusals,
    'INVOICE_MISMATCH',
    'CERT_MISMATCH',
    'INSURANCE_NONE',
    'TEMP_3',
    'TEMP_CTP',
    'VEHICLE_STOLEN',
    'AUTH_EXPIRED',
    ...paperRefusals,
  ],
  register: 'temporary-plate',
  handOver: ['area', 'days'],
})
