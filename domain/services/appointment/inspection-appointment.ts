import { defineService } from '../../service.ts'
import { anyRefusals, choice, contact, identityLookedUp, lookedUp, vehicleRecord } from '../parts.ts'

/** Order 164 art. 54: from three months before the end, at any station. Violations bar the mark, not the test: told, no bar (art. 83). */
export const inspectionAppointment = defineService({
  code: 'inspection-appointment',
  version: 1,
  rank: 20,
  name: { zh: '机动车检验预约', en: 'Book a vehicle inspection' },
  summary: {
    zh: '车要上线检验,先约好检验机构和时间;期满前三个月起可以约,逾期的也可以约。',
    en: 'Your car must be tested: choose the station and the time, from three months before the mark runs out.',
  },
  category: 'appointment',
  keywords: ['年检', '车检', '验车', '年审', '检车预约', '上线检验'],
  law: [
    { source: 'L164', article: 54 },
    { source: 'LRTSI', article: 16 },
  ],
  channels: ['web', 'counter'],
  applicants: ['self', 'company'],
  subject: 'vehicle',
  checks: ['identity', 'vehicle-linked', 'test-bookable', 'vehicle-settled-told'],
  form: [
    {
      code: 'car',
      title: { zh: '车的动力和驱动', en: 'Power and drive of the car' },
      fields: [
        choice(
          'power',
          { zh: '燃料种类', en: 'Fuel' },
          [
            ['petrol', '汽油', 'Petrol'],
            ['diesel', '柴油', 'Diesel'],
            ['gas', '天然气或者双燃料', 'Gas, or two fuels'],
            ['hybrid', '混合动力', 'Hybrid'],
            ['electric', '纯电动', 'Electric'],
            ['other', '其他', 'Other'],
          ],
          { zh: '安排检测线', en: 'to choose the right line' },
        ),
        choice(
          'drive',
          { zh: '驱动形式', en: 'Drive' },
          [
            ['front', '前驱', 'Front wheels'],
            ['rear', '后驱', 'Rear wheels'],
            ['full-time', '全时四驱', 'All wheels, always'],
            ['part-time', '适时四驱', 'All wheels, on demand'],
          ],
          { zh: '安排检测线', en: 'to choose the right line' },
        ),
      ],
    },
    contact,
  ],
  materials: [identityLookedUp, vehicleRecord, lookedUp('ctp', '交强险凭证', 'Compulsory insurance')],
  steps: [
    { kind: 'check' },
    {
      kind: 'appointment',
      visit: 'station',
      bring: [
        { zh: '要检验的车', en: 'The car' },
        { zh: '行驶证、身份证', en: 'Vehicle licence and identity card' },
      ],
    },
    { kind: 'meet' },
  ],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '马上约好', en: 'Booked at once' },
  products: [],
  refusals: [
    ...anyRefusals,
    'V_NOT_BOUND',
    'TOO_EARLY',
    'MARK_NO_TEST',
    'VIOLATION_PENDING',
    'ACCIDENT_PENDING',
    'VEHICLE_KIND',
    'VEHICLE_CANCELLED',
    'VEHICLE_SCRAP',
    'APPT_FULL',
    'APPT_LATE',
    'APPT_NOSHOW',
  ],
  register: 'inspection-appointment',
})
