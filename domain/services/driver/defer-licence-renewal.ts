import { deferral } from '../deferral.ts'

/** Order 162 art. 75: from the end of the licence. */
export const deferLicenceRenewal = deferral({
  what: 'renewal',
  code: 'defer-licence-renewal',
  name: { zh: '延期换证', en: 'Defer licence renewal' },
  summary: {
    zh: '因服兵役、出国(境)等不能按时换证的,申请延期,最长三年。延期期间不得开车。',
    en: 'On military service or abroad you can put off the renewal, for three years at most. You may not drive meanwhile.',
  },
  keywords: ['延期换证', '出国不能换驾照', '当兵驾照到期', '驾照延期'],
  check: 'defer-renewal',
  refusals: ['DEFER_LATE', 'DEFER_USED', 'LICENCE_LONG_TERM'],
})
