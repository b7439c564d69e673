import { defineService } from '../../service.ts'
import { cancelling } from '../exam-booking.ts'
import { identityLookedUp, lookedUp } from '../parts.ts'

/** Order 162 art. 46: judged by `judgeCancel` (domain/checks/exam.ts). */
export const examCancelLocal = defineService({
  ...cancelling,
  code: 'exam-cancel-local',
  rank: 11,
  name: { zh: '取消本地考试预约', en: 'Cancel a booked test' },
  summary: {
    zh: '考试前一日 24 时以前可以取消;没取消又没参加的,判定该次考试不合格。',
    en: 'Until midnight of the day before the test. Who neither cancels nor comes has failed that test.',
  },
  keywords: ['取消约考', '取消考试', '取消预约', '退考'],
  materials: [
    identityLookedUp,
    lookedUp('learner', '考试申请、成绩和预约', 'The application, its results and bookings'),
  ],
  register: 'exam-cancel-local',
})
