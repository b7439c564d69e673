import { refusalText as r, type RefusalText } from './text.ts'

/** What cannot be done at the video window, and what to do instead. */
export const videoRefusals: Readonly<Record<string, RefusalText>> = {
  VIDEO_NOT_FOR_ITEM: r(
    '这项业务没有开通视频办理。',
    'This item cannot be done by video.',
    '请查看办事指南里的办理方式。',
    'Please see the ways listed in its guide.',
  ),
  VIDEO_CLOSED: r(
    '视频窗口现在没有开放。',
    'The video window is closed now.',
    '请预约时间、登记回电,或者拨打热线。',
    'Please book a time, ask for a call, or ring the hotline.',
  ),
  VIDEO_LINE_SHUT: r(
    '这条队伍暂停取号。',
    'This line takes nobody at present.',
    '请预约时间或者登记回电。',
    'Please book a time or ask for a call.',
  ),
  VIDEO_NO_OFFICER: r(
    '现在没有民警值守这项业务。',
    'No officer serves this line now.',
    '请预约时间或者登记回电。',
    'Please book a time or ask for a call.',
  ),
  VIDEO_LONG_WAIT: r(
    '预计等待超过 {n} 分钟,暂停取号。',
    'The wait would be more than {n} minutes; nobody is let in now.',
    '请登记回电或者预约时间,不用一直等。',
    'Ask for a call or book a time instead of waiting.',
  ),
  VIDEO_TOO_LATE_TODAY: r(
    '今天剩下的时间办不完了。',
    'There is not enough time left today.',
    '请预约明天,或者登记回电。',
    'Please book for tomorrow or ask for a call.',
  ),
  VIDEO_TICKET_OPEN: r(
    '这件事您已经有号了。',
    'You already hold a ticket for this.',
    '请在“我的视频号”里查看、改约或者取消。',
    'See, move or cancel it under “My video tickets”.',
  ),
  VIDEO_TICKET_COLLEAGUE: r(
    '这笔业务已经有人取号或者预约了视频。',
    'Somebody already holds a ticket or a booking for this case.',
    '由先取号的人继续;要换人的,请先由对方取消。',
    'Whoever took it first goes on; to change, that person cancels first.',
  ),
  VIDEO_TICKET_STATE: r(
    '这个号的状态已经变了。',
    'This ticket has moved on.',
    '页面会显示最新状态,请按提示操作。',
    'The page shows where it stands; go on from there.',
  ),
  VIDEO_REQUEUED_ALREADY: r(
    '这个号已经重新排过一次队。',
    'This ticket has been put back into the line once already.',
    '请登记回电、预约时间,或者重新取号。',
    'Please ask for a call, book a time, or take a new ticket.',
  ),
  VIDEO_NOT_RINGING: r(
    '现在没有呼叫,或者已经超过接听时间。',
    'Nobody is calling now, or it is too late to answer.',
    '请留在页面上,会再呼叫您。',
    'Stay on the page; we call again.',
  ),
  VIDEO_BOOKING_PAUSED: r(
    '30 天内有两次没有接听,暂停预约。',
    'Two calls were missed within 30 days; booking is paused.',
    '可以随时取号排队,7 天后恢复预约。',
    'You may join the line at any time; booking comes back after seven days.',
  ),
  VIDEO_BOOKED_ALREADY: r(
    '这笔业务已经约过了。',
    'This case is booked already.',
    '请改约或者取消原来的预约。',
    'Please move or cancel the booking you have.',
  ),
  VIDEO_TOO_MANY_BOOKINGS: r(
    '最多同时预约 {n} 次。',
    'You may hold {n} bookings at a time.',
    '请先取消一个,或者直接取号排队。',
    'Cancel one first, or join the line.',
  ),
  VIDEO_NO_CHANGES_LEFT: r(
    '已经改约过 {n} 次,不能再改。',
    'It has been moved {n} times and cannot be moved again.',
    '请按时接听,或者取消后重新预约。',
    'Please keep it, or cancel and book anew.',
  ),
  VIDEO_TOO_LATE_TO_CHANGE: r(
    '离预约时间不到 {n} 小时,不能改约。',
    'It cannot be moved less than {n} hours before.',
    '来不了的请取消,可以另约。',
    'If you cannot make it, cancel and book another time.',
  ),
  VIDEO_TIME_GONE: r(
    '这个时间已经约满或者不能预约。',
    'This time is taken or cannot be booked.',
    '请另选一个时间。',
    'Please choose another time.',
  ),
  VIDEO_NO_PERSON: r(
    '系统里还没有这个人的账号。',
    'Nobody with this number has an account yet.',
    '对方实名登录过一次后再登记;没有账号的人也不会来电。',
    'Record it after the person has signed in once; without an account nobody calls.',
  ),
  VIDEO_NO_LENDING: r(
    '本市没有开通跨单位支援。',
    'This city does not use officers of other offices.',
    '需要时请改配置 pool.lendings。',
    'Set pool.lendings in the configuration if it should.',
  ),
  VIDEO_LENDING_DAYS: r(
    '支援日期不对。',
    'These days do not fit.',
    '结束日期不能早于今天和开始日期,一次最多 {n} 天。',
    'The end may not be before today or the beginning; at most {n} days at once.',
  ),
  VIDEO_SHIFT_SPAN: r(
    '时间段不对。',
    'This span does not fit.',
    '结束要晚于开始和现在,一次最多 14 天。',
    'The end must be later than the beginning and now; at most 14 days at once.',
  ),
  VIDEO_NO_OFFER: r(
    '这个来电已经转给别人或者取消。',
    'This offer has gone to somebody else or was withdrawn.',
    '请等下一个。',
    'Please wait for the next one.',
  ),
  VIDEO_DESK_STATE: r(
    '当前状态下不能这样操作。',
    'That does not fit your present state.',
    '请先结束当前通话或者整理,再切换状态。',
    'Finish the call or the wrap-up first.',
  ),
}
