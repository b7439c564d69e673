import { refusalText as r, type RefusalText } from './text.ts'

/** Lines, rooms, recordings and their review. */
export const videoMediaRefusals: Readonly<Record<string, RefusalText>> = {
  VIDEO_NOTHING_TO_RESUME: r(
    '没有可以恢复的通话。',
    'There is no conversation to come back to.',
    '请重新取号。',
    'Please take a new ticket.',
  ),
  VIDEO_OTHER_DEVICE: r(
    '您在另一台设备上正在通话。',
    'You are in this call on another device.',
    '可以改到这台设备上继续:民警要重新核验身份,已办的步骤不重来。',
    'You can go on at this one: the officer verifies your identity again, what is done stays done.',
  ),
  VIDEO_ROOM_KEY: r(
    '进入房间的口令无效或者过期。',
    'The key to the room is invalid or too old.',
    '请重新进入。',
    'Please enter again.',
  ),
  VIDEO_BAD_OFFER: r(
    '浏览器的音视频格式不能使用。',
    'Your browser’s audio or video format cannot be used.',
    '请更新浏览器,或者在系统浏览器里打开。',
    'Please update the browser or open it in the system’s own.',
  ),
  VIDEO_MEDIA_DOWN: r(
    '视频服务暂时不可用。',
    'The video service is not available at the moment.',
    '会自动重试,您的位置和已办的都保留。',
    'It is tried again by itself; your place and what was done are kept.',
  ),
  VIDEO_NOT_YOUR_RECORDING: r(
    '只能查看自己办理的录像。',
    'You may only see recordings of your own conversations.',
    '其他录像请由主管查看。',
    'A supervisor can see the others.',
  ),
  VIDEO_WRONG_NUMBER: r(
    '业务流水号与录像不符。',
    'The case number does not belong to this recording.',
    '请核对流水号;没有业务的录像请留空。',
    'Check the number; leave it empty when there is no case.',
  ),
  VIDEO_NO_FILM: r(
    '这一方没有录像。',
    'There is no film of this side.',
    '请选另一方,或者看办理记录。',
    'Choose the other side, or read the record of acts.',
  ),
  VIDEO_VIEW_FIRST: r(
    '请先说明查看目的。',
    'Say first what you want to see it for.',
    '目的会写进记录,申请人可以看到。',
    'It is written down and shown to the citizen.',
  ),
  VIDEO_OWN_VIEW_OVER: r(
    '自己查看录像的期限已过。',
    'The time for seeing your own recording is over.',
    '需要的话可以申请复制。',
    'You may ask for a copy.',
  ),
  VIDEO_EXPORT_OWN: r(
    '这份录像是您申请导出的,不能由您自己批准。',
    'You asked for this copy yourself and cannot approve it.',
    '请另外两位主管或审计人员批准。',
    'Two others, supervisors or auditors, must approve it.',
  ),
  VIDEO_OWN_CALL: r(
    '这是您自己办理的通话,不能由您评查。',
    'You conducted this call yourself and cannot review it.',
    '请其他小组的同事评查。',
    'A colleague of another team must review it.',
  ),
  VIDEO_EXPORT_NOT_APPROVED: r(
    '导出需要 {n} 人批准。',
    'An export needs {n} approvals.',
    '请等批准后再下载。',
    'Wait until it is approved.',
  ),
  VIDEO_SHEET_STATE: r(
    '这张质检表已经处理过。',
    'This sheet has been dealt with.',
    '请刷新列表。',
    'Please look at the list again.',
  ),
  VIDEO_SHEET_POINTS: r('十项都要评。', 'All ten points are needed.', '请逐项选择。', 'Please judge each of them.'),
  VIDEO_CONTEST_OVER: r(
    '超过 {n} 个工作日,不能再提异议。',
    'More than {n} working days have passed.',
    '如有新情况,请向主管反映。',
    'Tell the supervisor if there is something new.',
  ),
}
