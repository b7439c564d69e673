import type { RefusalText } from './text.ts'

/** Tests and new classes. */
export const examRefusals: Readonly<Record<string, RefusalText>> = {
  EXAM_SOON: {
    message: {
      zh: '预约科目{n}须在取得学习驾驶证明满{d}日后,最早{date}。',
      en: "Test part {n} can be booked {d} days after the learner's permit, from {date}.",
    },
    next: { zh: '到时会提醒您。', en: 'We will remind you.' },
  },
  EXAM_FIVE: {
    message: { zh: '科目{n}已用完五次预约机会。', en: 'All five attempts at test part {n} are used.' },
    next: {
      zh: '已合格的其他科目成绩作废,需重新申请。',
      en: 'The other parts you passed are void; please apply anew.',
    },
  },
  EXAM_10D: {
    message: {
      zh: '考试不合格后须隔10日再预约,最早{date}。',
      en: 'After a failed test you must wait 10 days; the first possible day is {date}.',
    },
    next: { zh: '到时会提醒您。', en: 'We will remind you.' },
  },
  EXAM_PERMIT: {
    message: { zh: '学习驾驶证明已过有效期。', en: "Your learner's permit has run out." },
    next: { zh: '需重新申请考试。', en: 'Please apply anew.' },
  },
  EXAM_FULL: {
    message: {
      zh: '本场次已约满,您当前排名{rank}/{seats}。',
      en: 'This session is full. You are number {rank} for {seats} seats.',
    },
    next: {
      zh: '可以改选其他场次;停止预约前名次会变动。',
      en: 'You can choose another session. Ranks may change until booking closes.',
    },
  },
  EXAM_LATE: {
    message: { zh: '须提前一日取消,现在不能取消。', en: 'A test must be cancelled a day ahead; it is too late now.' },
    next: { zh: '未参加考试的,本次判定不合格。', en: 'If you do not come, it counts as failed.' },
  },
  EXAM_FEE: {
    message: { zh: '考试费未缴纳。', en: 'The test fee is not paid.' },
    next: { zh: '请先缴费。', en: 'Please pay first.' },
  },
  EXAM_PLACE3: {
    message: { zh: '变更考试地已达三次。', en: 'You have changed the place of the test three times.' },
    next: { zh: '请在当前考试地完成考试。', en: 'Please finish the tests where you are registered now.' },
  },
  EXAM_CLASS: {
    message: { zh: '现在不能变更为该准驾车型:{reason}。', en: 'You cannot change to this class now: {reason}.' },
    next: { zh: '可咨询窗口。', en: 'You can ask at a counter.' },
  },
  EXAM_STATE: {
    message: {
      zh: '当前考试状态不能办理:{reason}。',
      en: 'This is not possible at the present stage of your tests: {reason}.',
    },
    next: { zh: '可在考试进度中查看,或咨询窗口。', en: 'See your progress under “Test results”, or ask at a counter.' },
  },
  ADD_CLASS: {
    message: { zh: '不符合增加{class}的条件:{reason}。', en: 'You cannot add {class} yet: {reason}.' },
    next: { zh: '{date}后可以再申请。', en: 'You can apply again after {date}.' },
  },
  RESTORE_LATE: {
    message: {
      zh: '驾驶证注销已满两年,不能恢复。',
      en: 'Your licence was cancelled two years ago or more and cannot be restored.',
    },
    next: { zh: '需要重新申请考试。', en: 'Please apply for the tests anew.' },
  },
  EXAM_RUNNING: {
    message: {
      zh: '您已有受理中的{class}考试申请。',
      en: 'You already have an application for the tests for {class}.',
    },
    next: {
      zh: '想换车型的,请办理考试变更准驾车型。',
      en: 'To learn another class, change the class you applied for.',
    },
  },
  ADD_CLASS_HELD: {
    message: {
      zh: '您现在的准驾车型已经可以驾驶{class}。',
      en: 'The classes you hold already allow you to drive {class}.',
    },
    next: { zh: '不用办理增驾。', en: 'You need not add it.' },
  },
  ADD_CLASS_BASE: {
    message: {
      zh: '增加{class}须先持有规定的准驾车型({base})。',
      en: 'To add {class} you must hold one of the classes the law names ({base}).',
    },
    next: { zh: '请先增加其中一种准驾车型。', en: 'Please add one of them first.' },
  },
  RESTORE_EXPIRED: {
    message: {
      zh: '您的驾驶证超过有效期已满一年,不能恢复。',
      en: 'Your licence ran out a year ago or more, so it cannot be restored.',
    },
    next: { zh: '需要重新申请考试。', en: 'Please apply for the tests anew.' },
  },
  RESTORE_GROUND: {
    message: {
      zh: '只有因逾期未换证、未提交身体条件证明注销的驾驶证可以恢复。',
      en: 'Only a licence that was cancelled for not being renewed, or for a missing medical certificate, can be restored.',
    },
    next: {
      zh: '可以重新申请考试;对注销原因有异议的,请到窗口核对。',
      en: 'You can apply for the tests anew. If you disagree with the ground, please ask at a counter.',
    },
  },
  RESTORE_TEST: {
    message: {
      zh: '还没有查到注销以后科目一考试合格的成绩。',
      en: 'We found no pass of the theory test (subject 1) since the licence was cancelled.',
    },
    next: {
      zh: '请到车管所窗口预约科目一考试,合格后再来办理,成绩自动联网。',
      en: 'Please book the theory test at a counter and come back when you have passed; the result comes to us by itself.',
    },
  },
  EXAM_BAN: {
    message: { zh: '您因考试舞弊,一年内不得申请。', en: 'Because of cheating in a test you may not apply for a year.' },
    next: { zh: '{date}后可以申请。', en: 'You can apply after {date}.' },
  },
  EXAM_PENDING_V: {
    message: { zh: '您名下有交通违法未处理。', en: 'There are traffic violations in your name that are not settled.' },
    next: { zh: '请先处理。', en: 'Please settle them first.' },
  },
}
