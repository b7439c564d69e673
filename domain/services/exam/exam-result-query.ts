import { defineService } from '../../service.ts'
import { anyRefusals, contact, electronic, identityLookedUp, lookedUp } from '../parts.ts'

/** Order 162 arts. 49, 52: results are told; the own recording can be seen for three days. */
export const examResultQuery = defineService({
  code: 'exam-result-query',
  version: 1,
  rank: 31,
  name: { zh: '考试成绩与考试视频查询', en: 'Test results and test recording' },
  summary: {
    zh: '查看各科目的日期、分数和是否合格,出具成绩记录。考试视频在考试结束后三日内可以查询,目前请到考场查看。',
    en: 'Date, score and result of each part, with a record of them. The recording of your test can be seen for three days; for now please see it at the test site.',
  },
  category: 'exam',
  keywords: ['考试成绩', '查成绩', '科目二成绩', '科目三成绩', '考试视频', '考试进度'],
  law: [
    { source: 'L162', article: 49 },
    { source: 'L162', article: 52 },
  ],
  channels: ['web', 'kiosk'],
  applicants: ['self'],
  subject: 'person',
  checks: ['identity', 'learner'],
  form: [contact],
  materials: [identityLookedUp, lookedUp('learner', '考试成绩', 'Test results')],
  steps: electronic,
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '马上查到', en: 'At once' },
  products: [],
  refusals: [...anyRefusals, 'EXAM_STATE'],
  register: 'test-results',
})
