import { defineService } from '../../service.ts'
import { identityLookedUp, licencePhoto, licenceRecord } from '../parts.ts'

/** Order 162 art. 61: the electronic licence has the same force as the paper one. A photo is asked for only when there is none on file. */
export const eDrivingLicence = defineService({
  code: 'e-driving-licence',
  version: 1,
  opensWith: 'e-licences',
  name: { zh: '电子驾驶证', en: 'Electronic driving licence' },
  summary: {
    zh: '手机里的驾驶证,与纸质驾驶证效力相同;状态、车型、有效期、记分随时是最新的。',
    en: 'Your licence on the phone, with the force of paper; state, classes, validity and points are always up to date.',
  },
  category: 'information',
  keywords: ['电子驾照', '电子驾驶证', '手机驾照', '没带驾照', '驾照二维码'],
  law: [
    { source: 'L162', article: 61 },
    { source: 'LEGOV', article: 10 },
  ],
  channels: ['web'],
  applicants: ['self'],
  subject: 'licence',
  checks: ['identity', 'licence-standing'],
  form: [],
  materials: [identityLookedUp, licenceRecord, licencePhoto],
  steps: [{ kind: 'check' }, { kind: 'register' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '马上领到', en: 'At once' },
  products: [],
  refusals: ['ID_NOT_VERIFIED', 'PHOTO_BAD', 'LICENCE_STATE'],
  register: 'e-driving-licence',
})
