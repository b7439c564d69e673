import type { MessageTemplate } from '../messages.ts'

const v = (
  zhTitle: string,
  enTitle: string,
  zh: string,
  en: string,
  sms: string | undefined = zh,
): MessageTemplate => ({
  title: { zh: zhTitle, en: enTitle },
  body: { zh, en },
  // The window rings inside the app only; a message never carries a link or a number to call.
  sms: sms === undefined ? undefined : `【云窗】视频窗口:${sms}请打开“云窗”查看,本短信不含链接。`,
})

/** What the video window says to citizens; `{service}`, `{when}`, `{no}`, `{outcome}`, `{next}` where named. */
export const videoMessages: Readonly<Record<string, MessageTemplate>> = {
  'video-ring': v(
    '民警正在呼叫您',
    'An officer is calling you',
    '{service}:民警正在视频窗口呼叫您,请在 45 秒内接听。',
    '{service}: an officer is calling you in the video window. Please answer within 45 seconds.',
    '民警正在呼叫您,请在 45 秒内接听。',
  ),
  'video-ring-missed': v(
    '刚才没有接通',
    'We could not reach you',
    '{service}:第 {no} 次呼叫没有接通,稍后会再呼叫您。',
    '{service}: call no. {no} was not answered. We call again in a moment.',
    '刚才的呼叫没有接通,稍后会再呼叫您。',
  ),
  'video-missed': v(
    '没有接通,位置已释放',
    'Not reached: your place was released',
    '{service}:多次呼叫没有接通。今天可以重新排队一次,也可以另约时间或者请民警回电。',
    '{service}: several calls were not answered. You may join the line once more today, book another time, or ask for a call.',
    '多次呼叫没有接通。可以重新排队一次,或另约时间。',
  ),
  'video-booked': v(
    '视频窗口已预约',
    'Video window booked',
    '{service}:已约好{when}。到时系统会呼叫您,请提前检测设备、备好身份证。',
    '{service}: booked for {when}. We call you then; please check your device beforehand and have your identity card ready.',
    '已约好{when},到时系统会呼叫您。',
  ),
  'video-remind': v(
    '视频预约提醒',
    'Your video appointment',
    '{service}:{when}系统会呼叫您。请先检测摄像头、麦克风和网络,备好身份证和材料。',
    '{service}: we call you on {when}. Please test camera, microphone and line, and have your identity card and papers ready.',
    '{when}系统会呼叫您,请先检测设备、备好身份证。',
  ),
  'video-late': v(
    '民警要晚一点',
    'The officer is late',
    '{service}:前面的业务还没有结束,大约还要 {minutes} 分钟。您不用一直等在屏幕前;超过 15 分钟可以免费改约。',
    '{service}: the one before you takes longer, about {minutes} more minutes. You need not stay at the screen; after 15 minutes you may move it free of charge.',
    '前面的业务还没有结束,大约还要 {minutes} 分钟。',
  ),
  'video-callback': v(
    '已登记回电',
    'We call you',
    '{service}:民警会在{when}前后呼叫您,只在“云窗”里响铃。',
    '{service}: an officer calls you around {when}; it rings in Yunchuang only.',
    '民警会在{when}前后呼叫您,只在“云窗”里响铃。',
  ),
  'video-suspended': v(
    '通话中断,已办的都在',
    'The call was interrupted; everything is kept',
    '{service}:10 分钟内回来排在最前,24 小时内回来接着办,已完成的步骤不用重做。',
    '{service}: come back within 10 minutes and you are first in line; within 24 hours you go on where you were. Nothing done is lost.',
    '通话中断,10 分钟内回来排在最前,已办的不用重做。',
  ),
  'video-visit': v(
    '已约好到窗口的时间',
    'Your time at the counter',
    '{service}:已约好{when}到{site}。请带身份证,凭约优先;视频里办好的都带过去,不用重填。',
    '{service}: booked for {when} at {site}. Bring your identity card; you come first, and what was done by video is not asked again.',
    '已约好{when}到{site},请带身份证。',
  ),
  'video-closing': v(
    '今天先到这里,下次您排第一',
    'We stop for today; you are first next time',
    '{service}:已过办理时间。办好的都在,{when}前后我们第一个呼叫您,只在“云窗”里响铃。',
    '{service}: it is past closing time. Everything done is kept; we call you first around {when}, in Yunchuang only.',
    '已过办理时间,办好的都在,{when}前后第一个呼叫您。',
  ),
  'video-outcome': v(
    '视频办理结果:{outcome}',
    'Video window: {outcome}',
    '{service}:{outcome}。{next}对这次服务可以评价或者投诉;自己的录像 30 天内可以看。',
    '{service}: {outcome}. {next} You may rate this service or complain; your own recording can be seen for 30 days.',
    '{outcome}。{next}',
  ),
}
