import type { Case } from '#domain/case.ts'
import { at as standsAt } from '#domain/moves.ts'
import type { Lang, Text } from '#domain/text.ts'
import { definitionOf } from '#domain/services/index.ts'
import type { City } from '#server/kit/city.ts'
import { type Bill, lapsesAt } from '#server/payments/bills.ts'
import { paths } from '#web/citizen/paths.ts'
import type { BillsView, BillView } from '#web/citizen/pages/case-views.ts'
import { momentText, shortMomentText } from '#web/kit/format.ts'
import { post } from '../kit.ts'
import { grouped, sayIn, type Say } from '../words.ts'

export const BILL_TITLES: Readonly<Record<Bill['kind'], Text>> = {
  plates: { zh: '号牌工本费', en: 'Number plates' },
  papers: { zh: '证照工本费', en: 'Papers' },
  post: { zh: '寄递费', en: 'Postage' },
}

export const payeeOf = (bill: Pick<Bill, 'payee'>, city: City, say: Say): string =>
  bill.payee === 'finance'
    ? say(`${city.name.zh}市财政局(非税收入)`, `${city.name.en} Finance Bureau`)
    : say('中国邮政速递(EMS)', 'China Post EMS')

/** A press of "pay" may be on its way to us for so long; after that the button is offered again. */
const PAYING_MS = 3 * 60_000

export interface BillsFacts {
  c: Case
  bills: readonly Bill[]
  city: City
  now: Date
  problem: string | undefined
}

/** Every money stream by itself, one button for all. */
export function billsView({ c, bills, city, now, problem }: BillsFacts, lang: Lang): BillsView {
  const say = sayIn(lang)
  const open = bills.filter((b) => b.state === 'open' || b.state === 'draft')
  const payable = open.length > 0 && open.every((b) => b.state === 'open' && b.code)
  const until = lapsesAt(bills)
  return {
    service: say(definitionOf(c).name),
    back: paths.case(c.id),
    bills: bills.map((b) => billView(b, { c, city, now }, lang)),
    openFen: open.reduce((sum, b) => sum + b.amountFen, 0),
    ...(standsAt(c, 'pay') && !payable
      ? {
          wait: say(
            '缴款码正在生成,一般几秒钟,请刷新本页。财政缴款系统没有回应时我们会自动再要,您不用做什么;72 小时从有缴款码时算起',
            'The payment codes are being made, usually within seconds; please reload this page. While the finance system does not answer we keep asking and you need not do anything; the 72 hours begin when there is a code',
          ),
        }
      : {}),
    ...(payable ? { pay: post(`${paths.case(c.id)}/pay`) } : {}),
    ...(payable && until ? { until: momentText(until, lang) } : {}),
    codes: open.flatMap((b) => (b.code ? [{ label: say(BILL_TITLES[b.kind]), value: grouped(b.code) }] : [])),
    live: `case:${c.id}`,
    ...(problem ? { problem } : {}),
  }
}

function billView(bill: Bill, { c, city, now }: Pick<BillsFacts, 'c' | 'city' | 'now'>, lang: Lang): BillView {
  const say = sayIn(lang)
  const pressed =
    bill.payPressedAt && now.getTime() - new Date(bill.payPressedAt).getTime() < PAYING_MS
      ? bill.payPressedAt
      : undefined
  const states = {
    draft: 'open',
    open: pressed ? 'paying' : 'open',
    paid: 'paid',
    cancelled: 'void',
    'refund-asked': 'returning',
    refunded: 'returned',
  } as const
  const state = states[bill.state]
  const at = state === 'paying' ? pressed : bill.paidAt
  return {
    title: say(BILL_TITLES[bill.kind]),
    payee: payeeOf(bill, city, say),
    number: bill.number,
    lines: bill.lines.map((line) => ({ name: say(line.name), quantity: 1, fen: line.fen })),
    totalFen: bill.amountFen,
    state,
    ...(at ? { at: shortMomentText(at, lang) } : {}),
    ...(bill.receipt ? { receipt: `${paths.case(c.id)}/receipts/${bill.id}` } : {}),
  }
}
