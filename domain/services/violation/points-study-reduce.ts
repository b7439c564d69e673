import { defineService } from '../../service.ts'
import { contact, declare, identityLookedUp, licenceRecord, lookedUp, vehicleRecord } from '../parts.ts'

/** Order 163 arts. 25–27: thirty minutes within three days and a test take off one point, six a cycle. Judged by `judgeStudy`, domain/checks/violation.ts. */
export const pointsStudyReduce = defineService({
  code: 'points-study-reduce',
  version: 1,
  rank: 70,
  opensWith: 'violations',
  name: { zh: '接受交通安全教育减免记分(学法减分)', en: 'Reduce points by study' },
  summary: {
    zh: '三天内在线学满30分钟、考试合格,减1分;一个周期最多减6分。',
    en: 'Thirty minutes of study within three days and a test take off one point; six at most in a cycle.',
  },
  category: 'violation',
  keywords: ['学法减分', '减分', '扣的分能减吗', '减免记分', '学习减分'],
  law: [
    { source: 'L163', article: 25 },
    { source: 'L163', article: 26 },
    { source: 'L163', article: 27 },
    { source: 'L163', article: 31 },
  ],
  channels: ['web'],
  applicants: ['self'],
  subject: 'licence',
  checks: ['identity', 'licence-on-record', 'points-not-full'],
  form: [
    {
      code: 'promise',
      title: { zh: '承诺', en: 'Your promise' },
      fields: [
        declare(
          'ack',
          '由我本人学习和考试;我知道弄虚作假的恢复记分,并处一千元以下罚款',
          'I study and take the test myself; I know that for cheating the points come back and I am fined up to 1,000 yuan',
        ),
      ],
    },
    contact,
  ],
  materials: [
    identityLookedUp,
    licenceRecord,
    vehicleRecord,
    lookedUp('violations', '交通违法记录', 'Violation records'),
  ],
  steps: [{ kind: 'check' }, { kind: 'register' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '考试合格马上减分', en: 'Reduced as soon as the test is passed' },
  products: [],
  refusals: [
    'ID_NOT_VERIFIED',
    'LICENCE_STATE',
    'STUDY_BAR',
    'STUDY_CAP',
    'STUDY_NONE',
    'STUDY_PENDING',
    'POINTS_FULL',
  ],
  register: 'points-reduce',
})
