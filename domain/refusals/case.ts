import type { RefusalText } from './text.ts'

/** What cannot be done to a case now, or not by this person. */
export const caseRefusals: Readonly<Record<string, RefusalText>> = {
  CASE_CLOSED: {
    message: { zh: '这笔业务已经结束,不能再操作。', en: 'This case is closed and can no longer be changed.' },
    next: {
      zh: '可在“我的业务”里查看结果;需要时可以重新申请。',
      en: 'See the result under “My cases”. You can apply again if you need to.',
    },
  },
  NOT_YOURS: {
    message: { zh: '这笔业务不是您申请的。', en: 'This case was not opened by you.' },
    next: { zh: '请用申请人本人的账号登录后再办。', en: 'Please sign in with the account of the person who applied.' },
  },
  WRONG_STEP: {
    message: {
      zh: '这笔业务现在不在这一步,不能这样操作。',
      en: 'The case is not at this step, so this cannot be done now.',
    },
    next: { zh: '请刷新页面,按当前步骤的提示办理。', en: 'Please reload the page and follow the present step.' },
  },
  NOT_FOR_CITIZEN: {
    message: {
      zh: '这一步由车管所办理,您不用操作。',
      en: 'The vehicle office does this step; you need not do anything.',
    },
    next: {
      zh: '可在进度页查看;有结果会通知您。',
      en: 'You can follow it on the progress page. We will tell you the result.',
    },
  },
  NOT_FOR_OFFICER: {
    message: {
      zh: '这一步由申请人或系统完成,民警不能代办。',
      en: 'The applicant or the system does this step; an officer cannot.',
    },
    next: { zh: '请在案件页查看可以做的操作。', en: 'See on the case page what can be done.' },
  },
  NOT_FOR_SYSTEM: {
    message: {
      zh: '这一步须由人办理,系统不能自动完成。',
      en: 'A person must do this step; it cannot happen by itself.',
    },
    next: { zh: '请由申请人或民警操作。', en: 'The applicant or an officer should do it.' },
  },
  TOO_LATE_TO_WITHDRAW: {
    message: {
      zh: '这笔业务已提交登记,不能再撤回。',
      en: 'The case has been handed to the register and can no longer be withdrawn.',
    },
    next: {
      zh: '证件办好后如不需要,可到窗口交回;有疑问请拨打服务电话。',
      en: 'If you do not need the papers, hand them in at a counter. For questions please call us.',
    },
  },
  OTHER_OFFICE: {
    message: { zh: '这笔业务属于另一个车管所。', en: 'This case belongs to another office.' },
    next: { zh: '请联系受理该业务的车管所办理。', en: 'Please ask the office that accepted it.' },
  },
  ROLE_MISSING: {
    message: { zh: '您的岗位不能办理这一步。', en: 'Your role does not include this step.' },
    next: {
      zh: '请交给有相应权限的同事,或联系本单位管理员开通。',
      en: 'Please hand it to a colleague who may, or ask your administrator.',
    },
  },
  SAME_PERSON: {
    message: {
      zh: '审核和复核不能由同一人办理。',
      en: 'The same person cannot do both the review and the second review.',
    },
    next: {
      zh: '请由另一位有复核权限的民警复核。',
      en: 'Another officer with the right to a second review should do it.',
    },
  },
  OWN_RELATIVE: {
    message: {
      zh: '这是您本人或已登记回避的亲属的业务,您不能办理。',
      en: 'This case is your own, or of a relative you are declared to stand back for.',
    },
    next: {
      zh: '请交给另一位民警办理;登记有误的,请主管在“视频窗口-人员与容量”里更正。',
      en: 'Please leave it to another officer. If the entry is wrong, your supervisor can correct it under Video window, Staff and capacity.',
    },
  },
  TAKEN_BY_OTHER: {
    message: { zh: '这笔业务已由另一位民警领办。', en: 'Another officer has this case in hand.' },
    next: {
      zh: '请换一笔办理;需要接手时,请对方先退回。',
      en: 'Please take another one. If you should take over, ask your colleague to give it back.',
    },
  },
  CO_DECLINED: {
    message: { zh: '共同申请人没有同意。', en: 'The other person did not agree.' },
    next: { zh: '请与对方商量好后重新申请。', en: 'Please settle it between you and apply again.' },
  },
  CO_SIGN_OVER: {
    message: { zh: '共同申请人没有按时确认。', en: 'The other person did not answer in time.' },
    next: {
      zh: '可以重新申请;也可以两人一起带身份证到窗口办理。',
      en: 'You can apply again, or come to a counter together with your identity cards.',
    },
  },
  OBJECTION: {
    message: {
      zh: '申请人本人提出异议,称不是本人申请,已停止制证。',
      en: 'The registered person says that they did not apply. Production has stopped.',
    },
    next: {
      zh: '请带身份证到窗口,由民警当面核实。',
      en: 'Please bring your identity card to a counter so that an officer can verify it with you.',
    },
  },
  INSPECTION_FAILED: {
    message: { zh: '现场查验没有通过。', en: 'The vehicle did not pass the on-site check.' },
    next: {
      zh: '请按查验意见处理后重新申请;有异议可当场要求复核。',
      en: 'Please mend what the check found and apply again. If you disagree, ask for a second check on the spot.',
    },
  },
  STALE: {
    message: { zh: '这笔业务刚刚已被更新。', en: 'This case has just changed.' },
    next: {
      zh: '页面已显示最新状态,请核对后再操作。',
      en: 'The page now shows its latest state. Please check it and try again.',
    },
  },
  SERVICE_CHANGED: {
    message: { zh: '这项业务的办理规定已更新。', en: 'The rules for this service have changed.' },
    next: {
      zh: '请重新开始申请,已填写的联系方式会为您带出。',
      en: 'Please start again. Your contact details are filled in for you.',
    },
  },
  CHANNEL: {
    message: { zh: '这项业务不能网上办理。', en: 'This cannot be done online.' },
    next: { zh: '请查看办事指南里的办理地点。', en: 'The guide says where you can do it.' },
  },
  NOT_CHECKED: {
    message: { zh: '还没有完成联网核查。', en: 'The checks are not finished yet.' },
    next: {
      zh: '请先返回核查结果页,完成核查后再提交。',
      en: 'Please go back to the checks and finish them before you hand in.',
    },
  },
}
