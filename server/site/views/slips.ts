import type { Case } from '#domain/case.ts'
import { maskIdNumber, maskName } from '#domain/mask.ts'
import { citeLaw } from '#domain/law.ts'
import type { Service } from '#domain/service.ts'
import type { Lang, Text } from '#domain/text.ts'
import type { City } from '#server/kit/city.ts'
import type { Bill } from '#server/payments/bills.ts'
import { paths } from '#web/citizen/paths.ts'
import type { ReceiptView } from '#web/citizen/views.ts'
import { dateText, momentText } from '#web/kit/format.ts'
import { sayIn, type Say } from '../words.ts'
import { BILL_TITLES, payeeOf } from './bills.ts'

interface About {
  c: Case
  service: Service
  city: City
}

const office = ({ c, city }: Pick<About, 'c' | 'city'>, say: Say): string =>
  say(city.offices.find((o) => o.office === c.office)?.name ?? city.name)

const applicant = (c: Case, say: Say) => [
  { label: say('申请人', 'Applicant'), value: maskName(c.data.applicant.name) },
  { label: say('身份证号码', 'Identity number'), value: maskIdNumber(c.data.applicant.idNumber) },
]

/** 受理凭证 (Administrative Licensing Law, art. 32): that and when the office took the application in, and until when it must decide. */
export function slipView(about: About, lang: Lang): ReceiptView {
  const { c, service } = about
  const say = sayIn(lang)
  const { acceptedAt, due, limitDays } = c.clock
  return {
    kind: say(acceptedAt ? '受理凭证' : '提交凭证', acceptedAt ? 'Acceptance slip' : 'Submission slip'),
    number: c.number,
    rows: [
      ...applicant(c, say),
      { label: say('业务', 'Service'), value: say(service.name) },
      { label: say('提交时间', 'Submitted'), value: momentText(c.submittedAt, lang) },
      ...(acceptedAt ? [{ label: say('受理时间', 'Accepted'), value: momentText(acceptedAt, lang) }] : []),
      {
        label: say('办理时限', 'Legal limit'),
        value:
          say(`${limitDays} 个工作日`, `${limitDays} working day${limitDays === 1 ? '' : 's'}`) +
          (due ? say(`,${dateText(due, lang)}前`, `, by ${dateText(due, lang)}`) : ''),
      },
      ...(service.limit.law ? [{ label: say('依据', 'Law'), value: say(citeLaw(service.limit.law)) }] : []),
    ],
    lines: [],
    text: [say('等您缴费、补正或等部门答复的时间不算在时限里。', 'Waiting for you or for an agency does not count.')],
    issuer: office(about, say),
    issuedAt: momentText(acceptedAt ?? c.submittedAt, lang),
    back: paths.case(c.id),
  }
}

/** 不予许可决定书 (art. 38): reason and remedy, always both. */
export function decisionView(
  about: About & { refusal: NonNullable<Case['data']['refusal']>; sentence: Text | undefined; at: Date },
  lang: Lang,
): ReceiptView {
  const { c, service, refusal, at } = about
  const say = sayIn(lang)
  return {
    kind: say('不予许可决定书', 'Decision: not granted'),
    number: c.number,
    rows: [
      ...applicant(c, say),
      { label: say('业务', 'Service'), value: say(service.name) },
      { label: say('理由', 'Reason'), value: refusal.reason },
    ],
    lines: [],
    text: [
      say(refusal.remedy, 'You may ask for administrative review within 60 days or go to court within six months.'),
    ],
    issuer: office(about, say),
    issuedAt: momentText(at.toISOString(), lang),
    back: paths.case(c.id),
  }
}

/** The electronic receipt of a paid bill. */
export function receiptView(
  { c, bill, receipt, city }: Pick<About, 'c' | 'city'> & { bill: Bill; receipt: NonNullable<Bill['receipt']> },
  lang: Lang,
): ReceiptView {
  const say = sayIn(lang)
  return {
    kind:
      bill.payee === 'finance'
        ? say('非税收入电子票据', 'Electronic receipt (non-tax revenue)')
        : say('寄递费电子票据', 'Electronic receipt (postage)'),
    number: receipt.number,
    rows: [
      { label: say('交款人', 'Payer'), value: maskName(c.data.applicant.name) },
      { label: say('项目', 'For'), value: say(BILL_TITLES[bill.kind]) },
      { label: say('流水号', 'Case'), value: c.number },
      ...(bill.paidAt ? [{ label: say('缴款时间', 'Paid'), value: momentText(bill.paidAt, lang) }] : []),
      ...(bill.refundedAt ? [{ label: say('退款时间', 'Returned'), value: momentText(bill.refundedAt, lang) }] : []),
    ],
    lines: bill.lines.map((line) => ({ name: say(line.name), quantity: 1, fen: line.fen })),
    totalFen: bill.amountFen,
    issuer: payeeOf(bill, city, say),
    issuedAt: momentText(receipt.issuedAt, lang),
    checkCode: receipt.checkCode,
    back: `${paths.case(c.id)}/bills`,
  }
}
