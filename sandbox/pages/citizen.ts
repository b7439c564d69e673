import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { fits } from '#server/connectors/exchange.ts'
import { billWith, payCodes, type Bill } from '../agencies/pay.ts'
import { allParcels, PARCEL_ACTS, type Parcel, type ParcelAct } from '../agencies/post.ts'
import { smsInbox } from '../agencies/sms.ts'
import type { Desk } from '../agency.ts'
import { clock, html, page, row, table, yuan, type Html } from './html.ts'

export interface PageOptions {
  readonly paceS: number
  readonly houseUrl: () => string | undefined
}

/** What people see of the outside world: the phone's messages, the bank's payment page, the postman's scanner. */
export function citizenPages(app: FastifyInstance, desk: Desk & PageOptions): void {
  app.get<{ Querystring: { to?: string } }>('/sms', (request, reply) =>
    page(reply, '短信收件箱', inbox(desk, request.query.to ?? '')),
  )
  app.get<{ Querystring: { to?: string } }>('/sms.json', (request) => ({
    messages: smsInbox(desk.store, request.query.to),
  }))
  app.get('/post', (_request, reply) => page(reply, '邮政速递', parcels(desk)))

  app.get('/pay', (request, reply) => {
    const query = request.query
    if (!fits(PayQuery, query)) return reply.code(400).send({ code: 'BAD_REQUEST' })
    return page(reply, '代收银行 · 缴款', sitting(desk, codesOf(query.codes), query.return ?? ''))
  })
  app.post('/pay', (request, reply) => {
    const body = request.body
    if (!fits(PayForm, body)) return reply.code(400).send({ code: 'BAD_REQUEST' })
    if (body.act === 'pay') payCodes(desk, codesOf(body.codes))
    const back = safeReturn(body.return, request.hostname, desk.houseUrl())
    if (back) return reply.redirect(back, 303)
    return reply.redirect(`/pay?codes=${encodeURIComponent(body.codes)}`, 303)
  })
}

const PayQuery = Type.Object({
  codes: Type.String({ maxLength: 5000 }),
  return: Type.Optional(Type.String({ maxLength: 2000 })),
})
const PayForm = Type.Object({
  codes: Type.String({ maxLength: 5000 }),
  return: Type.String({ maxLength: 2000 }),
  act: Type.Enum(['pay', 'cancel']),
})

const codesOf = (codes: string): string[] => [...new Set(codes.split(',').map((code) => code.trim()))].filter(Boolean)

/** The bank sends people back to the house and nowhere else: an open redirect would lend its good name to anybody. */
export function safeReturn(url: string, ownHost: string, houseUrl: string | undefined): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, hostname, href } = new URL(url)
  const allowed = [ownHost, 'localhost', '127.0.0.1', ...(houseUrl ? [new URL(houseUrl).hostname] : [])]
  return /^https?:$/.test(protocol) && allowed.includes(hostname) ? href : undefined
}

function sitting({ store }: Desk, codes: readonly string[], back: string): Html {
  const bills = codes.flatMap((code) => billWith(store, code) ?? [])
  const open = bills.filter((bill) => bill.state === 'open')
  const total = open.reduce((sum, bill) => sum + bill.amount_fen, 0)
  return html`<div class="card">
    ${bills.length === 0 ? html`<p>没有查到缴款码。请核对后再试。</p>` : ''} ${table([], bills.map(billRow))}
    ${open.length > 0 ? html`<p>合计 <span class="big">${yuan(total)}</span></p>` : html`<p>没有需要缴的款项。</p>`}
    <form class="row" method="post" action="/pay">
      <input type="hidden" name="codes" value="${codes.join(',')}" />
      <input type="hidden" name="return" value="${back}" />
      ${open.length > 0 ? html`<button class="main" name="act" value="pay">确认支付</button>` : ''}
      <button name="act" value="cancel">${open.length > 0 ? '取消' : '返回'}</button>
    </form>
  </div>`
}

const BILL_ZH: Record<Bill['state'], string> = { open: '待缴', paid: '已缴', void: '已作废', refunded: '已退款' }

const billRow = (bill: Bill): Html =>
  row(
    html`${bill.title}<br /><span class="muted">缴款码</span><br /><span class="muted">${bill.code}</span>`,
    html`<span class="sum">${yuan(bill.amount_fen)}</span><br /><span class="muted">${BILL_ZH[bill.state]}</span>`,
  )

function inbox({ store }: Desk, to: string): Html {
  const messages = smsInbox(store, to)
  return html`<form class="row card" method="get" action="/sms">
      <label>手机号码 <input name="to" inputmode="numeric" value="${to}" /></label><button>查看</button>
    </form>
    ${messages.length === 0 ? html`<p class="muted">还没有短信</p>` : ''}
    ${messages.map(
      (m) =>
        html`<div class="card">
          <p>${m.text}</p>
          <p class="muted">发往 ${m.to} · ${clock(m.at)}</p>
        </div>`,
    )}`
}

const ACT_ZH: Record<ParcelAct, string> = {
  next: '下一次扫描',
  deliver: '妥投',
  fail: '投递失败',
  lose: '遗失',
  return: '退回',
}

function parcels({ store, paceS }: Desk & PageOptions): Html {
  const all = allParcels(store)
  return html`<p class="muted">${paceS > 0 ? `每 ${paceS} 秒自动扫描一次` : '手动扫描'}</p>
    ${all.length === 0 ? html`<p class="muted">还没有邮件</p>` : all.map(parcelCard)}`
}

const over = (parcel: Parcel): boolean => ['delivered', 'returned', 'lost'].includes(parcel.state)

const parcelCard = (parcel: Parcel): Html =>
  html`<div class="card">
    <p>
      <strong>${parcel.waybill}</strong> ${parcel.recipient.name} · ${parcel.recipient.region}
      <span class="muted">${parcel.parcelNo}</span>
    </p>
    <ul>
      ${parcel.events.map((e) => html`<li>${clock(e.at)} ${e.place} ${e.what}</li>`)}
    </ul>
    ${
      over(parcel)
        ? ''
        : html`<div class="row" style="display:flex;flex-wrap:wrap;gap:.5rem">
            ${PARCEL_ACTS.map(
              (act) =>
                html`<form class="row" method="post" action="/admin/post/${parcel.waybill}/${act}">
                  <button>${ACT_ZH[act]}</button>
                </form>`,
            )}
          </div>`
    }
  </div>`
