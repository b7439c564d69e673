import { defineService } from '../../service.ts'
import { registeredOwner } from '../joint.ts'
import { anyRefusals, choice, contact, identityLookedUp, vehicleRecord } from '../parts.ts'

/** Order 157 art. 58: who drives another's car settles its violations in the own name; the owner agrees, and can end it. */
export const vehicleBindNonOwned = defineService({
  code: 'vehicle-bind-non-owned',
  version: 1,
  rank: 170,
  name: { zh: '备案非本人机动车', en: 'Bind a car you do not own' },
  summary: {
    zh: '常开家人、亲友或者单位的车:备案后可以查询、处理这辆车的违法。车主同意后生效,最多 3 辆。',
    en: 'You often drive a car of family, friends or your unit: bind it to see and settle its violations. The owner agrees; three cars at most.',
  },
  category: 'vehicle',
  keywords: ['绑定非本人车辆', '绑定家人的车', '备案车辆', '处理别人的车违章', '绑定他人车辆'],
  law: [{ source: 'L157', article: 58 }],
  channels: ['web', 'counter'],
  applicants: ['self'],
  subject: 'vehicle',
  vehicleOf: 'other',
  checks: ['identity', 'licence-state', 'bind-kind', 'bind-room'],
  form: [
    {
      code: 'relation',
      title: { zh: '与车主关系', en: 'You and the owner' },
      fields: [
        choice(
          'relation',
          { zh: '与车主关系', en: 'You and the owner' },
          [
            ['spouse', '配偶', 'Spouse'],
            ['parent', '父母', 'Parent'],
            ['child', '子女', 'Child'],
            ['friend', '亲友', 'Relative or friend'],
            ['unit', '单位', 'Unit'],
            ['other', '其他', 'Other'],
          ],
          { zh: '告诉车主', en: 'told to the owner' },
        ),
      ],
    },
    contact,
  ],
  materials: [identityLookedUp, vehicleRecord],
  steps: [{ kind: 'check' }, { kind: 'co-sign' }, { kind: 'register' }],
  coSign: {
    role: { zh: '车主', en: 'the owner' },
    party: registeredOwner,
    consent: {
      zh: '我同意申请人备案我的这辆车,可以查询和处理它的交通违法。我可以随时解除。',
      en: 'I agree that the applicant binds my car and may see and settle its violations. I can end this at any time.',
    },
    terms: ['relation'],
    days: 3,
    declined: 'BIND_REFUSED',
  },
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '车主同意后马上生效', en: 'At once when the owner has agreed' },
  products: [],
  refusals: [
    ...anyRefusals,
    'VEHICLE_UNKNOWN',
    'BIND_3',
    'BIND_CAR3',
    'BIND_KIND',
    'BIND_DONE',
    'BIND_REFUSED',
    'CO_SIGN_OVER',
    'LICENCE_STATE',
    'LICENCE_EXPIRED_1Y',
  ],
  register: 'bind-vehicle',
  handOver: ['relation'],
})
