import { defineService } from '../../service.ts'
import { choice, contact, declare, identityLookedUp, licenceRecord, lookedUp } from '../parts.ts'

/**
 * Order 157 arts. 43, 52, 58: camera records up to 200 yuan by the simple procedure, without an officer; who argues is heard by
 * one (art. 44). The points are told before the decision (order 163 art. 13). Judged by `judgeSettle`, domain/checks/violation.ts.
 */
export const violationHandle = defineService({
  code: 'violation-handle',
  version: 1,
  rank: 20,
  opensWith: 'violations',
  name: { zh: '交通违法自助处理', en: 'Settle a camera violation' },
  summary: {
    zh: '电子眼拍到的违法,罚款不超过200元、记分后不满12分的,由实际驾驶人自己处理。',
    en: 'Violations taken by camera, fined at most 200 yuan and leaving you below 12 points, settled by the driver who did it.',
  },
  category: 'violation',
  keywords: ['处理违章', '违章处理', '交罚款', '扣分', '电子眼处理', '处理罚单', '消分'],
  law: [
    { source: 'L157', article: 43 },
    { source: 'L157', article: 44 },
    { source: 'L157', article: 52 },
    { source: 'L157', article: 58 },
    { source: 'L163', article: 13 },
    { source: 'L163', article: 14 },
    { source: 'LRTS', article: 114 },
  ],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self'],
  subject: 'licence',
  checks: ['identity', 'licence-on-record'],
  form: [
    {
      code: 'statement',
      title: { zh: '确认和陈述', en: 'Confirm and state your case' },
      fields: [
        declare(
          'isDriver',
          '我是这些违法的实际驾驶人;我知道替人或者请人处理违法牟利要受处罚',
          'I was the driver; I know that settling violations for others for money is punished',
        ),
        {
          name: 'plea',
          label: { zh: '陈述和申辩', en: 'What you want to say' },
          hint: { zh: '有话要说就写在这里,由民警审核后再决定', en: 'If you write something an officer reads it first' },
          kind: 'textarea',
          max: 500,
          required: false,
          purpose: { zh: '处罚前听取陈述和申辩', en: 'you are heard before the decision' },
          personal: true,
        },
        choice(
          'eService',
          { zh: '决定书怎么送达', en: 'How to serve the decision' },
          [
            ['electronic', '同意电子送达', 'Electronically'],
            ['post', '邮寄送达', 'By post'],
          ],
          { zh: '电子送达须您同意', en: 'electronic service needs your consent' },
        ),
      ],
    },
    contact,
  ],
  materials: [identityLookedUp, licenceRecord, lookedUp('violations', '交通违法记录', 'Violation records')],
  steps: [
    { kind: 'check' },
    { kind: 'review', when: (data) => Boolean(data.form['plea']) || data.onSite !== undefined },
    { kind: 'register' },
  ],
  fees: [],
  limit: { workingDays: 1, law: { source: 'L157', article: 51 } },
  promise: {
    zh: '当场作出决定;有申辩的由民警听取后决定',
    en: 'Decided at once; with a plea, after an officer has heard it',
  },
  products: [],
  refusals: [
    'ID_NOT_VERIFIED',
    'V_NOT_BOUND',
    'V_200',
    'V_12',
    'V_HEAVY',
    'V_ONSITE',
    'V_HANDLED',
    'V_ONE_VEHICLE',
    'V_CLASS',
    'V_STUDIES_3',
    'V_OTHER_12',
    'V_OBJECTION',
    'LICENCE_STATE',
    'REVIEW_OVERDUE',
    'POINTS_FULL',
  ],
  register: 'violation-settle',
})
