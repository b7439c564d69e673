import { defineService } from '../../service.ts'
import { cancelling } from '../exam-booking.ts'
import { identityLookedUp, lookedUp } from '../parts.ts'

/** Order 162 art. 46, wherever the test is held: judged by `judgeCancel` (domain/checks/exam.ts). */
export const examCancelRemote = defineService({
  ...cancelling,
  code: 'exam-cancel-remote',
  rank: 13,
  name: { zh: '取消异地考试预约', en: 'Cancel a test booked in another city' },
  summary: {
    zh: '在外地考场预约的考试,前一日 24 时以前可以取消;没取消又没参加的,判定该次考试不合格。',
    en: 'A test booked in another city can be cancelled until midnight of the day before. Who neither cancels nor comes has failed that test.',
  },
  keywords: ['取消异地考试', '取消外地约考'],
  materials: [
    identityLookedUp,
    lookedUp('learner', '考试申请、成绩和预约', 'The application, its results and bookings'),
  ],
  register: 'exam-cancel-remote',
})
