import type { RefusalText } from './text.ts'

/** Choosing and keeping a plate number. */
export const platesRefusals: Readonly<Record<string, RefusalText>> = {
  PLATE_TAKEN: {
    message: { zh: '这个号码刚刚被他人选走。', en: 'Somebody else has just taken this number.' },
    next: { zh: '请另选一个号码。', en: 'Please choose another one.' },
  },
  PLATE_ROOM: {
    message: { zh: '新号段正在投放,请先在等候室排队。', en: 'New numbers are being released; please wait in line first.' },
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
}
