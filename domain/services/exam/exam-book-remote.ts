import { defineService } from '../../service.ts'
import { booking } from '../exam-booking.ts'
import { identityLookedUp, lookedUp } from '../parts.ts'

/** Order 162 art. 39 paras. 2, 3 besides what holds for every booking: judged by `judgeBooking` (domain/checks/exam.ts). */
export const examBookRemote = defineService({
  ...booking,
  code: 'exam-book-remote',
  rank: 12,
  name: { zh: '异地考试预约', en: 'Book a driving test in another city' },
  summary: {
    zh: '变更考试地以后,在现居住地预约其余科目;大中型客货车、轻型牵引挂车本市没有科目二考场的,可以约省内其他考场。',
    en: 'After the place of your tests was changed, book the rest where you live now; for big classes and C6 another city of the province when this one has no ground.',
  },
  keywords: ['异地考试', '异地约考', '外地考试预约', '跨市考试'],
  materials: [
    identityLookedUp,
    lookedUp('learner', '考试申请、成绩和预约', 'The application, its results and bookings'),
  ],
  register: 'exam-book-remote',
})
