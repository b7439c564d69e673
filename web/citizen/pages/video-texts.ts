import { kitTexts, makeTr, type KitKey, type Lang, type Tr } from '#web/kit/i18n.ts'

/** What the pages of the video window say; the call itself brings its own words. */
export const videoTexts = {
  title: ['视频窗口', 'Video window'],
  intro: [
    '民警在视频里看材料、核身份、办业务,您不用出门。',
    'An officer sees you and your papers by video. You need not go out.',
  ],
  open: ['办理时间', 'Opening hours'],
  mine: ['您的视频业务', 'Your video calls'],
  what: ['您要办什么', 'What would you like to do'],
  signIn: ['先登录,再选业务', 'Sign in, then choose'],
  signInWhy: [
    '视频里办的是您本人的事,要先确认是您。',
    'What is done by video is done for you, so we must know who you are.',
  ],
  closedNow: ['现在办不了的方式', 'Not possible now'],
  prepare: ['接通前准备', 'Before the call'],
  'prepare.1': ['身份证原件放在手边', 'Your identity card at hand'],
  'prepare.2': ['坐在亮处,安静,脸朝光', 'A bright and quiet place, facing the light'],
  'prepare.3': ['最好连 Wi-Fi,手机电量 30% 以上', 'Wi-Fi if you can, and a battery above 30%'],
  'prepare.4': ['开车时不能接,停好车再接', 'Never while driving: park first'],
  check: ['检查摄像头、麦克风和网络', 'Check camera, microphone and network'],
  checkNote: ['约 10 秒。只给建议,不影响排队。', 'About 10 seconds. It only advises and never blocks.'],
  others: ['也可以这样办', 'Other ways'],
  fraud: ['怎样认出真的民警', 'How to know a real officer'],
  'fraud.text': [
    '真的视频只在云窗里响铃,接通后双方屏幕上显示同样的 4 位数字。民警不会让您转账、不会要验证码、不会让您共享手机屏幕。',
    'A real call rings only inside Yunchuang, and both screens show the same four digits. An officer never asks for a transfer, a code, or your phone’s screen.',
  ],
  back: ['视频窗口', 'Video window'],
  book: ['预约这个时间', 'Book this time'],
  none: ['7 天内没有空位', 'Nothing free within 7 days'],
  noneHelp: [
    '每天 8:00 放出新的一天;也可以现场排队或请民警打给您。',
    'A new day opens at 08:00. You can also queue now or ask to be called.',
  ],
  ticket: ['排队号 {n}', 'Ticket {n}'],
  wait: ['预计等待', 'Expected wait'],
  ringing: ['民警在等您', 'An officer is waiting'],
  ringLeft: ['还剩 {n} 秒', '{n} s left'],
  canDo: ['您可以', 'You can'],
  keep: ['可以关掉这个页面,排队位置会保留', 'You may close this page: your place is kept'],
  needScript: ['视频通话需要打开浏览器的脚本(JavaScript)', 'A video call needs scripts (JavaScript) in your browser'],
  needScriptText: [
    '请换一个浏览器打开这个页面。排队位置还在。也可以用下面的方式办。',
    'Please open this page in another browser; your place is kept. Or use one of the ways below.',
  ],
  next: ['接下来', 'What comes next'],
  doneSoFar: ['已经办好的', 'Already done'],
  record: ['这次通话', 'This call'],
  recording: ['您自己的录像', 'Your own recording'],
  recordingNote: [
    '{until}之前可以观看。谁看过,会记在“谁看过我的信息”里。',
    'You may watch it until {until}. Every look is listed under “Who looked at my data”.',
  ],
  rating: ['这次服务怎么样', 'How was this service'],
  'rating.send': ['提交评价', 'Send'],
  stationTitle: ['您在站点,有人协助', 'You are at a station, with a helper'],
  stationText: [
    '协助人员要报姓名、入镜,只帮忙操作,不能替您回答。用的是公用设备时,办完请退出登录。',
    'The helper gives a name and is seen, helps with the device and never answers for you. On a shared device, sign out when you are done.',
  ],
  'join.link': ['我有邀请码,加入别人的通话', 'I have a code: join somebody’s call'],
  'join.title': ['加入视频通话', 'Join a video call'],
  'join.intro': [
    '家人、监护人、翻译凭邀请码加入,不用注册。',
    'Family, guardians and interpreters join with a code. No account is needed.',
  ],
  'join.consent': ['看全文', 'Read the whole text'],
  'join.version': ['版本 {v}', 'Version {v}'],
  'join.safe': ['只在这里输入邀请码', 'Type the code here only'],
  'join.safeText': [
    '民警会先看到您的名字,同意后您才能听到和看到通话。民警不会让您转账,不会要验证码。',
    'The officer sees your name first; you hear and see the call only when let in. No officer asks for a transfer or a code.',
  ],
  'join.knock': ['请求加入', 'Ask to join'],
  'join.said': ['您填的', 'What you gave'],
} as const

export type VideoT = Tr<KitKey | keyof typeof videoTexts>

const made = new Map<Lang, VideoT>()
export function speakVideo(lang: Lang): VideoT {
  const known = made.get(lang)
  if (known) return known
  const t = makeTr<KitKey | keyof typeof videoTexts>(lang, { ...kitTexts, ...videoTexts })
  made.set(lang, t)
  return t
}
