import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { fits } from '#server/connectors/exchange.ts'
import type { KeyPair } from '#server/kit/crypto-signatures.ts'
import type { Desk } from '../agency.ts'
import { carOf, newCarsOf } from '../city.ts'
import { inspectionOf, shotsOf, signedTable } from '../maker.ts'
import type { Car } from '../world/shapes.ts'
import { html, page, row, table, type Html } from './html.ts'

/** The demo's maker builds cars of this kind. */
const WMI = 'LFM'

/** A maker's own IT: it has inspected its cars, and gives out signed tables and photos to be uploaded at the house's portal. */
export function makerPages(app: FastifyInstance, { store }: Desk, key: KeyPair): void {
  const cars = (): Car[] => newCarsOf(store, WMI)
  app.get('/maker', (_request, reply) => page(reply, '车企 · 出厂查验', yard(cars(), key)))
  app.get('/maker/table.csv', async (request, reply) => {
    const { query } = request
    const chosen = fits(TableQuery, query) && query.vin ? cars().filter((c) => c.vin === query.vin) : cars()
    const list = await Promise.all(chosen.map(async (c) => inspectionOf(c, await shotsOf(c.vin))))
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="cars.signed.csv"')
      .send(`\ufeff${signedTable(key, list)}`)
  })
  app.get<{ Params: { name: string } }>('/maker/photos/:name', async (request, reply) => {
    const [vin = ''] = request.params.name.split('-')
    const shot = carOf(store, vin) && (await shotsOf(vin)).find((s) => s.name === request.params.name)
    if (!shot) return reply.code(404).send({ code: 'NO_SUCH_PHOTO' })
    return reply
      .header('content-type', 'image/jpeg')
      .header('content-disposition', `attachment; filename="${shot.name}"`)
      .send(shot.bytes)
  })
}

const TableQuery = Type.Object({ vin: Type.Optional(Type.String({ maxLength: 17 })) })

function yard(cars: readonly Car[], key: KeyPair): Html {
  const rows = cars.map((c) =>
    row(
      html`<code>${c.vin}</code>`,
      c.certificate.model,
      c.invoice ? c.invoice.buyerName : '在厂',
      html`<a href="/maker/table.csv?vin=${c.vin}">签名的记录</a>`,
      [1, 2, 3].map((n) => html`<a href="/maker/photos/${c.vin}-${n}.jpg">${n}</a> `),
    ),
  )
  return html`<p>
      青岛海岚汽车的信息部门:车已查验、拍照,记录用企业自己的私钥签名。把公钥登记到“我的单位 → 出厂查验 →
      密钥”,再上传记录和照片。
    </p>
    <p><a href="/maker/table.csv">全部车辆的签名表(CSV)</a></p>
    <h2>公钥</h2>
    <pre>${key.publicKey.export({ type: 'spki', format: 'pem' }).toString()}</pre>
    <h2>还没有号牌的车</h2>
    ${table(['车辆识别代号', '型号', '买主', '记录', '照片'], rows)}`
}
