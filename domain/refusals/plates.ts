import type { RefusalText } from './text.ts'

/** Choosing and keeping a plate number. */
export const platesRefusals: Readonly<Record<string, RefusalText>> = {
  PLATE_TAKEN: {
    message: { zh: '这个号码刚刚被他人选走。', en: 'Somebody else has just taken this number.' },
    next: { zh: '请另选一个号码。', en: 'Please choose another one.' },
  },
  PLATE_ROOM: {
    message: {
      zh: '新号段正在投放,请先在等候室排队。',
      en: 'New numbers are being released; please wait in line first.',
    },
    next: {
      zh: '进入等候室后按号入内,关掉页面也不会丢掉位置。',
      en: 'Take a place in the waiting room; you keep it even when you close the page.',
    },
  },
  PLATE_GRAMMAR: {
    message: { zh: '号码不符合编码规则:{reason}。', en: 'The number breaks the rules for plates: {reason}.' },
    next: { zh: '不能用字母I、O;字母最多两个。', en: 'The letters I and O cannot be used, and at most two letters.' },
  },
  PLATE_NOT_OPEN: {
    message: {
      zh: '这个号码不在公布的号段内,或还没开放自编。',
      en: 'This number is not in a published range, or cannot be composed yet.',
    },
    next: {
      zh: '请在公布的号段内选择;新号段公布7日内只能随机选号。',
      en: 'Please choose from a published range. In its first 7 days a range is drawn at random only.',
    },
  },
  PLATE_TRIES: {
    message: { zh: '自编选号的20次机会已用完。', en: 'All 20 tries to compose a number are used.' },
    next: { zh: '可改用随机选号。', en: 'You can draw a number at random instead.' },
  },
  PLATE_TIMEOUT: {
    message: {
      zh: '90秒内未选定,这一组号码已放回。',
      en: 'Nothing was chosen within 90 seconds, so these numbers went back.',
    },
    next: { zh: '还剩{n}组。', en: 'You have {n} groups left.' },
  },
  PLATE_HALL_USED: {
    message: {
      zh: '今天已经看过现场的 50 个号码,不能再换一批。',
      en: 'The list of 50 at the counter has been shown today; there is no other one today.',
    },
    next: {
      zh: '请从这一批里选,或自编号码;也可改天再来,办理时限不受影响。',
      en: 'Please choose from it or compose a number, or come again another day; the legal time stands still.',
    },
  },
  PLATE_NOT_SEEN: {
    message: {
      zh: '还没有核对在场的申请人,或核对已超过 {n} 分钟。',
      en: 'The applicant has not been seen here, or longer than {n} minutes ago.',
    },
    next: {
      zh: '请当面核对身份证件,勾选后继续;已显示的号码不会丢。',
      en: 'Please compare the identity paper, tick it and go on; the numbers shown are kept.',
    },
  },
  PLATE_BAN: {
    message: {
      zh: '您上次选号后未按时办理登记,{date}前不能网上选号。',
      en: 'You did not register in time after your last choice, so you cannot choose online until {date}.',
    },
    next: { zh: '可到窗口现场选号(50选1)。', en: 'You can choose at a counter (one of 50).' },
  },
  PLATE_HELD: {
    message: {
      zh: '您已有一个未使用的预选号码({plate}),有效至{date}。',
      en: 'You already hold a number that is not used yet ({plate}), until {date}.',
    },
    next: { zh: '请先使用或等它失效。', en: 'Please use it first, or wait until it lapses.' },
  },
  PLATE_OPEN: {
    message: {
      zh: '您有 {n} 个选号还没有完成。',
      en: 'You have begun {n} choices and finished none.',
    },
    next: {
      zh: '请先在“我的事项”里选好或撤回其中一个。',
      en: 'Please finish or withdraw one of them under My cases first.',
    },
  },
  PLATE_REUSE: {
    message: { zh: '不符合使用原号牌的条件:{reason}。', en: 'The old number cannot be kept: {reason}.' },
    next: {
      zh: '须在两年内提出、原号牌使用满一年、违法和事故处理完毕。',
      en: 'You must ask within two years, have used it for a year, and have settled all violations and accidents.',
    },
  },
  PLATE_NONE: {
    message: { zh: '还没有预选新能源号牌号码。', en: 'No new-energy number has been chosen yet.' },
    next: { zh: '请先选号,再预约换牌。', en: 'Please choose a number first, then book the change.' },
  },
  SWAP_YEAR: {
    message: { zh: '该车一年内已互换过号牌号码。', en: 'The number of this vehicle was swapped within the last year.' },
    next: { zh: '{date}后可以再次互换。', en: 'You can swap again after {date}.' },
  },
  PLATE_NOT_SHOWN: {
    message: { zh: '这个号码不在为您抽出的号码里。', en: 'This number is not among those drawn for you.' },
    next: { zh: '请从页面上显示的号码里选择。', en: 'Please choose one of the numbers on the page.' },
  },
  PLATE_PRESSES_USED: {
    message: { zh: '五组号码已经全部显示,不能再抽。', en: 'All five groups have been drawn.' },
    next: {
      zh: '请从已显示、还没被选走的号码里选择一个。',
      en: 'Please choose one of the numbers shown that is still free.',
    },
  },
  PLATE_EMPTY: {
    message: { zh: '现在没有可选的号码。', en: 'There are no numbers to choose from at present.' },
    next: {
      zh: '新号段公布后会通知您,选号等待时间不计入办理时限。',
      en: 'We will tell you when new numbers are published. The wait does not count towards the legal time.',
    },
  },
  PLATE_WAIT: {
    message: { zh: '两次自编之间要等一等,还差 {s} 秒。', en: 'Please wait {s} more seconds before the next try.' },
    next: { zh: '时间到了再提交,号码不会丢。', en: 'Send it again then; what you typed is kept.' },
  },
  PLATE_ONE_MODE: {
    message: { zh: '随机和自编只能选一种。', en: 'You can either draw or compose, not both.' },
    next: { zh: '请继续用已经开始的方式选号。', en: 'Please go on in the way you began.' },
  },
  PLATE_SITTING_OVER: {
    message: { zh: '这次网上选号已经结束。', en: 'Choosing online is over for this case.' },
    next: {
      zh: '请到窗口现场选号(50选1),车辆和材料不用重报。',
      en: 'Please choose at a counter (one of 50); nothing is handed in again.',
    },
  },
  PLATE_SITTING_PAUSED: {
    message: { zh: '选号已暂停。', en: 'Choosing is paused.' },
    next: {
      zh: '请点“继续选号”,剩下的次数和时间都在。',
      en: 'Please press “Go on”; your presses and time are all there.',
    },
  },
  PLATE_PAUSED: {
    message: { zh: '选号系统正忙,已暂停几分钟。', en: 'Choosing is paused for some minutes: the system is busy.' },
    next: {
      zh: '您手上的号码和时间会按暂停的时长顺延,请稍候。',
      en: 'What is on offer to you lasts longer by the pause. Please wait.',
    },
  },
  PLATE_CONFIRMED: {
    message: { zh: '号码已经选定,不能再换。', en: 'A number has been taken and cannot be changed.' },
    next: { zh: '请在有效期内办理登记。', en: 'Please register the car in time.' },
  },
  PLATE_ELSEWHERE: {
    message: { zh: '这辆车正在另一笔业务里选号。', en: 'A number for this car is being chosen in another case.' },
    next: { zh: '请在那笔业务里继续选号,或先撤回它。', en: 'Please go on there, or withdraw that case first.' },
  },
  PLATE_LAPSED: {
    message: { zh: '预选的号码已过最后一天,不能再用。', en: 'The last day of the number chosen ahead is over.' },
    next: {
      zh: '今晚收回后,明天可以重新选号;材料和已办的手续不用重报。',
      en: 'It goes back tonight; from tomorrow you can choose anew, and nothing is handed in again.',
    },
  },
  PLATE_NONE_HELD: {
    message: { zh: '没有可以放弃的预选号码。', en: 'There is no pre-selected number to give back.' },
    next: {
      zh: '正在办理登记的号码,撤回该笔业务即放弃。',
      en: 'A number in use by a registration is given back by withdrawing it.',
    },
  },
  PLATE_RELEASE_YEAR: {
    message: { zh: '一年内已经主动放弃过一次号码。', en: 'You have given back a number within the last year.' },
    next: { zh: '请在有效期内办理登记。', en: 'Please register the car in time.' },
  },
  PLATE_EVENT_SET: {
    message: {
      zh: '这一期的公开事件已经录入或摇号已开始。',
      en: 'The public event of this draw is entered, or the draw has begun.',
    },
    next: {
      zh: '请核对期号;录入后不能更改。',
      en: 'Please check which draw it is; what is entered cannot be changed.',
    },
  },
  PLATE_NO_BLOCK: {
    message: { zh: '现在没有限制您网上选号。', en: 'Nothing keeps you from choosing online at present.' },
    next: { zh: '可以直接选号。', en: 'You can choose right away.' },
  },
  PLATE_DRAW_RUNS: {
    message: { zh: '这一期摇号还没有结束。', en: 'This draw is still running.' },
    next: { zh: '结束后公布种子和全部文件,届时可以验证。', en: 'Its secret and files are published when it ends.' },
  },
  PLATE_OBJECT_LATE: {
    message: { zh: '提出异议的期限已过。', en: 'The time for objecting is over.' },
    next: {
      zh: '可到窗口说明情况;窗口选号不受影响。',
      en: 'You can explain at a counter; choosing there is not affected.',
    },
  },
  SEGMENT_OVERLAP: {
    message: { zh: '有 {n} 个号码已在号池里。', en: '{n} of these numbers are in a pool already.' },
    next: { zh: '请改写号段,避开已投放的号码。', en: 'Please change the pattern so that it leaves them out.' },
  },
  SEGMENT_STATE: {
    message: { zh: '这个号段现在不能这样操作。', en: 'This cannot be done with the segment now.' },
    next: {
      zh: '制作后由另一人审批,审批后公布;已投放的不能撤回。',
      en: 'Made, then approved by another, then published; released ones stay.',
    },
  },
  SEGMENT_TOO_SOON: {
    message: { zh: '投放时间距现在不足 {days} 天。', en: 'The release is less than {days} days away.' },
    next: {
      zh: '请把投放时间改到 {days} 天以后,重新制作号段。',
      en: 'Please make it anew, with a release {days} days from now or later.',
    },
  },
  SEGMENT_ORDER: {
    message: {
      zh: '同一号池还有更晚投放的号段已经公布。',
      en: 'A segment with a later release has been published for this pool.',
    },
    next: { zh: '请把投放时间排在它之后。', en: 'Please set the release after it.' },
  },
  POOL_UNSOUND: {
    message: {
      zh: '号池核对不平,已停止公布新号段。',
      en: 'The pool does not add up; nothing is published until it does.',
    },
    next: { zh: '请先由监督人员查明原因。', en: 'Please have it looked into first.' },
  },
}
