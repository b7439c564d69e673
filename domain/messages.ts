import type { Text } from './text.ts'
import { makerMessages } from './makers/messages.ts'
import { plateMessages } from './plates/messages.ts'
import { videoMessages } from './video/messages.ts'
import { leavingMessages } from './leaving-messages.ts'

export interface MessageTemplate {
  title: Text
  body: Text
  /** Carries no link and nothing about the person but the case number: fraud copies links. Absent where the next message follows at once. */
  sms: string | undefined
}

interface Words {
  zh: string
  en: string
  /** What the SMS says when the Chinese sentence holds more than a stranger who picks up the phone may read. */
  sms?: string
  /** Kept in the account only: nothing to do, and more is said within minutes. */
  quiet?: true
}

const m = (zhTitle: string, enTitle: string, { zh, en, sms = zh, quiet }: Words): MessageTemplate => ({
  title: { zh: zhTitle, en: enTitle },
  body: { zh, en },
  sms: quiet ? undefined : `【云窗】您的业务(流水号{number}):${sms}请打开“云窗”查看,本短信不含链接。`,
})

/**
 * Everything the house says to a citizen about a case. Always given: `{service}`, `{number}`. Given where the case knows
 * it: `{site}`, `{reason}`, `{agency}`, `{until}`, `{waybill}`.
 */
