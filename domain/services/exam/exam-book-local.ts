import { defineService } from '../../service.ts'
import { booking } from '../exam-booking.ts'
import { identityLookedUp, lookedUp } from '../parts.ts'

/** Order 162 arts. 39–47, 52: judged by `judgeBooking` (domain/checks/exam.ts); ranking is the platform's. */
export const examBookLocal = defineService({
  ...booking,
  code: 'exam-book-local',
  rank: 10,
  name: { zh: '本地考试预约', en: 'Book a driving test' },
  summary: {
    zh: '按公布的考试计划预约本市考场。科目一合格后才能约科目二、科目三;科目二和科目三道路驾驶技能各最多预约五次。',
    en: 'Book a session of the published plan in this city. Subjects 2 and 3 come after subject 1; five bookings at most for each of subject 2 and the road test.',
  },
  keywords: ['约考', '预约科目一', '预约科目二', '预约科目三', '驾考预约', '约科目二'],
  materials: [
    identityLookedUp,
    lookedUp('learner', '考试申请、成绩和预约', 'The application, its results and bookings'),
  ],
  register: 'exam-book-local',
})
