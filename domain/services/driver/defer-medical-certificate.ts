import { deferral } from '../deferral.ts'

/** Order 162 art. 75: from the day the certificate is due. */
export const deferMedicalCertificate = deferral({
  what: 'medical',
  code: 'defer-medical-certificate',
  name: { zh: '延期提交身体条件证明', en: 'Defer the medical certificate' },
  summary: {
    zh: '因出国(境)等不能按时提交体检证明的,申请延期,最长三年。延期期间不得开车。',
    en: 'Abroad or unable to, you can put off the medical certificate, for three years at most. You may not drive meanwhile.',
  },
  keywords: ['延期体检', '延期提交体检', '出国不能体检', '身体条件证明延期'],
  check: 'defer-medical',
  refusals: ['DEFER_LATE', 'DEFER_USED'],
})
