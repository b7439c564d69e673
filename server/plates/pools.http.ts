import type { FastifyInstance } from 'fastify'
import * as api from '#api/plate-pools.ts'
import * as mine from '#api/plates.ts'
import { audit } from '#server/kit/audit.ts'
import { notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, officerOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { enterRandomness } from './epochs.ts'
import { object, platesOf } from './mine.ts'
import { blocksOf, liftBlock, returningNow } from './public.sql.ts'
import {
  epochFile,
  epochView,
  manifestText,
  manifestView,
  publicEpochs,
  publicPools,
  publicReturns,
  publicSegments,
} from './public.ts'
import { report } from './report.ts'
import { waive } from './rights.ts'
import { segmentsOf, takeTime } from './segments.sql.ts'
import { approve, makeSegment, preview, publish, withdraw } from './segments.ts'
import { EXCLUSIONS, settingsAt } from './settings.ts'
import { USED_ELSEWHERE } from '#domain/plates/settings.ts'
import { formerView } from './view.ts'

/** Pools, segments and draws: what everybody may see, what is one's own, and what officers do. */
export function poolRoutes(app: FastifyInstance, house: House): void {
  publicRoutes(app, house)
  ownRoutes(app, house)
  manifestRoutes(app, house)
  deskRoutes(app, house)
}

function publicRoutes(app: FastifyInstance, house: House): void {
  const { read } = house.db
  serveRead(app, house, api.publicPools, async () => ({
    at: house.time.now().toISOString(),
    pools: await publicPools(read, house),
  }))
  serveRead(app, house, api.publicSegments, async ({ query }) => ({
    segments: await publicSegments(read, house, query.pool),
  }))
  serveRead(app, house, api.segmentManifest, async ({ params, reply }) => {
    const text = await manifestText(read, house, params.id)
    return reply.header('content-type', 'text/plain; charset=utf-8').send(Buffer.from(text, 'utf8'))
  })
  serveRead(app, house, api.publicReturns, async ({ query }) => ({
    lists: await publicReturns(read, house, query.pool),
  }))
  serveRead(app, house, api.publicEpochs, async ({ query }) => ({
    epochs: await publicEpochs(read, house, query.pool),
  }))
  serveRead(app, house, api.epochFile, async ({ params, reply }) => {
    const text = await epochFile(read, house, params.pool, params.epoch, params.file)
    return reply.header('content-type', 'text/plain; charset=utf-8').send(Buffer.from(text, 'utf8'))
  })
  serveRead(app, house, api.publicPlateRules, async () => {
    const { from: _, drawEvent: __, ...limits } = settingsAt(house.time.now())
    return {
      exclusions: EXCLUSIONS.map((e) => ({
        id: e.id,
        pattern: e.pattern,
        from: e.from,
        reason: e.reason,
        pools: [...e.pools],
      })),
      found: [{ id: USED_ELSEWHERE.id, reason: { ...USED_ELSEWHERE.reason } }],
      limits,
    }
  })
}

function ownRoutes(app: FastifyInstance, house: House): void {
  const office = house.city.homeOffice
  serveRead(app, house, mine.myPlates, async ({ actor }) => platesOf(house.db.read, house, citizenOf(actor).id))
  serveAct(app, house, mine.waivePlate, async (tx, { actor, params }) =>
    formerView(await waive(tx, house, office, citizenOf(actor).id, params.id)),
  )
  serveAct(app, house, mine.objectToBlock, async (tx, { actor, body }) => {
    await object(tx, house, citizenOf(actor).id, body.reason)
    return { ok: true as const }
  })
}

function manifestRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listManifests, async ({ actor }) => ({
    manifests: (await house.db.read.many(segmentsOf, [officerOf(actor).office, null])).map(manifestView),
  }))
  // A pattern of a whole city letter takes longer than a request may otherwise.
  serveRead(app, house, api.previewManifest, async ({ actor, body }) =>
    house.db.tx(async (tx) => {
      await tx.run(takeTime)
      return preview(tx, house, officerOf(actor).office, body)
    }),
  )
  serveAct(app, house, api.makeManifest, async (tx, { actor, body }) =>
    manifestView(await makeSegment(tx, house, officerOf(actor), { ...body, releaseAt: new Date(body.releaseAt) })),
  )
  serveAct(app, house, api.approveManifest, async (tx, { actor, params }) =>
    manifestView(await approve(tx, house, officerOf(actor), params.id)),
  )
  serveAct(app, house, api.publishManifest, async (tx, { actor, params }) =>
    manifestView(await publish(tx, house, officerOf(actor), params.id)),
  )
  serveAct(app, house, api.withdrawManifest, async (tx, { actor, params, body }) =>
    manifestView(await withdraw(tx, house, officerOf(actor), params.id, body.notice)),
  )
}

function deskRoutes(app: FastifyInstance, house: House): void {
  serveAct(app, house, api.enterRandomness, async (tx, { actor, params, body }) =>
    epochView(await enterRandomness(tx, house, officerOf(actor), { ...params, ...body })),
  )
  serveRead(app, house, api.listReturned, async ({ actor }) => ({
    numbers: (await house.db.read.many(returningNow, [officerOf(actor).office])).map((r) => ({
      number: r.number,
      pool: r.pool,
      since: r.since.toISOString(),
      ...(r.day ? { day: r.day } : {}),
    })),
  }))
  serveRead(app, house, api.plateReport, async ({ actor }) => report(house.db.read, house, officerOf(actor).office))
  serveAct(app, house, api.liftBlock, async (tx, { actor, params, body }) => {
    const by = officerOf(actor)
    const known = (await tx.many(blocksOf, [by.office])).some((b) => b.id === params.id)
    if (!known) throw notFound()
    await tx.run(liftBlock, [by.office, params.id, house.time.now(), by.id, body.reason])
    await audit(tx, actor, {
      act: api.liftBlock.act,
      object: { kind: 'plate-block', id: params.id },
      purpose: body.reason,
      result: 'done',
    })
    return { ok: true as const }
  })
}
