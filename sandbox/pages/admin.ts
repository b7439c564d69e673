import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { fits, parseJson } from '#server/connectors/exchange.ts'
import { Company } from '#server/connectors/market.ts'
import type { Agency } from '#server/connectors/wire.ts'
import { answerPending, pendingActs } from '../agencies/registry-acts.ts'
import { payCodes } from '../agencies/pay.ts'
import { allParcels, moveParcel, PARCEL_ACTS } from '../agencies/post.ts'
import { smsInbox } from '../agencies/sms.ts'
import type { Desk } from '../agency.ts'
import { MAGIC_VIN } from '../magic.ts'
import { AgencyName, MODES, type AgencyMode } from '../modes.ts'
import { DEMO_PEOPLE } from '../world/demo-people.ts'
import { Car, Person } from '../world/shapes.ts'
import { clock, html, page, row, table, type Html } from './html.ts'

/** The overview, and the JSON doors by which tests steer the sandbox. */
export function adminPages(app: FastifyInstance, desk: Desk & { readonly paceS: number }): void {
  app.get('/', (_request, reply) => page(reply, '总览', overview(desk)))
  app.get('/healthz', () => ({ ok: true }))
  app.get('/admin/state', () => ({
    modes: desk.modes.all(),
    outboxWaiting: desk.outbox.waiting(),
    outbox: desk.store.all(
      OutboxRow,
      'select no, agency, message_id, tries, done, last from outbox order by no desc limit 50',
    ),
    exchanges: traffic(desk),
    pendingActs: pendingActs(desk.store),
    parcels: allParcels(desk.store).map(({ waybill, parcelNo, state }) => ({ waybill, parcelNo, state })),
    smsCount: smsInbox(desk.store).length,
    demoPeople: DEMO_PEOPLE,
  }))

  app.get('/admin/world', () => ({
    people: desk.store.docs(Person, 'select doc from person order by rowid'),
    cars: desk.store.docs(Car, 'select doc from car order by rowid'),
    companies: desk.store.docs(Company, 'select doc from company order by rowid'),
  }))
  app.post('/admin/modes', (request, reply) => {
    const body = bodyOf(request.body)
    if (!fits(ModeBody, body)) return reply.code(400).send({ code: 'BAD_REQUEST', modes: MODES })
    desk.modes.set(body.agency, body.mode, body.seconds)
    return reply.send(desk.modes.of(body.agency))
  })
  app.post('/admin/mode-form', (request, reply) => {
    const body = request.body
    if (!fits(ModeForm, body)) return reply.code(400).send({ code: 'BAD_REQUEST' })
    const seconds = body.seconds === '' ? undefined : Number(body.seconds)
    desk.modes.set(body.agency, body.mode, seconds)
    return reply.redirect('/', 303)
  })
  app.post('/admin/pay', (request, reply) => {
    const body = bodyOf(request.body)
    if (!fits(PayBody, body)) return reply.code(400).send({ code: 'BAD_REQUEST' })
    return reply.send({ paid: payCodes(desk, body.codes) })
  })
  app.post<{ Params: { waybill: string; act: string } }>('/admin/post/:waybill/:act', (request, reply) => {
    const act = PARCEL_ACTS.find((one) => one === request.params.act)
    if (!act || !moveParcel(desk, request.params.waybill, act)) return reply.code(404).send({ code: 'CANNOT_MOVE' })
    return fromForm(request.headers['content-type']) ? reply.redirect('/post', 303) : reply.send({ moved: true })
  })
  app.post<{ Params: { messageId: string } }>('/admin/registry/:messageId/answer', (request, reply) => {
    if (!answerPending(desk, request.params.messageId)) return reply.code(404).send({ code: 'NOT_PENDING' })
    return fromForm(request.headers['content-type']) ? reply.redirect('/', 303) : reply.send({ answered: true })
  })
}

const ModeBody = Type.Object({
  agency: AgencyName,
  mode: Type.Enum(MODES),
  seconds: Type.Optional(Type.Number({ minimum: 0, maximum: 86_400 })),
})
const ModeForm = Type.Object({
  agency: AgencyName,
  mode: Type.Enum(MODES),
  seconds: Type.String({ pattern: '^\\d{0,5}$' }),
})
const PayBody = Type.Object({ codes: Type.Array(Type.String(), { minItems: 1, maxItems: 200 }) })
const OutboxRow = Type.Object({
  no: Type.Integer(),
  agency: Type.String(),
  message_id: Type.String(),
  tries: Type.Integer(),
  done: Type.Integer(),
  last: Type.String(),
})
const Traffic = Type.Object({
  agency: Type.String(),
  operation: Type.String(),
  message_id: Type.String(),
  at: Type.String(),
  ms: Type.Integer(),
  status: Type.Integer(),
  note: Type.String(),
})

/** JSON comes as text (the agencies' door needs the raw bytes), a form as an object. */
const bodyOf = (body: unknown): unknown => (typeof body === 'string' ? parseJson(body) : body)
const fromForm = (type: string | undefined): boolean => type?.startsWith('application/x-www-form-urlencoded') ?? false

