import { defineService } from '../../service.ts'
import { anyRefusals, choice, contact, goneRefusals, identityLookedUp, pickupOnly, vehicleRecord } from '../parts.ts'

/** Order 164 art. 43: voluntary; the green number is chosen, the old plates are handed in and the new ones fixed on the day. */
export const nevPlateExchangeAppointment = defineService({
  code: 'nev-plate-exchange-appointment',
  version: 1,
  rank: 40,
  name: { zh: '新能源汽车换发号牌预约', en: 'Appointment to exchange for new-energy plates' },
  summary: {
    zh: '选好绿牌号码后,约个时间到网点交回旧牌、装上新牌。',
    en: 'With the green number chosen, book a time to hand in the old plates and have the new ones fixed.',
  },
  category: 'appointment',
  keywords: ['换绿牌', '新能源换牌', '换牌预约'],
  law: [{ source: 'L164', article: 43 }],
  channels: ['web', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  protects: 'plates',
  checks: ['identity', 'vehicle-owner', 'registered-here', 'vehicle-unbarred', 'for-green-plates', 'green-number'],
  form: [
    {
      code: 'plate',
      title: { zh: '号牌种类', en: 'Kind of plate' },
      fields: [
        choice(
          'plateType',
          { zh: '号牌种类', en: 'Kind of plate' },
          [['52', '小型新能源汽车(绿牌)', 'Small new-energy car (green)']],
          { zh: '确定号池', en: 'to know the pool' },
        ),
      ],
    },
    contact,
    pickupOnly,
  ],
  materials: [identityLookedUp, vehicleRecord],
  steps: [
    { kind: 'check' },
    { kind: 'choose-plate' },
    {
      kind: 'appointment',
      bring: [
        { zh: '车和原号牌', en: 'The car with its old plates' },
        { zh: '行驶证', en: 'The vehicle licence' },
        { zh: '身份证原件', en: 'Your identity card' },
      ],
    },
    { kind: 'inspect' },
    { kind: 'pay' },
    { kind: 'register' },
    { kind: 'make' },
    { kind: 'deliver' },
  ],
  fees: ['plateCar', 'vehicleLicence'],
  limit: { workingDays: 1 },
  promise: { zh: '当次办完', en: 'Done in the same visit' },
  products: ['plates', 'vehicle-licence'],
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'VEHICLE_ELSEWHERE',
    'VEHICLE_SEIZED',
    'VEHICLE_KIND',
    'NOT_OWNER',
    'PLATE_NONE',
    'APPT_FULL',
    'APPT_NOSHOW',
  ],
  register: 'nev-plate-exchange',
})
