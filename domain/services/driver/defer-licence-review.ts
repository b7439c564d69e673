import { deferral } from '../deferral.ts'

/** Order 162 art. 75: from the end of the points cycle. */
export const deferLicenceReview = deferral({
  what: 'review',
  code: 'defer-licence-review',
  name: { zh: '延期审验', en: 'Defer licence review' },
  summary: {
    zh: '因服兵役、出国(境)等不能按时审验驾驶证的,申请延期,最长三年。延期期间不得开车。',
    en: 'On military service or abroad you can put off the review, for three years at most. You may not drive meanwhile.',
  },
  keywords: ['延期审验', '驾照审验延期', '出国不能审验', '当兵审验'],
  check: 'defer-review',
  refusals: ['DEFER_LATE', 'DEFER_USED'],
})
