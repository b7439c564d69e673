import type { FastifyInstance } from 'fastify'
import * as api from '#api/production.ts'
import { PROMISE_HOURS } from '#domain/clock.ts'
import { ON_BENCH } from '#domain/parcels.ts'
import { personConcerned } from '#server/authorities/principals.ts'
import { loadCase } from '#server/cases/cases.ts'
import { purposeOfRead } from '#server/cases/closed-reads.ts'
import { audit } from '#server/kit/audit.ts'
import { notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { allow, officerOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { check, codeOf, handOut, print, spoil } from './bench.ts'
import { countQueue, type QueueRow, readProduction, readQueue } from './bench.sql.ts'
import { listAstray, reissue } from './astray.ts'
import { bag, collect, handOver, shelve } from './envelopes.ts'
import { listParcels } from './parcels.sql.ts'
import { benchNews } from './queue.ts'
import { photoOf, sheetLines } from './sheet.ts'
import { addStock, serialOf, stockOf } from './stock.ts'

/** The bench: what is to be made, printed, checked, put into envelopes and handed over, each office for itself. */
export function productionRoutes(app: FastifyInstance, house: House): void {
  readRoutes(app, house)
  benchRoutes(app, house)
  envelopeRoutes(app, house)
}

function readRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.productionQueue, async ({ actor, query }) => {
    const { office } = officerOf(actor)
    const rows = await house.db.read.many(readQueue, [
      office,
      query.state ? [query.state] : ON_BENCH,
      query.product ?? '',
    ])
    const counts = await house.db.read.many(countQueue, [office, ON_BENCH])
    return {
      items: rows.map((row) => itemOf(row, house.time.now())).toSorted(byUrgency),
      counts: Object.fromEntries(counts.map(({ state, n }) => [state, n])),
    }
  })
  serveRead(app, house, api.productionSheet, async ({ actor, params }) =>
    house.db.tx(async (tx) => {
      const job = await tx.one(readProduction, [params.id])
      if (!job) throw notFound()
      allow('production.work', actor, { office: job.office })
      const c = await loadCase(tx, house, job.case_id)
      await audit(tx, actor, {
        act: 'production.sheet',
        object: { kind: 'case', id: c.id },
        person: await personConcerned(tx, c),
        purpose: await purposeOfRead(tx, officerOf(actor), c, `制证 ${c.number}`),
        result: 'done',
      })
      const photo = photoOf(c, job.product)
      return {
        id: job.id,
        product: job.product,
        caseNumber: c.number,
        lines: sheetLines(c, job.product, job.copy),
        ...(job.serial ? { code: codeOf(job.product, job.serial) } : {}),
        ...(photo ? { photo } : {}),
      }
    }),
  )
  serveRead(app, house, api.listParcels, async ({ actor, query }) => {
    const rows = await house.db.read.many(listParcels, [officerOf(actor).office, query.state])
    return {
      items: rows.map((row) => ({
        id: row.id,
        caseId: row.case_id,
        caseNumber: row.case_number,
        number: row.number,
        state: row.state,
        who: row.who,
        ...(row.waybill ? { waybill: row.waybill } : {}),
        ...(row.handed_over_at ? { handedOverAt: row.handed_over_at.toISOString() } : {}),
      })),
    }
  })
  serveRead(app, house, api.readStock, async ({ actor }) => ({
    products: await stockOf(house.db.read, officerOf(actor).office),
  }))
}

function benchRoutes(app: FastifyInstance, house: House): void {
  serveAct(app, house, api.printProduct, (tx, { actor, params, body }) =>
    print(tx, house, officerOf(actor), params.id, body.serial === undefined ? undefined : serialOf(body.serial)),
  )
  serveAct(app, house, api.spoilProduct, (tx, { actor, params, body }) =>
    spoil(tx, house, officerOf(actor), params.id, body.reason),
  )
  serveAct(app, house, api.checkProduct, (tx, { actor, params, body }) =>
    check(tx, house, officerOf(actor), params.id, body.scan),
  )
  serveAct(app, house, api.handOutApart, async (tx, { actor, params }) => {
    const { caseId } = await handOut(tx, house, officerOf(actor), params.id)
    const c = await loadCase(tx, house, caseId)
    await audit(tx, actor, {
      act: 'production.hand-out',
      object: { kind: 'case', id: c.id },
      person: await personConcerned(tx, c),
      purpose: '核对身份证后当面交付临时号牌',
      result: 'done',
    })
    return { ok: true as const }
  })
  serveAct(app, house, api.addStock, async (tx, { actor, body }) => {
    const officer = officerOf(actor)
    const load = await addStock(tx, officer.office, body.product, body.from, body.count, officer.id)
    if (load.added > 0) benchNews(tx, house, officer.office)
    return load
  })
}

function envelopeRoutes(app: FastifyInstance, house: House): void {
  serveAct(app, house, api.bagParcel, (tx, { actor, params, body }) =>
    bag(tx, house, officerOf(actor), params.caseId, body.scan),
  )
  serveAct(app, house, api.handOverParcels, async (tx, { actor, body }) => ({
    handedOver: await handOver(tx, house, officerOf(actor), body.parcels),
  }))
  serveRead(app, house, api.listAstray, ({ actor }) => listAstray(house.db.read, officerOf(actor).office))
  serveAct(app, house, api.reissueParcel, (tx, { actor, params, body }) =>
    reissue(tx, house, officerOf(actor), params.id, body.note),
  )
  serveAct(app, house, api.shelveForPickup, async (tx, { actor, params }) => {
    await shelve(tx, house, officerOf(actor), params.caseId)
    return { ok: true as const }
  })
  serveAct(app, house, api.collectPickup, async (tx, { actor, params }) => {
    await collect(tx, house, officerOf(actor), params.caseId)
    const c = await loadCase(tx, house, params.caseId)
    await audit(tx, actor, {
      act: 'production.collect',
      object: { kind: 'case', id: c.id },
      person: await personConcerned(tx, c),
      purpose: '核对身份证后当面交付',
      result: 'done',
    })
    return { ok: true as const }
  })
}

function itemOf(row: QueueRow, now: Date) {
  const deadline = row.promise_from
    ? new Date(new Date(row.promise_from).getTime() + PROMISE_HOURS.handOver * 3_600_000)
    : undefined
  const parcel =
    row.parcel_id && row.parcel_state
      ? { id: row.parcel_id, state: row.parcel_state, ...(row.waybill ? { waybill: row.waybill } : {}) }
      : undefined
  return {
    id: row.id,
    caseId: row.case_id,
    caseNumber: row.number,
    product: row.product,
    copy: row.copy,
    apart: row.apart,
    state: row.state,
    who: row.who,
    ...(row.serial ? { serial: row.serial, code: codeOf(row.product, row.serial) } : {}),
    queuedAt: row.queued_at.toISOString(),
    ageMinutes: Math.max(0, Math.floor((now.getTime() - row.queued_at.getTime()) / 60_000)),
    ...(deadline ? { deadline: deadline.toISOString() } : {}),
    // Papers on the shelf keep the promise; papers in an envelope do only when EMS has it.
    late:
      deadline !== undefined &&
      deadline < now &&
      ON_BENCH.includes(row.state) &&
      (row.state !== 'bagged' || parcel !== undefined),
    delivery: parcel ? ('post' as const) : ('pickup' as const),
    ...(parcel ? { parcel } : {}),
  }
}

const byUrgency = (a: { deadline?: string; queuedAt: string }, b: { deadline?: string; queuedAt: string }): number =>
  (a.deadline ?? a.queuedAt).localeCompare(b.deadline ?? b.queuedAt)
