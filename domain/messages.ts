import type { Text } from './text.ts'

export interface MessageTemplate {
  title: Text
  body: Text
  /** SMS carries no link and no personal data beyond the case number (operations §1.7: fraud copies links). */
  sms: string
}

const m = (zhTitle: string, enTitle: string, zh: string, en: string): MessageTemplate => ({
  title: { zh: zhTitle, en: enTitle },
  body: { zh, en },
  sms: `【云窗】您的业务(流水号{number}):${zh}请打开"云窗"查看,本短信不含链接。`,
})

/** Everything the house says to a citizen about a case. `{service}` and `{number}` are always given. */
export const MESSAGES: Readonly<Record<string, MessageTemplate>> = {
  submitted: m('申请已提交', 'Application submitted', '{service}申请已收到,正在联网核查。', 'We have received your application for {service} and are checking it.'),
  accepted: m('已受理', 'Accepted', '{service}已受理,联网核查全部通过。', '{service}: accepted; all checks passed.'),
  'choose-plate': m('请选号', 'Choose your plate', '联网核查已通过,请选择号牌号码。', 'The checks have passed. Please choose your plate number.'),
  book: m('请预约现场查验', 'Book the on-site check', '生产企业没有上传出厂查验信息,请预约一次现场查验,其余手续网上完成。', 'The maker sent no pre-inspection. Please book one on-site check; the rest stays online.'),
  pay: m('请缴费', 'Please pay', '请在 72 小时内缴清费用,逾期申请作废。', 'Please pay within 72 hours, or the application lapses.'),
  paid: m('缴费成功', 'Payment received', '费用已缴清,电子票据已生成。', 'All bills are paid; your e-receipts are ready.'),
  hold: m('制证前等待 24 小时', 'A 24-hour wait before making', '为防他人冒领,将在{until}之后制证。如非本人申请,请立即打开"云窗"提出异议。', 'To protect you from fraud the certificate is made after {until}. If this was not you, object at once.'),
  correct: m('需要补正', 'Correction needed', '申请还有需要补正的地方,全部问题已一次列出,改好后继续办理。', 'Something needs correcting. All points are listed at once; we go on when they are mended.'),
  parked: m('正在等待{agency}', 'Waiting for {agency}', '{agency}的数据暂时查不到。申请已保存,系统会自动重试,等待期间不计入办理时限。', '{agency} does not answer at present. Your application is safe; we keep trying, and the legal clock stands still.'),
  'on-site': m('转为现场办理', 'Moved to the counter', '这笔业务需要现场核实,请带身份证到{site}。已办的手续都带过去,不用重填。', 'This case must be verified at the counter. Please bring your identity card to {site}; nothing is asked twice.'),
  objected: m('已收到您的异议', 'Objection received', '已停止制证,民警会与您联系核实。', 'Production has stopped. An officer will contact you.'),
  refused: m('不予办理', 'Refused', '申请没有通过:{reason}。您可以在 60 日内申请行政复议,或者六个月内起诉。', 'Not granted: {reason}. You may ask for administrative review within 60 days or go to court within six months.'),
  withdrawn: m('已撤回', 'Withdrawn', '申请已撤回。已缴费用原路退回。', 'The application is withdrawn. What you paid is returned the way it came.'),
  lapsed: m('申请已失效', 'Lapsed', '逾期未缴费,申请已失效,需要时可以重新申请。', 'The application lapsed because it was not paid in time. You can apply again.'),
  posted: m('已交寄', 'Posted', '证件已交 EMS,运单号{waybill}。', 'Your papers are with EMS, waybill {waybill}.'),
  pickup: m('可以领取', 'Ready for pick-up', '证件已制好,请带身份证到所选网点领取。', 'Your papers are ready. Please bring your identity card to the chosen office.'),
  done: m('已办结', 'Completed', '{service}已办结。', '{service} is complete.'),
}
