import { defineService } from '../../service.ts'
import { contact, identityLookedUp, licenceRecord } from '../parts.ts'

/**
 * Order 163 arts. 17–23: seven days of study (A and B classes thirty), more each time; the theory test, then road and field.
 * Judged by `judgeFullCourse`, reckoned by `fullEducation` and `fullTestAgainOn`.
 */
export const pointsFullEducation = defineService({
  code: 'points-full-education',
  version: 1,
  rank: 80,
  opensWith: 'violations',
  name: { zh: '满分学习、考试预约', en: 'Book the full-points course and test' },
  summary: {
    zh: '记满12分后须参加学习和考试;合格且罚款缴清的,记分清除,发还驾驶证。',
    en: 'After 12 points comes a course and a test; once passed and the fines paid, the points are wiped and the licence returned.',
  },
  category: 'violation',
  keywords: ['扣满12分', '满分学习', '扣完分', '12分考试', '驾照被扣分满了'],
  law: [
    { source: 'L163', article: 17 },
    { source: 'L163', article: 18 },
    { source: 'L163', article: 19 },
    { source: 'L163', article: 20 },
    { source: 'L163', article: 22 },
    { source: 'L163', article: 23 },
    { source: 'L163', article: 29 },
  ],
  channels: ['web', 'counter'],
  applicants: ['self'],
  subject: 'licence',
  checks: ['identity', 'licence-on-record'],
  form: [contact],
  materials: [identityLookedUp, licenceRecord],
  steps: [{ kind: 'check' }, { kind: 'appointment' }, { kind: 'register' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: {
    zh: '预约马上成功;学习 7 天起(大车 30 天起)',
    en: 'Booked at once; the course takes from 7 days on (30 for A and B classes)',
  },
  products: [],
  refusals: ['ID_NOT_VERIFIED', 'POINTS_NOT_FULL', 'APPT_FULL', 'EXAM_10D'],
  register: 'points-full-education',
})
