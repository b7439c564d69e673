import type { CaseData } from '../../case.ts'
import { defineService, type Material } from '../../service.ts'
import { anyRefusals, contact, declare, delivery, identityLookedUp, paperRefusals } from '../parts.ts'

const mustBeShown = (data: CaseData): boolean => data.subject.kind === 'new-vehicle' && !data.subject.preInspected

const lookedUp = (code: string, zh: string, en: string): Material => ({ code, name: { zh, en }, how: 'networked' })

/** Order 164 arts. 10, 12, 14, 15: a domestic non-operating passenger car of a person; the maker's pre-inspection replaces showing the car. */
export const newVehicleRegistration = defineService({
  code: 'new-vehicle-registration',
  version: 1,
  name: { zh: '国产小客车新车注册登记(“一件事”)', en: 'First registration of a new domestic passenger car' },
  summary: {
    zh: '买了国产新车,在家上牌:资料联网核查,号牌和证件寄到家。',
    en: 'Register a new domestic car from home: papers are checked over the network, plates and papers come by post.',
  },
  category: 'vehicle',
  rank: 10,
  keywords: ['新车上牌', '上牌', '买车', '注册登记', '挂牌', '新车'],
  law: [
    { source: 'L164', article: 10 },
    { source: 'L164', article: 12 },
    { source: 'L164', article: 14 },
    { source: 'L164', article: 15 },
    { source: 'LRTS', article: 9 },
  ],
  channels: ['web', 'video', 'counter'],
  applicants: ['self', 'agent', 'company'],
  subject: 'new-vehicle',
  protects: 'ownership',
  checks: [
    'identity',
    'own-car',
    'invoice',
    'conformity',
    'purchase-tax',
    'vessel-tax',
    'insurance',
    'pre-inspection',
    'emission',
    'not-registered',
    'not-seized',
  ],
  form: [
    {
      code: 'vehicle',
      title: { zh: '车辆', en: 'Vehicle' },
      fields: [
        {
          name: 'useType',
          label: { zh: '使用性质', en: 'Use' },
          hint: { zh: '网上只办非营运小客车', en: 'Online: non-operating cars only' },
          kind: 'choice',
          required: true,
          options: [{ value: 'A', label: { zh: '非营运', en: 'Non-operating' } }],
          purpose: { zh: '登记', en: 'for the register' },
        },
        declare('noAccident', '该车登记前没有发生过交通事故', 'The car had no accident before registration'),
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
    lookedUp('purchaseTax', '车辆购置税完税或免税凭证', 'Purchase tax'),
    lookedUp('vessel', '车船税纳税或免税证明', 'Vehicle and vessel tax'),
    lookedUp('preInspect', '出厂查验电子信息', "Maker's pre-inspection"),
    lookedUp('emission', '环保信息', 'Emission data'),
  ],
  steps: [
    { kind: 'check' },
    { kind: 'choose-plate' },
    { kind: 'appointment', when: mustBeShown },
    { kind: 'inspect', when: mustBeShown },
    { kind: 'pay' },
    { kind: 'review' },
    { kind: 'register' },
    { kind: 'make' },
    { kind: 'deliver' },
  ],
  fees: ['plateCar', 'vehicleLicence', 'regCert'],
  limit: { workingDays: 2, law: { source: 'L164', article: 12 } },
  promise: {
    zh: '1 个工作日审核,36 小时内送达市内',
    en: 'Reviewed within 1 working day, delivered in the city within 36 hours',
  },
  products: ['plates', 'vehicle-licence', 'registration-certificate'],
  refusals: [
    ...anyRefusals,
    'VEHICLE_KIND',
    'NOT_PREINSPECTED',
    'MAKER_SUSPENDED',
    'PRE_OBJECTED',
    'PURCHASE_TAX',
    'INSURANCE_NONE',
    'VESSEL_TAX',
    'INVOICE_MISMATCH',
    'CERT_MISMATCH',
    'EMISSION',
    'QUOTA_NONE',
    'LATE_REGISTRATION',
    'VEHICLE_SEIZED',
    'VEHICLE_STOLEN',
    'PLATE_TAKEN',
    'PLATE_BAN',
    ...paperRefusals,
  ],
  register: 'vehicle-first-registration',
})
