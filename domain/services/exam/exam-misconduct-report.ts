import { unfit } from '../../form.ts'
import { defineService } from '../../service.ts'
import { choice, contact, identityLookedUp } from '../parts.ts'

/**
 * Regulation art. 100: reports are taken, looked into and answered; order 162 arts. 50, 59, 93 say what must not happen. Nothing of a
 * report goes to the register: who reports is seen by the officer who looks into it and by nobody else.
 */
export const examMisconductReport = defineService({
  code: 'exam-misconduct-report',
  version: 1,
  rank: 40,
  name: { zh: '驾考违规情况举报', en: 'Report misconduct in driving tests' },
  summary: {
    zh: '举报作弊、替考、索要财物、考试员或者驾校违规等。举报人信息只有办案民警看得到。紧急情况请拨打 110、122。',
    en: 'Report cheating, stand-ins, demands for money, or wrongs by examiners or schools. Only the officer in charge sees who reports. If urgent call 110 or 122.',
  },
  category: 'exam',
  keywords: ['举报', '驾考作弊', '替考', '教练收红包', '考试员违规', '吃拿卡要', '驾校乱收费'],
  law: [
    { source: 'LRTSI', article: 100 },
    { source: 'L162', article: 50 },
    { source: 'L162', article: 59 },
    { source: 'L162', article: 93 },
  ],
  channels: ['web', 'counter'],
  applicants: ['self'],
  subject: 'person',
  checks: ['identity'],
  form: [
    {
      code: 'report',
      title: { zh: '发生了什么', en: 'What happened' },
      fields: [
        choice(
          'kind',
          { zh: '违规类型', en: 'Kind' },
          [
            ['cheating', '作弊', 'Cheating'],
            ['stand-in', '替考', 'Stand-in'],
            ['bribe', '索要财物', 'Demand for money'],
            ['examiner', '考试员违规', 'Examiner'],
            ['site', '考场违规', 'Test site'],
            ['school', '驾校违规', 'Driving school'],
            ['tampering', '设备篡改', 'Tampering with equipment'],
            ['other', '其他', 'Other'],
          ],
          { zh: '分派调查', en: 'to decide who looks into it' },
        ),
        {
          name: 'on',
          label: { zh: '发生日期', en: 'Date' },
          kind: 'date',
          required: true,
          purpose: { zh: '调取考试录像', en: 'to find the recording' },
        },
        place('site', '考场或者驾校', 'Test site or school', 60),
        place('who', '涉及人员', 'Who is involved', 100),
        {
          name: 'story',
          label: { zh: '情况说明', en: 'What happened' },
          kind: 'textarea',
          min: 20,
          max: 2000,
          required: true,
          purpose: { zh: '调查核实', en: 'to look into it' },
          personal: true,
        },
        {
          name: 'hasEvidence',
          label: { zh: '有照片等证据要上传', en: 'I have pictures to upload' },
          kind: 'confirm',
          required: false,
          purpose: { zh: '调查核实', en: 'to look into it' },
        },
        {
          name: 'anonymous',
          label: { zh: '对被举报人匿名', en: 'Do not tell the other side who I am' },
          kind: 'confirm',
          required: false,
          purpose: { zh: '保护举报人', en: 'to protect you' },
        },
      ],
    },
    contact,
  ],
  fits: ({ form, today }) =>
    String(form['on'] ?? '') > today ? [unfit('on', '日期不能晚于今天', 'The date cannot be after today')] : [],
  materials: [
    identityLookedUp,
    {
      code: 'evidence',
      name: { zh: '证据材料(照片、文书)', en: 'Evidence (pictures, papers)' },
      how: 'upload',
      hint: { zh: '清楚、完整的照片', en: 'Clear and complete pictures' },
      required: ({ form }) => form['hasEvidence'] === true,
    },
  ],
  steps: [{ kind: 'check' }, { kind: 'review' }],
  fees: [],
  limit: { workingDays: 15 },
  promise: { zh: '15 个工作日内答复', en: 'Answered within 15 working days' },
  products: [],
  refusals: ['ID_NOT_VERIFIED', 'MATERIAL_BAD', 'DUPLICATE'],
  register: 'misconduct-report',
})

function place(name: string, zh: string, en: string, max: number) {
  return {
    name,
    label: { zh, en },
    kind: 'text' as const,
    max,
    required: false,
    purpose: { zh: '调查核实', en: 'to look into it' },
    personal: true,
  }
}
