import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { fits, parseJson } from '#server/connectors/exchange.ts'
import { allAsked, askForFile, PLACES, tellNews } from '../agencies/files-asked.ts'
import type { Desk } from '../agency.ts'
import { html, page, row, table, type Html } from './html.ts'

/** The other offices' counter: ask for the file of a car of this city, and say what became of it. */
export function filePages(app: FastifyInstance, desk: Desk): void {
  app.get('/files', (_request, reply) => page(reply, '外地车管所', overview(desk)))
  app.post('/admin/files/ask', (request, reply) => {
    const body = typeof request.body === 'string' ? parseJson(request.body) : request.body
    const wish = fits(Asked, body) ? body : fits(AskedForm, body) ? { ...body, to: Number(body.to) } : undefined
    if (!wish) return reply.code(400).send({ code: 'BAD_REQUEST' })
    const requestNo = askForFile(desk, wish)
    if (!requestNo) return reply.code(404).send({ code: 'NO_SUCH_CAR' })
    return fromForm(request.headers['content-type']) ? reply.redirect('/files', 303) : reply.send({ requestNo })
  })
  app.post<{ Params: { no: string; news: string } }>('/admin/files/:no/:news', (request, reply) => {
    const news = NEWS.find((one) => one === request.params.news)
    if (!news || !tellNews(desk, request.params.no, news, REASONS[news]))
      return reply.code(404).send({ code: 'NO_REQUEST' })
    return fromForm(request.headers['content-type']) ? reply.redirect('/files', 303) : reply.send({ told: true })
  })
  app.get('/admin/files', () => ({ requests: allAsked(desk) }))
}

const NEWS = ['arrived', 'incomplete', 'returned'] as const
const REASONS = { arrived: '', incomplete: '缺查验照片', returned: '车主已撤回' } as const
const Text = Type.Optional(Type.String({ maxLength: 60 }))
const Asked = Type.Object({
  plate: Type.String(),
  plateType: Text,
  to: Type.Integer(),
  why: Type.Optional(Type.Union([Type.Literal('move'), Type.Literal('transfer')])),
  ownerName: Text,
  jointWith: Text,
  requestNo: Text,
})
const AskedForm = Type.Object({ plate: Type.String(), to: Type.String({ pattern: '^\\d{6}$' }) })
const fromForm = (type: string | undefined): boolean => type?.startsWith('application/x-www-form-urlencoded') ?? false

const STATES: Readonly<Record<string, string>> = {
  asked: '已请求,等答复',
  here: '档案已到,等车主',
  refused: '不予转出',
  'not-whole': '不完整,等补齐',
  arrived: '已在当地登记',
  back: '已退回',
}
const BUTTONS = { arrived: '车主到场,已登记', incomplete: '档案不完整', returned: '车主不来,退回' } as const

function overview(desk: Desk): Html {
  const places = Object.entries(PLACES).map(([code, { name }]) => html`<option value="${code}">${name}</option>`)
  const rows = allAsked(desk).map((one) =>
    row(
      one.no,
      one.plate,
      one.to_name,
      `${STATES[one.state] ?? one.state} ${one.note}`,
      one.state === 'here' ? html`${NEWS.map((news) => button(one.no, news))}` : '',
    ),
  )
  return html`<p class="muted">外地车管所经全国登记系统,请求本市车辆的电子档案。</p>
    <form class="row" method="post" action="/admin/files/ask">
      <input name="plate" required placeholder="号牌号码" aria-label="号牌号码" />
      <select name="to" aria-label="转入地">
        ${places}
      </select>
      <button>请求档案</button>
    </form>
    ${rows.length === 0 ? html`<p class="muted">没有请求</p>` : table(['请求号', '号牌', '转入地', '进展', ''], rows)}`
}

const button = (requestNo: string, news: (typeof NEWS)[number]): Html =>
  html`<form class="row" method="post" action="/admin/files/${requestNo}/${news}">
    <button>${BUTTONS[news]}</button>
  </form>`
