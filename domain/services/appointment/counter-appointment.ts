import type { Field } from '../../fields.ts'
import { defineService } from '../../service.ts'
import { anyRefusals, choice, contact, identityLookedUp } from '../parts.ts'

const help = (name: string, zh: string, en: string): Field => ({
  name,
  label: { zh, en },
  kind: 'confirm',
  required: false,
  purpose: { zh: '安排窗口', en: 'to have the right counter ready' },
})

/** Order 164 art. 4, order 162 art. 4: convenient for people. Online never closes the counter; 60 and over, disabled or pregnant: no booking needed. */
export const counterAppointment = defineService({
  code: 'counter-appointment',
  version: 1,
  rank: 10,
  name: { zh: '窗口预约与“一对一”帮办', en: 'Book a counter; one-to-one help' },
  summary: {
    zh: '约个时间到窗口办。60周岁以上、残疾人、孕妇不用预约,随到随办;老年人有一对一帮办。',
    en: 'Choose a time for a counter. From 60 on, disabled or pregnant you need no booking; older people are helped one to one.',
  },
  category: 'appointment',
  keywords: ['预约', '窗口预约', '现场办理', '老人办理', '帮办', '手语', '轮椅', '排队'],
  law: [
    { source: 'L164', article: 4 },
    { source: 'L162', article: 4 },
  ],
  channels: ['web', 'kiosk', 'counter'],
  applicants: ['self'],
  subject: 'person',
  checks: ['identity'],
  form: [
    {
      code: 'matter',
      title: { zh: '办什么,要什么帮助', en: 'What for, and what help' },
      fields: [
        choice(
          'matter',
          { zh: '办什么', en: 'What for' },
          [
            ['vehicle', '机动车业务', 'Vehicle'],
            ['driver', '驾驶证业务', 'Driving licence'],
            ['exam', '驾驶人考试业务', 'Driving tests'],
            ['violation', '违法处理', 'Violations'],
            ['other', '其他', 'Something else'],
          ],
          { zh: '安排窗口', en: 'to have the right counter ready' },
        ),
        help('oneToOne', '要一对一帮办', 'Help me one to one'),
        help('signLanguage', '要手语', 'Sign language'),
        help('wheelchair', '坐轮椅来', 'I come in a wheelchair'),
        help('largePrint', '要大字材料', 'Large print'),
        help('dialect', '要说方言', 'Somebody who speaks the dialect'),
      ],
    },
    contact,
  ],
  materials: [identityLookedUp],
  steps: [
    { kind: 'check' },
    {
      kind: 'appointment',
      visit: 'office',
      bring: [
        { zh: '身份证原件', en: 'Your identity card' },
        { zh: '该事项办事指南里列的材料', en: 'What the guide of your matter lists' },
      ],
    },
    { kind: 'meet' },
  ],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '马上约好', en: 'Booked at once' },
  products: [],
  refusals: [...anyRefusals, 'APPT_FULL', 'APPT_LATE', 'APPT_NOSHOW'],
  register: 'counter-appointment',
})
