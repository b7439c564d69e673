import { defineService } from '../../service.ts'
import { contact, declare, delivery, identityLookedUp, licencePhoto, photoChoice } from '../parts.ts'

/** Order 162 arts. 62, 63, 72, 73: within 90 days before expiry, a fit body, nothing pending; renewal is a review as well. */
export const licenceRenewExpiry = defineService({
  code: 'licence-renew-expiry',
  version: 1,
  name: { zh: '驾驶证期满换证', en: 'Renew an expiring driving licence' },
  summary: { zh: '驾驶证有效期满前 90 日内换领新证。体检结果联网查询,不用带纸质证明。', en: 'Renew within 90 days before the licence expires. The medical result is looked up; no paper is needed.' },
  category: 'driver',
  keywords: ['驾照到期', '换驾照', '驾驶证到期', '期满换证', '有效期满', '换证'],
  law: [{ source: 'L162', article: 63 }, { source: 'L162', article: 62 }, { source: 'L162', article: 68 }, { source: 'L162', article: 72 }, { source: 'L162', article: 73 }],
  channels: ['web', 'video', 'kiosk', 'counter'],
  applicants: ['self', 'agent'],
  subject: 'licence',
  checks: ['identity', 'licence-state', 'renewal-window', 'renewal-age', 'points-not-full', 'violations-settled', 'medical', 'ability'],
  form: [
    { code: 'health', title: { zh: '身体条件申报和照片', en: 'Health declaration and photo' }, fields: [declare('healthDeclaration', '我没有妨碍安全驾驶的疾病(器质性心脏病、癫痫、美尼尔氏症、眩晕、癔病、震颤麻痹、精神病、痴呆、影响肢体活动的神经系统疾病等)', 'I have no disease that impairs safe driving (order 162 art. 15)'), photoChoice] },
    contact,
    delivery,
  ],
  materials: [
    identityLookedUp,
    { code: 'medical', name: { zh: '身体条件证明', en: 'Medical certificate' }, how: 'networked' },
    { code: 'violationClear', name: { zh: '违法、事故处理情况', en: 'Violations and accidents settled' }, how: 'networked' },
    { code: 'ability', name: { zh: '三力测试结果(70周岁以上)', en: 'Ability test (70 and over)' }, how: 'networked' },
    licencePhoto,
  ],
  steps: [{ kind: 'check' }, { kind: 'review', when: (data) => data.form['photoChoice'] === 'new' || data.onSite !== undefined }, { kind: 'pay' }, { kind: 'register' }, { kind: 'make' }, { kind: 'deliver' }],
  fees: ['driverLicence'],
  limit: { workingDays: 1, law: { source: 'L162', article: 68 } },
  promise: { zh: '1 个工作日内办好,36 小时内送达市内', en: 'Done within 1 working day, delivered in the city within 36 hours' },
  products: ['driving-licence'],
  refusals: ['ID_NOT_VERIFIED', 'ID_DOC_EXPIRED', 'BLACKLIST', 'DUPLICATE', 'DATA_DOWN', 'LICENCE_STATE', 'LICENCE_NOT_DUE', 'LICENCE_EXPIRED_1Y', 'POINTS_FULL', 'DRIVER_VIOLATION', 'MEDICAL_MISSING', 'MEDICAL_UNFIT', 'ABILITY_TEST', 'AGE_HIGH', 'PHOTO_BAD', 'AUTH_EXPIRED', 'PAY_TIMEOUT', 'ADDRESS_BAD', 'SUSPECT'],
  register: 'licence-renew',
})
