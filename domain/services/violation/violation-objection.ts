import { defineService } from '../../service.ts'
import { choice, contact, identityLookedUp, lookedUp } from '../parts.ts'

/**
 * Order 157 arts. 5, 22: passed on the same day, examined in five working days, removed within three when grounded. Only before a
 * decision; afterwards review or court (art. 67). Judged by `judgeObjection`, domain/checks/violation.ts.
 */
export const violationObjection = defineService({
  code: 'violation-objection',
  version: 1,
  rank: 40,
  opensWith: 'violations',
  name: { zh: '交通违法异议(消除)申请', en: 'Object to a camera violation' },
  summary: {
    zh: '觉得电子眼拍错了,或者车被套牌、当时在救人:处理之前可以提出异议,成立的予以消除。',
    en: 'The camera was wrong, your plate was copied, you were saving a life: object before it is settled; what is grounded is removed.',
  },
  category: 'violation',
  keywords: ['违章申诉', '违章拍错', '套牌', '撤销违章', '违章消除', '异议', '不是我开的'],
  law: [
    { source: 'L157', article: 5 },
    { source: 'L157', article: 22 },
  ],
  channels: ['web', 'counter'],
  applicants: ['self'],
  subject: 'vehicle',
  checks: ['identity'],
  form: [
    {
      code: 'ground',
      title: { zh: '异议理由', en: 'Why you object' },
      fields: [
        choice(
          'ground',
          { zh: '理由', en: 'Ground' },
          [
            ['urgent-duty', '执行紧急任务', 'Urgent duty'],
            ['stolen-or-cloned', '被盗抢或号牌被冒用', 'Stolen, or plate copied'],
            ['emergency', '救助危难或紧急避险', 'Saving life, or an emergency'],
            ['punished-on-site', '已被现场处理', 'Punished on the spot already'],
            ['signals', '信号指示不一致', 'Conflicting signals'],
            ['unclear', '记录不清晰', 'The record is not clear'],
            ['wrong-plate', '号牌信息错误', 'The plate was read wrongly'],
            ['sold', '车辆已转让', 'The vehicle was sold before'],
            ['other', '其他', 'Other'],
          ],
          { zh: '法律规定的消除情形', en: 'the grounds the law names' },
        ),
        {
          name: 'story',
          label: { zh: '说明', en: 'What happened' },
          kind: 'textarea',
          min: 10,
          max: 1000,
          required: true,
          purpose: { zh: '审查异议', en: 'to examine the objection' },
          personal: true,
        },
      ],
    },
    contact,
  ],
  materials: [
    identityLookedUp,
    lookedUp('violations', '交通违法记录', 'Violation records'),
    {
      code: 'evidence',
      name: { zh: '证据(照片、文书)', en: 'Evidence (pictures, papers)' },
      how: 'upload',
      hint: { zh: '有就传,最多 9 张;没有也可以提出', en: 'If you have any, nine pictures at most; none are needed' },
      required: () => false,
    },
  ],
  steps: [{ kind: 'check' }, { kind: 'review' }, { kind: 'register' }],
  fees: [],
  limit: { workingDays: 5, law: { source: 'L157', article: 5 } },
  promise: { zh: '当日转到违法发生地,5 个工作日内答复', en: 'Passed on the same day, answered within 5 working days' },
  products: [],
  refusals: ['V_NOT_BOUND', 'ERASE_HANDLED', 'ERASE_NO', 'V_ONSITE', 'V_OBJECTION', 'MATERIAL_BAD', 'DUPLICATE'],
  register: 'violation-objection',
})
