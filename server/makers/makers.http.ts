import type { FastifyInstance } from 'fastify'
import * as api from '#api/makers.ts'
import { columnOf } from '#domain/pre-inspection.ts'
import { REFUSALS } from '#domain/refusals.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { type Batch, batchesOf, batchWithLines, makerFor, resultTable, upload } from './makers.ts'

/** Problems shown with an upload; the table of results has them all. */
const SHOWN = 200

export function makerRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listBatches, async ({ actor, params }) => {
    const maker = await makerFor(house.db.read, house, citizenOf(actor), params.id)
    return { batches: (await batchesOf(house.db.read, maker)).map(batchView) }
  })
  serveAct(app, house, api.uploadBatch, async (tx, { actor, params, body }) => {
    const maker = await makerFor(tx, house, citizenOf(actor), params.id)
    return batchView(await upload(tx, house, citizenOf(actor), maker, { name: body.name, text: body.csv }))
  })
  serveRead(app, house, api.readBatch, async ({ actor, params }) => {
    const maker = await makerFor(house.db.read, house, citizenOf(actor), params.id)
    const { batch, lines } = await batchWithLines(house.db.read, maker, params.batch)
    return {
      batch: batchView(batch),
      problems: lines
        .filter((l) => l.state === 'refused')
        .slice(0, SHOWN)
        .map((l) => ({
          line: l.line,
          vin: l.vin,
          problems: l.problems.map((code) => ({
            column: columnOf(code),
            code,
            message: { ...(REFUSALS[code]?.message ?? { zh: code, en: code }) },
            next: { ...(REFUSALS[code]?.next ?? { zh: '', en: '' }) },
          })),
        })),
      result: resultTable(lines),
      toMend: resultTable(lines, 'refused'),
    }
  })
}

const batchView = (b: Batch) => ({
  id: b.id,
  name: b.name,
  lines: b.lines,
  waiting: b.waiting,
  accepted: b.accepted,
  same: b.same,
  refused: b.refused,
  at: b.submitted_at.toISOString(),
})
