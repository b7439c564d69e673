import { defineService } from '../../service.ts'
import { anyRefusals, choice, contact, identityLookedUp, lookedUp } from '../parts.ts'

/** Order 164 arts. 12, 73: the car is looked at where it is brought; the papers are looked up before it comes. One ticket for the whole channel. */
export const onsiteVehicleCheckAppointment = defineService({
  code: 'onsite-vehicle-check-appointment',
  version: 1,
  rank: 30,
  name: { zh: '现场查验预约(通道式一次排队)', en: 'Book the registration channel' },
  summary: {
    zh: '新车登记、转让、转入、变更要看车的,约好时间开车来,审核、查验、缴费、选号、领牌排一次队。',
    en: 'For matters in which the car is looked at: come with the car at your time and queue once for everything.',
  },
  category: 'appointment',
  keywords: ['验车上牌', '查验预约', '现场查验', '过户验车', '车管所预约', '上牌预约'],
  law: [
    { source: 'L164', article: 12 },
    { source: 'L164', article: 73 },
  ],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self', 'agent'],
  subject: 'new-vehicle',
  checks: ['identity', 'car-on-file'],
  form: [
    {
      code: 'purpose',
      title: { zh: '为什么查验', en: 'What the check is for' },
      fields: [
        choice(
          'purpose',
          { zh: '事项', en: 'Matter' },
          [
            ['new', '新车登记', 'A new car'],
            ['transfer', '转让', 'A car that changes hands'],
            ['inbound', '转入', 'A car from another city'],
            ['change', '变更', 'A change to the car'],
          ],
          { zh: '安排查验', en: 'to prepare the check' },
        ),
      ],
    },
    contact,
  ],
  materials: [
    identityLookedUp,
    lookedUp('certificate', '整车出厂合格证(新车)', 'Certificate of conformity (new car)'),
    lookedUp('invoice', '机动车销售统一发票', 'Sales invoice'),
  ],
  steps: [
    { kind: 'check' },
    {
      kind: 'appointment',
      visit: 'office',
      bring: [
        { zh: '要查验的车', en: 'The car' },
        { zh: '身份证原件', en: 'Your identity card' },
        { zh: '已登记的车:登记证书、行驶证', en: 'For a registered car: its certificate and licence' },
      ],
    },
    { kind: 'meet' },
  ],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '马上约好;到场后 45 分钟内办完', en: 'Booked at once; done within 45 minutes of coming' },
  products: [],
  refusals: [...anyRefusals, 'VEHICLE_MISMATCH', 'APPT_FULL', 'APPT_LATE', 'APPT_NOSHOW'],
  register: 'onsite-vehicle-check-appointment',
})
