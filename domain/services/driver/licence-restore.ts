import { defineService } from '../../service.ts'
import {
  anyRefusals,
  contact,
  delivery,
  identityLookedUp,
  licencePapers,
  licencePhoto,
  licenceRecord,
  lookedUp,
  paperPromise,
  paperRefusals,
  photoChoice,
} from '../parts.ts'

/**
 * Order 162 art. 79: within two years of a cancellation for not renewing, after subject 1; for a missing medical certificate while
 * the licence is valid or a year after. Subject 1 is taken on site and paid there; its result is looked up.
 */
export const licenceRestore = defineService({
  code: 'licence-restore',
  version: 1,
  rank: 64,
  name: { zh: '恢复驾驶资格', en: 'Restore a cancelled licence' },
  summary: {
    zh: '驾驶证因逾期未换证、未提交身体条件证明被注销的,在规定时间内恢复。任何车管所都可以办。',
    en: 'A licence that was cancelled because it was not renewed, or for a missing medical certificate, can be restored in time, at any office.',
  },
  category: 'driver',
  keywords: ['恢复驾驶资格', '驾照注销恢复', '驾照被注销', '过期一年', '超期未换证', '恢复驾照'],
  law: [
    { source: 'L162', article: 79 },
    { source: 'L162', article: 28 },
  ],
  channels: ['web', 'counter'],
  applicants: ['self'],
  subject: 'licence',
  checks: ['identity', 'restorable', 'restore-test', 'nothing-open', 'no-bars', 'medical'],
  form: [{ code: 'photo', title: { zh: '照片', en: 'Photo' }, fields: [photoChoice] }, contact, delivery],
  materials: [
    identityLookedUp,
    licenceRecord,
    lookedUp('medical', '身体条件证明', 'Medical certificate'),
    lookedUp('theory', '科目一成绩(逾期未换证的)', 'Result of subject 1 (when not renewed in time)'),
    licencePhoto,
  ],
  steps: licencePapers,
  fees: ['driverLicence'],
  limit: { workingDays: 1, law: { source: 'L162', article: 28 } },
  promise: paperPromise,
  products: ['driving-licence'],
  refusals: [
    ...anyRefusals,
    'LICENCE_STATE',
    'RESTORE_LATE',
    'RESTORE_EXPIRED',
    'RESTORE_GROUND',
    'RESTORE_TEST',
    'EXAM_PENDING_V',
    'BARRED',
    'BARRED_LIFE',
    'EXAM_BAN',
    'MEDICAL_MISSING',
    'MEDICAL_UNFIT',
    'MEDICAL_DISABLED',
    'PHOTO_BAD',
    ...paperRefusals,
  ],
  register: 'licence-restore',
})
