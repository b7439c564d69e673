import { defineService } from '../../service.ts'
import { notTheOwner, otherPerson, personNamed } from '../joint.ts'
import { anyRefusals, choice, contact, goneRefusals, identityLookedUp, vehicleRecord } from '../parts.ts'

/** Order 164 arts. 34, 36: owner and pledgee together; recorded or released with an entry in the certificate, no inspection. */
export const pledgeRecord = defineService({
  code: 'pledge-record',
  version: 1,
  rank: 115,
  name: { zh: '机动车质押备案/解除质押备案', en: 'Record or release a vehicle pledge' },
  summary: {
    zh: '车交给质权人作质押,或者质押结束:双方各用自己的账号确认,再与民警见面。不收费。',
    en: 'The car is pledged, or the pledge has ended: both agree in their own account and see an officer. Free.',
  },
  category: 'vehicle',
  keywords: ['质押', '车辆质押', '解除质押', '押车', '质押备案'],
  law: [
    { source: 'L164', article: 34 },
    { source: 'L164', article: 36 },
  ],
  channels: ['video', 'counter'],
  applicants: ['self', 'agent'],
  subject: 'vehicle',
  protects: 'ownership',
  checks: ['identity', 'vehicle-owner', 'registered-here', 'pledge-act'],
  form: [
    {
      code: 'pledge',
      title: { zh: '质押', en: 'The pledge' },
      fields: [
        choice(
          'action',
          { zh: '办什么', en: 'What is it' },
          [
            ['record', '质押备案', 'Record a pledge'],
            ['release', '解除质押备案', 'Release a pledge'],
          ],
          { zh: '确定要备案的事项', en: 'to know what is recorded' },
        ),
        ...otherPerson('pledgee', { zh: '质权人', en: 'the pledgee' }),
      ],
    },
    contact,
  ],
  fits: notTheOwner('pledgeeId'),
  materials: [identityLookedUp, vehicleRecord],
  steps: [{ kind: 'check' }, { kind: 'co-sign' }, { kind: 'meet' }, { kind: 'register' }],
  coSign: {
    role: { zh: '质权人', en: 'the pledgee' },
    party: personNamed('pledgee'),
    consent: {
      zh: '我是质权人,同意办理该车的质押备案或者解除质押备案。',
      en: 'I am the pledgee and agree that the pledge is recorded, or released.',
    },
    terms: ['action'],
    days: 3,
  },
  fees: [],
  limit: { workingDays: 1, law: { source: 'L164', article: 34 } },
  promise: {
    zh: '双方见面后马上办结;登记证书下次到窗口时签注',
    en: 'At once when both were seen; the certificate is marked at your next visit',
  },
  products: [],
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'VEHICLE_ELSEWHERE',
    'VEHICLE_SEIZED',
    'VEHICLE_CUSTOMS',
    'NOT_PLEDGED',
    'CO_DECLINED',
    'CO_SIGN_OVER',
    'NOT_OWNER',
    'AUTH_EXPIRED',
  ],
  register: 'pledge',
  handOver: ['action', 'pledgeeName'],
})
