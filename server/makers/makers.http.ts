import type { FastifyInstance } from 'fastify'
import * as api from '#api/makers.ts'
import { FINDING } from '#domain/makers/sampling.ts'
import { columnOf } from '#domain/pre-inspection.ts'
import { REFUSALS, refusalOf } from '#domain/refusals.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { type Draw, drawsOf } from './draws.ts'
import { addKey, endKey, keysOf } from './keys.ts'
import { makerFor } from './maker.ts'
import { type Batch, batchesOf, batchWithLines, resultTable, upload } from './makers.ts'
import { standingOf } from './measures.ts'
import { sendingOf } from './photo-parts.ts'
import { countsOf, missingPhotos, takePhotos } from './photos.ts'
import { objectionsOf } from './samples.ts'

/** Problems shown with an upload; the table of results has them all. */
const SHOWN = 200
/** Cars listed as lacking photos. */
const LISTED = 1_000

export function makerRoutes(app: FastifyInstance, house: House): void {
  tableRoutes(app, house)
  keyRoutes(app, house)
  serveRead(app, house, api.sendPhotos, async ({ actor, params, request }) => {
    const maker = await makerFor(house.db.read, house, citizenOf(actor), params.id)
    const { id, results } = await takePhotos(house, citizenOf(actor), maker, sendingOf(request))
    return { id, photos: results.map((r) => ({ ...r, ...wordsOf(r.code) })) }
  })
  serveRead(app, house, api.missingPhotos, async ({ actor, params }) => {
    const maker = await makerFor(house.db.read, house, citizenOf(actor), params.id)
    const [{ whole }, missing] = await Promise.all([
      countsOf(house.db.read, maker),
      missingPhotos(house.db.read, maker, LISTED),
    ])
    return { whole, total: missing.total, cars: missing.cars.map((c) => ({ vin: c.vin, missing: c.slots })) }
  })
  serveRead(app, house, api.makerStanding, async ({ actor, params }) => {
    const maker = await makerFor(house.db.read, house, citizenOf(actor), params.id)
    const [{ suspended }, objections, draws] = await Promise.all([
      standingOf(house.db.read, maker.id),
      objectionsOf(house.db.read, maker),
      drawsOf(house.db.read, house, maker.id),
    ])
    return {
      ...(suspended?.decided_at
        ? { suspended: { since: suspended.decided_at.toISOString(), reason: suspended.reason } }
        : {}),
      objections: objections.map(({ finding, at, ...o }) => ({
        ...o,
        finding: { ...FINDING[finding].name },
        next: { ...FINDING[finding].next },
        at: at.toISOString(),
      })),
      draws: draws.map(drawView),
    }
  })
}

function tableRoutes(app: FastifyInstance, house: House): void {
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
            ...refusalOf(code),
          })),
        })),
      result: resultTable(lines),
      toMend: resultTable(lines, 'refused'),
    }
  })
}

function keyRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listMakerKeys, async ({ actor, params }) => {
    const maker = await makerFor(house.db.read, house, citizenOf(actor), params.id)
    const keys = await keysOf(house.db.read, maker)
    return {
      keys: keys.map((k) => ({
        id: k.id,
        kind: k.kind,
        fingerprint: k.fingerprint.toString('hex'),
        addedAt: k.added_at.toISOString(),
        ...(k.ended_at ? { endedAt: k.ended_at.toISOString() } : {}),
      })),
    }
  })
  serveAct(app, house, api.addMakerKey, async (tx, { actor, params, body }) => {
    const maker = await makerFor(tx, house, citizenOf(actor), params.id)
    return { id: await addKey(tx, house, citizenOf(actor), maker, body.pem) }
  })
  serveAct(app, house, api.endMakerKey, async (tx, { actor, params }) => {
    const maker = await makerFor(tx, house, citizenOf(actor), params.id)
    await endKey(tx, house, citizenOf(actor), maker, params.key)
    return { ok: true as const }
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

/** A draw with its proof; the secret only once it has been drawn. */
export const drawView = (d: Draw) => ({
  number: d.number,
  committedAt: d.committed_at.toISOString(),
  commit: d.commit.toString('hex'),
  ...(d.drawn_at && d.seed && d.list_hash
    ? {
        drawnAt: d.drawn_at.toISOString(),
        size: d.size ?? 0,
        percent: d.percent ?? 0,
        seen: d.seen,
        seed: d.seed.toString('hex'),
        listHash: d.list_hash.toString('hex'),
      }
    : {}),
})

function wordsOf(code: string | undefined) {
  const words = code === undefined ? undefined : REFUSALS[code]
  return words ? { message: { ...words.message }, next: { ...words.next } } : {}
}
