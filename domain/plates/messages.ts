import type { MessageTemplate } from '../messages.ts'

const p = (zhTitle: string, enTitle: string, zh: string, en: string, sms = zh): MessageTemplate => ({
  title: { zh: zhTitle, en: enTitle },
  body: { zh, en },
  // The number itself stays in the account: who picks up the phone learns no plate.
  sms: `【云窗】您的业务(流水号{number}):${sms}请打开“云窗”查看,本短信不含链接。`,
})

/** What choosing a plate says to citizens; `{until}` where named. */
export const plateMessages: Readonly<Record<string, MessageTemplate>> = {
  'plate-taken-over': p(
    '已使用您预选的号码',
    'Your chosen number is used',
    '这笔业务使用您之前预选的号码 {plate},不用再选。',
    'This application uses the number you chose before, {plate}; there is nothing more to choose.',
    '已使用您预选的号码,不用再选。',
  ),
  'plate-last-day': p(
    '预选号码即将到期',
    'Your chosen number lapses soon',
    '预选的号码明天({until})到期,请及时办理登记。',
    'The number you chose lapses tomorrow ({until}). Please register the car.',
    '预选的号码明天到期,请及时办理登记。',
  ),
  'plate-lapsed': p(
    '预选号码已失效',
    'Your chosen number has lapsed',
    '没有在有效期内办理登记,预选的号码已收回。首次不影响以后选号;再次发生,两年内不能网上选号。可在 15 日内提出异议,窗口选号不受影响。',
    'The car was not registered in time and the number went back. The first time has no consequence; the next blocks choosing online for two years. You may object within 15 days; choosing at a counter is never blocked.',
    '预选的号码已过有效期并收回。',
  ),
  'plate-refused': p(
    '请重新选号',
    'Please choose another number',
    '国家登记系统答复:您选的号码{plate}已在使用,不能再发。这不是您的责任:本次选择作废,不计违约,选号次数全部恢复,不用重新排队;已交的费用和已办的手续继续有效。请重新选号。',
    'The national register says that number {plate}, which you chose, is in use already. This is not your fault: the choice is void without any consequence, all your chances to choose are back, and you need not queue again. What you paid and did stays valid. Please choose another number.',
    '您选的号码经国家登记系统核对不能使用,不是您的责任,请重新选号。',
  ),
  'plate-right': p(
    '原号牌号码还可以再用',
    'You can still take your old number',
    '原来的号牌号码为您保留到{until},上新车时可以直接使用。',
    'Your old number is kept for you until {until}; you can take it for your next car.',
  ),
}
