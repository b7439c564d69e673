import { defineService } from '../../service.ts'
import {
  anyRefusals,
  contact,
  declare,
  delivery,
  goneRefusals,
  identityLookedUp,
  lookedUp,
  paperRefusals,
  vehicleRecord,
} from '../parts.ts'

/** Order 164 arts. 16(6), 18, 21, 44: applied for where the car arrives; the office of origin hands over the electronic file. */
export const vehicleRelocate = defineService({
  code: 'vehicle-relocate',
  version: 1,
  rank: 140,
  name: { zh: '机动车转籍(住所迁出迁入)', en: 'Move a registration to this city' },
  summary: {
    zh: '搬到本市,外地的小客车、摩托车直接在本市申请转入:电子档案网上转递,不用回原登记地。原号牌号码保留两年。',
    en: 'You have moved here: apply here for a small car or motorcycle registered elsewhere. The file comes by itself; your old number is kept for two years.',
  },
  category: 'vehicle',
  keywords: ['转籍', '外地车转入', '迁入', '迁出', '异地转入', '全国漫游', '车辆转户口', '外地牌换本地牌'],
  law: [
    { source: 'L164', article: 16 },
    { source: 'L164', article: 18 },
    { source: 'L164', article: 21 },
    { source: 'L164', article: 44 },
  ],
  channels: ['web', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'vehicle',
  checks: [
    'identity',
    'vehicle-owner',
    'from-elsewhere',
    'relocate-kind',
    'vehicle-unbarred',
    'not-seized',
    'vehicle-settled',
    'scrap-year',
    'not-mortgaged',
    'inspection-or-test',
    'emission',
  ],
  form: [
    {
      code: 'move',
      title: { zh: '迁入', en: 'The move' },
      fields: [
        {
          name: 'newRegion',
          label: { zh: '在本市的住所', en: 'Where you live in this city' },
          kind: 'region',
          required: true,
          purpose: { zh: '确定登记地', en: 'to know where it is registered' },
        },
        declare(
          'bringsCar',
          '查验时我带车到场,交回原号牌、行驶证,并带登记证书由车管所签注',
          'I bring the car to the check, hand in the old plates and vehicle licence, and bring the certificate for the entry',
        ),
      ],
    },
    contact,
    delivery,
  ],
  fits: ({ form, office }) => {
    const region = form['newRegion']
    return typeof region === 'string' && region !== '' && region.slice(0, 4) !== String(office).slice(0, 4)
      ? [
          {
            field: 'newRegion',
            code: 'unfit',
            message: {
              zh: '请选择本市的区县;迁往外地的,向外地车管所申请',
              en: 'Choose a county of this city; elsewhere, apply there',
            },
          },
        ]
      : []
  },
  materials: [
    identityLookedUp,
    vehicleRecord,
    lookedUp('file', '机动车电子档案', 'Electronic file'),
    lookedUp('violationClear', '违法、事故处理情况', 'Violations and accidents settled'),
  ],
  steps: [
    { kind: 'check' },
    { kind: 'fetch-file' },
    { kind: 'choose-plate' },
    { kind: 'appointment' },
    { kind: 'inspect' },
    { kind: 'review' },
    { kind: 'pay' },
    { kind: 'register' },
    { kind: 'make' },
    { kind: 'deliver' },
  ],
  fees: ['plateCar', 'vehicleLicence'],
  feesFor: ({ subject }) =>
    subject.kind === 'vehicle' && subject.vehicle.vehicleType.startsWith('M')
      ? ['plateMoto', 'vehicleLicence']
      : ['plateCar', 'vehicleLicence'],
  limit: { workingDays: 3, law: { source: 'L164', article: 18 } },
  promise: {
    zh: '档案一般 2 个工作日内转到;查验后 1 个工作日办好',
    en: 'The file usually comes within 2 working days; done 1 working day after the check',
  },
  products: ['plates', 'vehicle-licence'],
  refusals: [
    ...anyRefusals,
    ...goneRefusals,
    'VEHICLE_SEIZED',
    'RELOCATE_KIND',
    'RELOCATE_HERE',
    'VIOLATION_PENDING',
    'ACCIDENT_PENDING',
    'VEHICLE_SCRAP_1Y',
    'VEHICLE_MORTGAGED',
    'INSPECTION_EXPIRED',
    'INSURANCE_NONE',
    'EMISSION',
    'QUOTA_NONE',
    'NOT_OWNER',
    'AUTH_EXPIRED',
    'PLATE_TAKEN',
    ...paperRefusals,
  ],
  register: 'relocation-in',
  handOver: ['newRegion'],
})
