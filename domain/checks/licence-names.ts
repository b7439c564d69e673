import { named } from './name.ts'

/** Checks about applying for a class, reviewing, restoring, the school bus and the driving tests; part of CHECKS. */
export const driverChecks = {
  'no-licence': named('traffic-driver', '没有驾驶证', 'No licence yet'),
  'old-enough': named('police-identity', '年满18周岁', '18 or older'),
  'no-bars': named('traffic-driver', '没有不得申请的情形', 'Nothing that bars from applying'),
  'no-bars-for-class': named('traffic-driver', '没有不得申请该车型的情形', 'Nothing that bars from this class'),
  'class-age': named('police-identity', '年龄符合准驾车型', 'Age fits the class'),
  'medical-there': named('health-exam', '六个月内的身体条件证明', 'A medical certificate of the last six months'),
  'medical-for-class': named('health-exam', '身体条件符合所申请车型', 'Fit for the class applied for'),
  'issued-here-or-student': named('traffic-driver', '由本市核发', 'Issued in this city'),
  'cycles-clean': named('traffic-driver', '本周期和上一周期没有记满12分', 'No 12 points in this cycle and the last'),
  'add-class': named('traffic-driver', '符合增驾的年龄、年限和记分条件', 'Age, years and points allow the added class'),
  'review-study': named('traffic-driver', '审验学习', 'Learning for the review'),
  'review-health': named('health-exam', '身体条件没有不符合的结论', 'No medical result that says unfit'),
  'review-ability': named(
    'ability-test',
    '三力测试(70周岁以上发生责任事故的)',
    'Ability test (70 and over, after an accident)',
  ),
  restorable: named(
    'traffic-driver',
    '注销原因和时间可以恢复',
    'Cancelled for a reason and in a time that can be undone',
  ),
  'restore-test': named('traffic-exam', '科目一考试合格(逾期未换证的)', 'Subject 1 passed (when not renewed in time)'),
  'nothing-open': named('traffic-violation', '违法和事故处理', 'Violations and accidents settled'),
  'bus-age': named('police-identity', '校车驾驶人年龄', 'Age of a school bus driver'),
  'bus-class': named('traffic-driver', '准驾车型和三年驾驶经历', 'The class, and three years of it'),
  'bus-points': named('traffic-driver', '最近三个记分周期没有记满12分', 'No 12 points in the last three cycles'),
  'bus-record': named('traffic-violation', '违法和事故记录', 'Record of violations and accidents'),
  'bus-background': named('police-crime', '无犯罪、吸毒记录', 'No criminal or drug record'),
  'not-learning': named('traffic-exam', '没有其他受理中的考试申请', 'No other application for the tests'),
  learner: named('traffic-exam', '有受理中的考试申请', 'An application for the tests'),
  'permit-runs': named('traffic-exam', '学习驾驶证明在有效期内', "Learner's permit in force"),
  'nothing-booked': named('traffic-exam', '没有未考的预约', 'No test that is booked and not taken'),
  'class-change': named('traffic-exam', '可以变更为该准驾车型', 'May change to this class'),
  'place-change': named('traffic-exam', '可以变更考试地', 'The place of the tests may change'),
  'fee-due': named('traffic-exam', '有待缴的考试费', 'A test fee that is due'),
}

/** Those that read the applicant's answers and so are asked when these are handed in. */
export const DRIVER_AFTER_FORM = [
  'no-bars-for-class',
  'class-age',
  'medical-for-class',
  'add-class',
  'class-change',
] as const satisfies readonly (keyof typeof driverChecks)[]

export type DriverCheckName = keyof typeof driverChecks
