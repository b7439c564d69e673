import type { RefusalText } from './text.ts'

/** The driver and the driving licence. */
export const driverRefusals: Readonly<Record<string, RefusalText>> = {
  LICENCE_STATE: {
    message: {
      zh: '您的驾驶证状态为“{state}”,不能办理此业务。',
      en: 'The state of your driving licence is “{state}”, so this cannot be done.',
    },
    next: {
      zh: '请先处理该状态;可到窗口或电话咨询。',
      en: 'Please settle that first, or ask at a counter or by phone.',
    },
  },
  // No reminder is promised: reminders are not open yet.
  LICENCE_NOT_DUE: {
    message: {
      zh: '您的驾驶证{date}到期,期满前90日内才能换证。',
      en: 'Your driving licence is valid until {date}. It can be renewed in the last 90 days.',
    },
    next: { zh: '最早{earliest}可以办理。', en: 'The first possible day is {earliest}.' },
  },
  LICENCE_ELSEWHERE: {
    message: {
      zh: '您的驾驶证由其他城市核发,此业务须向核发地办理。',
      en: 'Another city issued your driving licence, so this is done there.',
    },
    next: {
      zh: '可向核发地车管所办理,或先在本市办理转入换证。',
      en: 'Please apply there, or transfer the licence to this city first.',
    },
  },
  LICENCE_HERE: {
    message: {
      zh: '您的驾驶证就是本市核发的,不需要转入。',
      en: 'This city issued your driving licence; it need not be transferred.',
    },
    next: {
      zh: '住址变化的,请办理驾驶人信息变化换证。',
      en: 'If your address has changed, ask for a new licence with the new address.',
    },
  },
  OVERAGE_NOT_DUE: {
    message: {
      zh: '您的准驾车型({class})还没有到年龄上限。',
      en: 'You have not reached the age limit of your class ({class}).',
    },
    next: {
      zh: '有效期快满的,请办理期满换证;自愿降低的,请办理降低准驾车型换证。',
      en: 'Renew it when it is about to expire, or step down to a lower class if you wish.',
    },
  },
  OVERAGE_ENDS: {
    message: {
      zh: '到了年龄上限,{class}没有可以换领的准驾车型,驾驶证将依法注销。',
      en: 'At this age {class} cannot be exchanged for another class; by law the licence ends.',
    },
    next: {
      zh: '如需继续驾驶,可以申领其他准驾车型;有疑问请到窗口。',
      en: 'To go on driving you can apply for another class. Please ask at a counter if in doubt.',
    },
  },
  LICENCE_LONG_TERM: {
    message: {
      zh: '您的驾驶证长期有效,不需要期满换证。',
      en: 'Your driving licence is valid for life; it need not be renewed.',
    },
    next: {
      zh: '证件丢失或损坏的,请办理遗失补证或损毁换证。',
      en: 'If it is lost or damaged, ask for a replacement instead.',
    },
  },
  LICENCE_EXPIRED_1Y: {
    message: {
      zh: '您的驾驶证超过有效期一年以上,已被注销。',
      en: 'Your driving licence ran out more than a year ago and has been cancelled.',
    },
    next: {
      zh: '注销未满两年的,通过科目一考试可以恢复驾驶资格。',
      en: 'Within two years of the cancellation you can get it back by passing the theory test.',
    },
  },
  POINTS_FULL: {
    message: { zh: '您在本记分周期已记满12分。', en: 'You have reached 12 points in this cycle.' },
    next: { zh: '请先参加满分学习和考试。', en: 'Please take the course and the test first.' },
  },
  DRIVER_VIOLATION: {
    message: {
      zh: '您有{n}起交通违法或事故未处理,不能通过审验。',
      en: 'You have {n} violations or accidents that are not settled, so the review cannot pass.',
    },
    next: { zh: '请先处理完毕。', en: 'Please settle them first.' },
  },
  REVIEW_OVERDUE: {
    message: { zh: '您的驾驶证逾期未审验。', en: 'The review of your driving licence is overdue.' },
    next: { zh: '请先办理审验。', en: 'Please have it reviewed first.' },
  },
  MEDICAL_MISSING: {
    message: {
      zh: '没有查到六个月内的身体条件证明。',
      en: 'We found no medical certificate from the last six months.',
    },
    next: {
      zh: '请到联网的体检机构体检,结果会自动上传,不用带纸质证明。',
      en: 'Please see a doctor at a connected clinic. The result comes to us by itself; no paper is needed.',
    },
  },
  MEDICAL_UNFIT: {
    message: { zh: '体检结果不符合{class}的身体条件。', en: 'The medical result does not allow {class}.' },
    next: {
      zh: '可申请降低准驾车型;有异议请到县级以上医院复检。',
      en: 'You can apply for a lower class. If you disagree, have a second examination at a county hospital or above.',
    },
  },
  ABILITY_TEST: {
    message: {
      zh: '70周岁以上换证需通过记忆力、判断力、反应力测试。',
      en: 'From 70 on a renewal needs a test of memory, judgement and reaction.',
    },
    next: { zh: '请到体检机构测试后再办。', en: 'Please take the test at a clinic, then apply.' },
  },
  AGE_LOW: {
    message: { zh: '申请{class}须年满{min}周岁。', en: 'You must be {min} or older to apply for {class}.' },
    next: { zh: '{date}起可以申请。', en: 'You can apply from {date}.' },
  },
  AGE_HIGH: {
    message: { zh: '申请{class}不得超过{max}周岁。', en: 'You may be at most {max} years old for {class}.' },
    next: { zh: '可以申请其他准驾车型。', en: 'You can apply for other classes.' },
  },
  AT_UPPER_AGE_LIMIT: {
    message: {
      zh: '您正好到了{class}的年龄上限,需由民警审核确认。',
      en: 'You are just at the upper age limit of {class}; an officer will decide.',
    },
    next: {
      zh: '可以继续提交;也可以改申请小型汽车等车型。',
      en: 'You can hand it in, or apply for another class, such as a small car.',
    },
  },
  BARRED: {
    message: {
      zh: '您有法律规定的不得申请驾驶证的情形({reason}),至{date}止。',
      en: 'By law you may not apply for a driving licence until {date} ({reason}).',
    },
    next: { zh: '期满后可以申请。', en: 'You can apply after that day.' },
  },
  MEDICAL_DISABLED: {
    message: {
      zh: '残疾人专用车型的体检须由省级认定的专门医疗机构出具。',
      en: 'The medical certificate for an adapted vehicle must come from a clinic named by the province.',
    },
    next: { zh: '请查看机构名单。', en: 'Please see the list of clinics.' },
  },
  LICENCE_HELD: {
    message: {
      zh: '您已经持有驾驶证({class}),不是初次申领。',
      en: 'You already hold a driving licence ({class}), so this is no first application.',
    },
    next: { zh: '想驾驶其他车型的,请办理增驾。', en: 'To drive another class, please add it to your licence.' },
  },
  CLASS_NOT_FIRST: {
    message: { zh: '初次申领不能申请{class}。', en: '{class} cannot be the first class.' },
    next: { zh: '请选择其他准驾车型。', en: 'Please choose another class.' },
  },
  BARRED_LIFE: {
    message: {
      zh: '您有法律规定的不得申请驾驶证的情形({reason})。',
      en: 'By law you may not apply for a driving licence ({reason}).',
    },
    next: {
      zh: '对记录有异议的,请到车管所窗口核对。',
      en: 'If you disagree with the record, please have it looked at at a counter.',
    },
  },
  BARRED_CLASS: {
    message: {
      zh: '您有法律规定的不得申请{class}的情形({reason})。',
      en: 'By law you may not apply for {class} ({reason}).',
    },
    next: {
      zh: '可以申请其他准驾车型;对记录有异议的,请到窗口核对。',
      en: 'You can apply for other classes. If you disagree with the record, please ask at a counter.',
    },
  },
  STUDY_MISSING: {
    message: {
      zh: '本次审验须学习满三小时,已查到 {minutes} 分钟。',
      en: 'This review needs three hours of learning; we found {minutes} minutes.',
    },
    next: {
      zh: '请在线或到学习点学完(含事故案例警示教育),学习记录自动联网。',
      en: 'Please finish it online or at a learning place, the cases of accidents included. The record comes to us by itself.',
    },
  },
  BUS_CLASS: {
    message: {
      zh: '您的准驾车型不包含驾驶这种校车所需的{class}。',
      en: 'Your classes do not include {class}, which this school bus needs.',
    },
    next: { zh: '请选择其他校车车型,或者先办理增驾。', en: 'Choose another kind of bus, or add the class first.' },
  },
  BUS_AGE: {
    message: {
      zh: '校车驾驶人须年满25周岁且不超过规定年龄上限。',
      en: 'School bus drivers must be at least 25 and not above the upper age.',
    },
    next: {
      zh: '现在的年龄上限是{age}周岁。如档案里的出生日期有误,请到窗口核对。',
      en: 'The upper age is {age} now. If your record shows a wrong date of birth, please ask at a counter.',
    },
  },
  BUS_YEARS: {
    message: { zh: '取得相应准驾车型须有三年以上驾驶经历。', en: 'You need three years of driving in that class.' },
    next: { zh: '{date}后可以申请。', en: 'You can apply after {date}.' },
  },
  BUS_POINTS: {
    message: { zh: '最近三个记分周期内有记满12分记录。', en: 'You reached 12 points in one of the last three cycles.' },
    next: {
      zh: '连续三个记分周期没有记满12分后,可以申请。',
      en: 'You can apply when three full cycles without 12 points have passed.',
    },
  },
  BUS_RECORD: {
    message: {
      zh: '有不符合校车驾驶资格条件的记录({reason})。',
      en: 'There is a record that bars you from driving a school bus ({reason}).',
    },
    next: { zh: '对记录有异议请到窗口查询。', en: 'If you disagree with the record, please ask at a counter.' },
  },
  BUS_PENDING: {
    message: {
      zh: '正在核查无犯罪、吸毒记录,五个工作日内答复。',
      en: 'We are checking for criminal and drug records and will answer within five working days.',
    },
    next: { zh: '无需提交证明。', en: 'You need not hand in any proof.' },
  },
  DEFER_LATE: {
    message: {
      zh: '延期须在有效期内或届满一年内提出。',
      en: 'An extension must be asked for while the licence is valid or within a year afterwards.',
    },
    next: { zh: '已注销的可恢复驾驶资格。', en: 'If it is cancelled, you can have it restored.' },
  },
  DEFER_USED: {
    message: { zh: '已经办理过延期。', en: 'An extension has been granted already.' },
    next: { zh: '延期累计最长三年,不能重复申请。', en: 'Extensions last three years in all and cannot be repeated.' },
  },
}
