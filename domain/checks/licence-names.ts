import type { Text } from '../text.ts'

const t = (zh: string, en: string): Text => ({ zh, en })

/** Checks about applying for a class, reviewing, restoring, the school bus and the driving tests; part of CHECKS. */
export const driverChecks = {
  'no-licence': { label: t('没有驾驶证', 'No licence yet'), agency: 'traffic-driver' },
  'old-enough': { label: t('年满18周岁', '18 or older'), agency: 'police-identity' },
  'no-bars': { label: t('没有不得申请的情形', 'Nothing that bars from applying'), agency: 'traffic-driver' },
  'no-bars-for-class': {
    label: t('没有不得申请该车型的情形', 'Nothing that bars from this class'),
    agency: 'traffic-driver',
  },
  'class-age': { label: t('年龄符合准驾车型', 'Age fits the class'), agency: 'police-identity' },
  'medical-there': {
    label: t('六个月内的身体条件证明', 'A medical certificate of the last six months'),
    agency: 'health-exam',
  },
  'medical-for-class': { label: t('身体条件符合所申请车型', 'Fit for the class applied for'), agency: 'health-exam' },
  'issued-here-or-student': { label: t('由本市核发', 'Issued in this city'), agency: 'traffic-driver' },
  'cycles-clean': {
    label: t('本周期和上一周期没有记满12分', 'No 12 points in this cycle and the last'),
    agency: 'traffic-driver',
  },
  'add-class': {
    label: t('符合增驾的年龄、年限和记分条件', 'Age, years and points allow the added class'),
    agency: 'traffic-driver',
  },
  'review-study': { label: t('审验学习', 'Learning for the review'), agency: 'traffic-driver' },
  'review-health': { label: t('身体条件没有不符合的结论', 'No medical result that says unfit'), agency: 'health-exam' },
  'review-ability': {
    label: t('三力测试(70周岁以上发生责任事故的)', 'Ability test (70 and over, after an accident)'),
    agency: 'ability-test',
  },
  restorable: {
    label: t('注销原因和时间可以恢复', 'Cancelled for a reason and in a time that can be undone'),
    agency: 'traffic-driver',
  },
  'restore-test': {
    label: t('科目一考试合格(逾期未换证的)', 'Subject 1 passed (when not renewed in time)'),
    agency: 'traffic-exam',
  },
  'nothing-open': { label: t('违法和事故处理', 'Violations and accidents settled'), agency: 'traffic-violation' },
  'bus-age': { label: t('校车驾驶人年龄', 'Age of a school bus driver'), agency: 'police-identity' },
  'bus-class': { label: t('准驾车型和三年驾驶经历', 'The class, and three years of it'), agency: 'traffic-driver' },
  'bus-points': {
    label: t('最近三个记分周期没有记满12分', 'No 12 points in the last three cycles'),
    agency: 'traffic-driver',
  },
  'bus-record': { label: t('违法和事故记录', 'Record of violations and accidents'), agency: 'traffic-violation' },
  'bus-background': { label: t('无犯罪、吸毒记录', 'No criminal or drug record'), agency: 'police-crime' },
  'not-learning': {
    label: t('没有其他受理中的考试申请', 'No other application for the tests'),
    agency: 'traffic-exam',
  },
  learner: { label: t('有受理中的考试申请', 'An application for the tests'), agency: 'traffic-exam' },
  'permit-runs': { label: t('学习驾驶证明在有效期内', "Learner's permit in force"), agency: 'traffic-exam' },
  'nothing-booked': { label: t('没有未考的预约', 'No test that is booked and not taken'), agency: 'traffic-exam' },
  'class-change': { label: t('可以变更为该准驾车型', 'May change to this class'), agency: 'traffic-exam' },
  'place-change': { label: t('可以变更考试地', 'The place of the tests may change'), agency: 'traffic-exam' },
  'fee-due': { label: t('有待缴的考试费', 'A test fee that is due'), agency: 'traffic-exam' },
} as const satisfies Record<string, { label: Text; agency: string }>

/** Those that read the applicant's answers and so are asked when these are handed in. */
export const DRIVER_AFTER_FORM = [
  'no-bars-for-class',
  'class-age',
  'medical-for-class',
  'add-class',
  'class-change',
] as const satisfies readonly (keyof typeof driverChecks)[]

export type DriverCheckName = keyof typeof driverChecks
