import { defineService } from '../../service.ts'
import { identityLookedUp, vehicleRecord } from '../parts.ts'

/** Order 164 art. 9, order 716 art. 10: for business at counters; on the road the paper is still carried (traffic law art. 11). It is the page of documents. */
export const eVehicleLicence = defineService({
  code: 'e-vehicle-licence',
  version: 1,
  page: '/my/documents',
  name: { zh: '电子行驶证', en: 'Electronic vehicle licence' },
  summary: {
    zh: '登录后在“我的证件”里查看名下车辆的行驶证和状态。上路仍须随身携带纸质行驶证。',
    en: 'Signed in, you find the vehicle licences of your cars under “My papers”. On the road the paper must still be carried.',
  },
  category: 'information',
  keywords: ['电子行驶证', '行驶证照片', '手机行驶证', '没带行驶证', '查车辆状态'],
  law: [
    { source: 'L164', article: 9 },
    { source: 'LEGOV', article: 10 },
    { source: 'LRTS', article: 11 },
  ],
  channels: ['web'],
  applicants: ['self', 'company'],
  subject: 'vehicle',
  checks: ['identity', 'vehicle-owner'],
  form: [],
  materials: [identityLookedUp, vehicleRecord],
  steps: [{ kind: 'check' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '马上看到', en: 'At once' },
  products: [],
  refusals: ['ID_NOT_VERIFIED', 'NOT_OWNER', 'VEHICLE_STATE'],
  register: 'e-vehicle-licence',
})
