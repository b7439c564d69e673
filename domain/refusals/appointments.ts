import type { RefusalText } from './text.ts'

/** Appointments. */
export const appointmentsRefusals: Readonly<Record<string, RefusalText>> = {
  APPT_FULL: {
    message: { zh: '该时段已约满。', en: 'This time is fully booked.' },
    next: { zh: '请选择其他时段或网点。', en: 'Please choose another time or place.' },
  },
  APPT_LATE: {
    message: { zh: '已过可取消时间。', en: 'It is too late to cancel.' },
    next: { zh: '如不能前来,系统会记一次爽约。', en: 'If you cannot come, one missed appointment is counted.' },
  },
  APPT_NOSHOW: {
    message: {
      zh: '您30日内爽约3次,{date}前不能预约。',
      en: 'You missed three appointments within 30 days, so you cannot book until {date}.',
    },
    next: { zh: '可到现场取号。', en: 'You can come and take a number.' },
  },
  MARK_NO_TEST: {
    message: { zh: '该车这次不用上线检验。', en: 'This time the vehicle needs no test.' },
    next: {
      zh: '可以直接办理“申领免检标志”;仍然想检验的,可以继续预约。',
      en: 'You can ask for the mark at once. If you want a test all the same, go on and book.',
    },
  },
  SLOT_FULL: {
    message: { zh: '这个时段刚刚约满。', en: 'This time has just been booked out.' },
    next: {
      zh: '最近的空位是{site} {time},请重新选择。',
      en: 'The next free time is {time} at {site}. Please choose again.',
    },
  },
  SLOT_GONE: {
    message: { zh: '这个时段已经过去或没有开放。', en: 'This time has passed or is not open.' },
    next: { zh: '请从页面上显示的时段里选择。', en: 'Please choose one of the times on the page.' },
  },
}
