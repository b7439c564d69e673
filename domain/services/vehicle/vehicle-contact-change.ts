import { defineService } from '../../service.ts'
import { anyRefusals, electronic, identityLookedUp, newAddress, newMobile, vehicleRecord } from '../parts.ts'

/** Order 164 arts. 23(3), 24(3): identity only, nothing bars it: penalty notices must find the owner. */
export const vehicleContactChange = defineService({
  code: 'vehicle-contact-change',
  version: 1,
  name: { zh: '变更机动车联系方式', en: 'Change owner contact details' },
  summary: {
    zh: '换了手机号或者住址,三十日内更新机动车档案里的联系方式。马上办结,不收费。',
    en: 'A new mobile number or address goes on the vehicle record within thirty days. Done at once, free.',
  },
  category: 'vehicle',
  rank: 80,
  keywords: ['车主换手机号', '改手机号', '车辆联系方式', '换联系电话', '改联系地址'],
  law: [
    { source: 'L164', article: 23 },
    { source: 'L164', article: 24 },
  ],
  channels: ['web', 'video', 'kiosk', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  checks: ['identity', 'vehicle-owner', 'registered-here'],
  form: [
    {
      code: 'new-contact',
      title: { zh: '新的联系方式', en: 'New contact details' },
      fields: [
        newMobile,
        ...newAddress,
        {
          name: 'zip',
          label: { zh: '邮政编码', en: 'Postcode' },
          kind: 'text',
          min: 6,
          max: 6,
          required: false,
          purpose: { zh: '寄送法律文书', en: 'to post legal documents' },
          autocomplete: 'postal-code',
        },
      ],
    },
  ],
  fits: ({ form }) =>
    typeof form['zip'] === 'string' && form['zip'] !== '' && !/^\d{6}$/.test(form['zip'].trim())
      ? [{ field: 'zip', code: 'characters', message: { zh: '邮政编码是 6 位数字', en: 'A postcode has 6 digits' } }]
      : [],
  materials: [identityLookedUp, vehicleRecord],
  steps: electronic,
  fees: [],
  limit: { workingDays: 1, law: { source: 'L164', article: 24 } },
  promise: { zh: '马上办结', en: 'Done at once' },
  products: [],
  refusals: [...anyRefusals, 'VEHICLE_ELSEWHERE', 'NOT_OWNER', 'AUTH_EXPIRED'],
  register: 'vehicle-contact-change',
  handOver: ['newMobile', 'newRegion', 'newAddress', 'zip'],
})