/** What was said to whom and how it ended; never the content. */
const traffic = ({ store }: Desk) =>
  store.all(
    Traffic,
    'select agency, operation, message_id, at, ms, status, note from traffic order by no desc limit 60',
  )

const AGENCY_ZH: Record<Agency, string> = {
  registry: '公安交管登记库',
  identity: '公安身份核验',
  tax: '税务',
  insurance: '交强险平台',
  makers: '工信合格证与厂家查验',
  environment: '生态环境',
  court: '法院查封',
  bank: '金融机构抵押',
  civil: '民政婚姻登记',
  transport: '交通运输',
  stations: '检验机构',
  market: '市场监管',
  medical: '医疗机构',
  pay: '财政与代收银行',
  post: '邮政速递',
  sms: '短信网关',
}
const MODE_ZH: Record<(typeof MODES)[number], string> = {
  good: '正常',
  slow: '缓慢',
  down: '断线',
  unavailable: '503',
  'bad-signature': '签名错误',
  'wrong-data': '数据错误',
  twice: '推送两次',
  late: '稍后答复',
}

function overview(desk: Desk): Html {
  const waiting = pendingActs(desk.store)
  const people = DEMO_PEOPLE.map((p) => row(p.name, p.mobile, p.idNumber, carsOfDemo(desk, p.idNumber), p.story))
  const said = traffic(desk).map((t) =>
    row(
      clock(t.at),
      t.agency,
      t.operation,
      `${t.status} ${t.note}`,
      t.ms,
      html`<span class="muted">${t.message_id}</span>`,
    ),
  )
  return html`<p class="muted">这里扮演云窗以外的所有系统。待推送消息 ${desk.outbox.waiting()} 条。</p>
    <h2>各系统状态</h2>
    ${table([], desk.modes.all().map(modeRow))}
    <h2>登记库待答复</h2>
    ${waiting.length === 0 ? html`<p class="muted">没有</p>` : waiting.map(pendingRow)}
    <h2>外地车管所</h2>
    <p><a href="/files">请求转出本市车辆的电子档案</a></p>
    <h2>演示人员</h2>
    ${table(['姓名', '手机', '证件号码', '号牌或车辆识别代号', '情形'], people)}
    <h2>会出故障的新车(刘洋名下,手续齐全)</h2>
    ${table(['车辆识别代号', '情形'], magicCars(desk))}
    <h2>最近往来</h2>
    ${table(['时间', '系统', '操作', '结果', '毫秒', '报文编号'], said)}`
}

/** Plates, and for new cars the VINs that stand on the papers the person holds. */
function carsOfDemo({ store }: Desk, idNumber: string): string {
  const cars = store.docs(
    Car,
    "select doc from car where json_extract(doc, '$.invoice.buyerIdNumber') = ? order by vin",
    idNumber,
  )
  const own = cars.filter((car) => !MAGIC_VIN.test(car.vin))
  return own.map((car) => car.registration?.plate ?? car.vin).join(' ')
}

function magicCars({ store }: Desk): Html[] {
  return store
    .docs(Car, "select doc from car where substr(vin, 12) between '009901' and '009908' order by substr(vin, 12)")
    .map((car) => row(car.vin, MAGIC_ZH[car.vin.slice(-1)] ?? ''))
}

const MAGIC_ZH: Readonly<Record<string, string>> = {
  1: '各系统回答缓慢',
  2: '各系统断线',
  3: '回答的签名错误',
  4: '回答的数据错误',
  5: '各系统返回 503',
  6: '登记库稍后答复',
  7: '登记库不予登记',
  8: '登记时第一个号码被答复已在使用',
}

function modeRow({ agency, mode, seconds, until }: AgencyMode): Html {
  const label = `${AGENCY_ZH[agency]}的状态`
  const choice = MODES.map((each) =>
    each === mode
      ? html`<option value="${each}" selected>${MODE_ZH[each]}</option>`
      : html`<option value="${each}">${MODE_ZH[each]}</option>`,
  )
  return row(
    html`${AGENCY_ZH[agency]} <span class="muted">${agency}</span>`,
    html`<span class="${mode === 'good' ? '' : 'bad'}">${MODE_ZH[mode]}${until ? ` 至 ${clock(until)}` : ''}</span>`,
    html`<form class="row" method="post" action="/admin/mode-form">
      <input type="hidden" name="agency" value="${agency}" />
      <select name="mode" aria-label="${label}">
        ${choice}
      </select>
      <input
        type="number"
        name="seconds"
        min="0"
        max="86400"
        placeholder="秒"
        aria-label="${label}的秒数"
        value="${seconds ?? ''}"
      />
      <button>设置</button>
    </form>`,
  )
}

const pendingRow = (act: { message_id: string; case_no: string }): Html =>
  html`<form class="row" method="post" action="/admin/registry/${encodeURIComponent(act.message_id)}/answer">
    <span>${act.case_no} <span class="muted">${act.message_id}</span></span
    ><button>现在答复</button>
  </form>`