export const MESSAGES: Readonly<Record<string, MessageTemplate>> = {
  ...videoMessages,
  ...plateMessages,
  ...makerMessages,
  ...leavingMessages,
  submitted: m('申请已提交', 'Application submitted', {
    zh: '{service}申请已收到,正在联网核查。',
    en: '{service}: we have received your application and are checking it.',
    quiet: true,
  }),
  'applied-for-you': m('有人代您申请了业务', 'Somebody applied for you', {
    zh: '{service}已由您委托的人代为申请。不是您的意思,请在“我的事项”里撤回,并撤回委托。',
    en: '{service}: applied for by the person you authorised. If you did not want this, withdraw it under “My applications”, and the authority too.',
    sms: '您委托的人已代为申请。',
  }),
  // To the number that was used until now: whoever took the account over has the new one.
  'phone-changed': {
    title: { zh: '登录手机号已更换', en: 'Another phone signs in to your account' },
    body: {
      zh: '有人用您的姓名、身份证号码和一个新的手机号登录,以后验证码发到新号码,其他设备上的登录都已退出;24 小时内不能用这个账号在网上办理车辆产权、号牌和委托。不是您本人的,请马上用您自己的手机号重新登录(那次登录随即失效),并联系车辆管理所。',
      en: 'Somebody signed in with your name, your identity number and a new phone; codes go to that phone from now on and all other devices are signed out. For 24 hours ownership, plates and authorities rest online. If it was not you, sign in anew with your own phone at once (that ends the other session) and tell the vehicle office.',
    },
    sms: '【云窗】您的账号已改用新的手机号登录。不是您本人操作的,请马上打开“云窗”用本号码重新登录,并联系车辆管理所。本短信不含链接。',
  },
  accepted: m('已受理', 'Accepted', {
    zh: '{service}已受理,联网核查全部通过。',
    en: '{service}: accepted. All checks have passed.',
    quiet: true,
  }),
  'choose-plate': m('请选号', 'Choose your plate', {
    zh: '联网核查已通过,请选择号牌号码。',
    en: 'The checks have passed. Please choose your plate number.',
  }),
  book: m('请预约现场查验', 'Book the on-site check', {
    zh: '这笔业务要现场看一次车,请预约查验,其余手续网上完成。',
    en: 'The car has to be seen once. Please book the on-site check; the rest stays online.',
  }),
  meet: m('请本人到视频窗口或窗口', 'Please see an officer, by video or at the counter', {
    zh: '{service}依法须由您本人到场。请打开“云窗”进入视频窗口,或者带身份证到窗口。',
    en: '{service}: the law asks for you in person. Call the video window in Yunchuang, or bring your identity card to the counter.',
    sms: '依法须由您本人到场,请进入视频窗口,或者带身份证到窗口。',
  }),
  'co-sign': m('等{role}确认', 'Waiting for {role}', {
    zh: '{service}要由{role}共同申请。请对方在{until}前用自己的账号登录“云窗”,在“我的事项”里确认。',
    en: '{service} needs {role} as well: to sign in with the own account before {until} and agree under “My applications”.',
    sms: '请共同申请人在{until}前用自己的账号确认。',
  }),
  'co-sign-asked': m('请您确认一笔共同申请', 'Please confirm a joint application', {
    zh: '{applicant}申请{service},需要您作为{role}确认。请在{until}前到“我的事项”里看清内容后确认或者不同意。不是您知道的事,请选不同意。',
    en: '{service}: {applicant} has applied and needs you as {role}. Please read it under “My applications” and agree or decline before {until}. If you know nothing of it, decline.',
    sms: '有一笔共同申请需要您在{until}前确认,不知情的请选不同意。',
  }),
  'co-signed': m('{role}已确认', 'Confirmed by {role}', {
    zh: '{role}已确认,业务继续办理。',
    en: '{role} has agreed; the case goes on.',
    quiet: true,
  }),
  'co-declined': m('对方没有同意', 'The other person did not agree', {
    zh: '{role}没有同意,{service}的申请已结束。已缴费用原路退回。',
    en: '{service}: {role} did not agree, so the application has ended. What you paid is returned.',
    sms: '共同申请人没有同意,申请已结束。',
  }),
  'co-sign-over': m('申请已失效', 'Lapsed', {
    zh: '{role}没有按时确认,{service}的申请已失效,需要时可以重新申请。',
    en: '{service}: {role} did not answer in time, so the application has lapsed. You can apply again.',
    sms: '共同申请人没有按时确认,申请已失效。',
  }),
  'book-visit': m('请选时间和地点', 'Please choose a time and a place', {
    zh: '{service}:请选择来的时间和地点。不预约也可以直接到现场取号。',
    en: '{service}: please choose when and where to come. You can also come without booking and take a number.',
    quiet: true,
  }),
  'parcel-lost': m('邮件寄丢了,我们重新制发', 'Your parcel was lost; we make the papers anew', {
    zh: '{service}:邮件在寄递中丢失。证件正在重新制作,不收费,您不用办任何手续;丢失的那一份已作废。',
    en: '{service}: your parcel was lost on its way. The papers are being made anew, free of charge; you need not do anything. The lost ones are void.',
    sms: '邮件在寄递中丢失,证件正在免费重新制作,您不用办手续。',
  }),
  'parcel-returned': m('邮件退回,我们再寄一次', 'Your parcel came back; we send it again', {
    zh: '{service}:邮件没有送到,已退回。我们会再寄一次,不另收费,请保持电话畅通。',
    en: '{service}: your parcel could not be delivered and came back. We send it again free of charge; please keep your phone at hand.',
    sms: '邮件没有送到,已退回,我们会再寄一次,请保持电话畅通。',
  }),
  'sent-anew': m('已重新寄出', 'Sent again', {
    zh: '{service}的证件已重新交 EMS,邮件号 {waybill}。',
    en: '{service}: your papers were handed to EMS again, waybill {waybill}.',
    sms: '证件已重新交 EMS。',
  }),
  'temporary-ready': m('临时号牌已制好', 'The temporary plate is ready', {
    zh: '{service}:临时行驶车号牌已制好。请带身份证原件到受理网点领取;号牌做好前可以用它上路,最长 15 天。',
    en: '{service}: your temporary plate is ready. Bring your identity card to the office; drive with it until the plates are made, for 15 days at most.',
    sms: '临时号牌已制好,请带身份证到网点领取。',
  }),
  booked: m('已预约', 'Booked', {
    zh: '{service}:已约好{until},{site}。请带身份证原件按时到场;来不了的,最迟提前一小时改约或者撤回。',
    en: '{service}: booked for {until}, {site}. Please bring your identity card. If you cannot come, move it or withdraw an hour before at the latest.',
    sms: '已约好{until},{site},请带身份证按时到场。',
  }),
  missed: m('预约已过', 'The time has passed', {
    zh: '{service}:预约的时间已过,没有您到场的记录。30 日内三次不到,15 日内不能再预约;到现场取号随时可以。',
    en: '{service}: the time has passed and you were not seen there. After three missed within 30 days you cannot book for 15 days; you can always come and take a number.',
    sms: '预约的时间已过,没有您到场的记录。',
  }),
  pay: m('请缴费', 'Please pay', {
    zh: '请在 72 小时内缴清费用,逾期申请作废。',
    en: 'Please pay within 72 hours; after that the application lapses.',
  }),
  paid: m('缴费成功', 'Payment received', {
    zh: '费用已缴清,电子票据已生成。',
    en: 'All bills are paid. Your e-receipts are ready.',
    quiet: true,
  }),
  'paid-back': m('多缴的费用退回', 'Money on its way back', {
    zh: '{service}按更正后的内容不再收取的 {yuan} 元,将原路退回。',
    en: '{service}: {yuan} yuan that the corrected application does not cost goes back the way it came.',
    quiet: true,
  }),
  hold: m('制证前等待 24 小时', 'A 24-hour wait before making', {
    zh: '为防他人冒领,将在{until}之后制证。如非本人申请,请立即打开“云窗”提出异议。',
    en: 'To protect you from fraud, the certificate is made after {until}. If this was not you, object at once.',
    sms: '为防他人冒领,将在{until}之后制证。如非本人申请,请立即提出异议。',
  }),
  correct: m('需要补正', 'Correction needed', {
    zh: '申请还有需要补正的地方,全部问题已一次列出,改好后继续办理。',
    en: 'Something needs correcting. All points are listed at once; we go on when they are mended.',
  }),
  parked: m('正在等待{agency}', 'Waiting for {agency}', {
    zh: '{agency}的数据暂时查不到。申请已保存,系统会自动重试,等待期间不计入办理时限。',
    en: 'There is no answer from {agency} at present. Your application is safe; we keep trying, and the legal clock stands still.',
  }),
  'on-site': m('转为现场办理', 'Moved to the counter', {
    zh: '这笔业务需要现场核实,请带身份证到{site}。已办的手续都带过去,不用重填。',
    en: 'This case must be verified in person. Please bring your identity card to {site}. Nothing is asked twice.',
  }),
  objected: m('已收到您的异议', 'Objection received', {
    zh: '已停止制证,民警会与您联系核实。',
    en: 'Production has stopped. An officer will contact you.',
  }),
  refused: m('不予办理', 'Not granted', {
    zh: '申请没有通过:{reason}。您可以在 60 日内申请行政复议,或者六个月内起诉。',
    en: 'Not granted: {reason}. You may ask for administrative review within 60 days or go to court within six months.',
    sms: '申请没有通过,理由和救济途径已写明。',
  }),
  withdrawn: m('已撤回', 'Withdrawn', {
    zh: '申请已撤回。已缴费用原路退回。',
    en: 'The application is withdrawn. What you paid is returned the way it came.',
  }),
  lapsed: m('申请已失效', 'Lapsed', {
    zh: '逾期未缴费,申请已失效,需要时可以重新申请。',
    en: 'The application has lapsed because it was not paid in time. You can apply again.',
  }),
  posted: m('已交寄', 'Posted', {
    zh: '证件已交 EMS,运单号{waybill}。',
    en: 'Your papers are with EMS, waybill {waybill}.',
  }),
  pickup: m('可以领取', 'Ready for pick-up', {
    zh: '证件已制好,请带身份证到{site}领取。',
    en: 'Your papers are ready. Please bring your identity card to {site}.',
  }),
  done: m('已办结', 'Completed', { zh: '{service}已办结。', en: '{service} is complete.' }),
}

/** What a code opens: the account, or the press that takes a plate number. */
export type CodeUse = 'sign-in' | 'plate'

/** The SMS with a code; says what it is for and who will never ask for it. */
export const codeSms = (code: string, use: CodeUse): string =>
  `【云窗】${use === 'plate' ? '选号' : '登录'}验证码 ${code},5 分钟内有效。任何人(包括民警和客服)都不会向您索要验证码,请勿告诉他人。`
