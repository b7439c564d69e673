import { refusalText as r, type RefusalText } from './text.ts'

/** What cannot be done around a conversation: guests and helpers, chat, rating, handing over. */
export const videoAroundRefusals: Readonly<Record<string, RefusalText>> = {
  VIDEO_NO_GUEST: r('没有这位参加人。', 'There is no such participant.', '请刷新后再试。', 'Please look again.'),
  VIDEO_NOT_A_GUEST: r(
    '不能以这个身份加入。',
    'You cannot join in this way.',
    '同行人请用邀请码加入;主管请从值班台加入。',
    'Guests come in with a code; supervisors join from the board.',
  ),
  VIDEO_FULL: r('通话人数已满。', 'The conversation is full.', '请先请一位离开。', 'Somebody must leave first.'),
  VIDEO_INVITE: r(
    '邀请码不对、用过或者过期。',
    'The code is wrong, used or too old.',
    '请申请人重新邀请。',
    'Ask for a new one.',
  ),
  VIDEO_NOT_ADMITTED: r(
    '民警还没有请您进来。',
    'The officer has not let you in yet.',
    '请在这个页面等一下,民警同意后会自动进入。',
    'Please wait on this page: it opens when the officer agrees.',
  ),
  VIDEO_HELPER_UNNAMED: r(
    '站点来电,身边有协助人员。',
    'The call comes from a station with a helper.',
    '请问清协助人的姓名,请其入镜,再写在说明里。',
    'Ask for the helper’s name, have them shown, and write it down.',
  ),
  VIDEO_RATED: r(
    '这次通话已经评价过了。',
    'This conversation has been rated.',
    '还有意见请打服务热线。',
    'For anything else please call the hotline.',
  ),
  VIDEO_NO_VISIT: r(
    '只有转窗口的业务才能同时约时间。',
    'A visit can only be booked with a case that goes to the counter.',
    '请先选“转窗口”,没有受理的业务请申请人自己预约。',
    'Choose “to the counter”; without a case the applicant books alone.',
  ),
  VIDEO_CHAT_MONEY: r(
    '聊天里不能发送金额、账号、链接或者索要验证码。',
    'Amounts, accounts, links and codes may not be sent in the chat.',
    '缴费只在申请人自己的页面进行。',
    'Payment is made on the applicant’s own page only.',
  ),
  VIDEO_CHAT_FULL: r('聊天记录已满。', 'The chat is full.', '请用语音继续。', 'Please go on by voice.'),
  VIDEO_NOT_A_HANDOVER: r(
    '这样不能移交。',
    'It cannot be handed over like this.',
    '转窗口请用办理结果;请同事帮忙请用加入通话。',
    'For the counter use the outcome; for help let a colleague join.',
  ),
  VIDEO_CITIZEN_DISAGREES: r('申请人没有同意移交。', 'The applicant has not agreed.', '请先征得同意。', 'Ask first.'),
}
