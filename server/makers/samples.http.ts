import type { FastifyInstance } from 'fastify'
import * as api from '#api/maker-samples.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { settingOn } from '#domain/city-rules.ts'
import { labelledCells } from '#domain/pre-inspection.ts'
import { audit } from '#server/kit/audit.ts'
import type { House } from '#server/kit/house.ts'
import { officerOf, type Officer, serveAct, serveRead } from '#server/kit/serve.ts'
import { drawsOf } from './draws.ts'
import { drawView } from './makers.http.ts'
import { askByHand, decideMeasure, type Measure, makersHere, measuresOf, seenOf, standingOf } from './measures.ts'
import { countsOf } from './photos.ts'
import { findingOf, judgeSample, readSample, type Sample, samplePhoto, samplesOf } from './samples.ts'

/** The officers' side: samples, and the standing of makers. */
export function makerSampleRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listSamples, async ({ actor, query }) => {
    const { total, samples } = await samplesOf(house.db.read, officerOf(actor), query.which ?? 'open')
    return { total, samples: samples.map(sampleView) }
  })
  serveRead(app, house, api.readSample, async ({ actor, params }) => {
    const officer = officerOf(actor)
    const { sample, photos } = await readSample(house.db.read, officer, params.id)
    await noteReading(house, officer, params.id)
    return {
      sample: sampleView(sample),
      record: labelledCells(sample.record),
      sentAt: sample.submitted_at.toISOString(),
      key: { kind: sample.key_kind ?? '', fingerprint: sample.key_fingerprint?.toString('hex') ?? '' },
      photos: [...photos.keys()],
    }
  })
  serveRead(app, house, api.readSamplePhoto, async ({ actor, params, reply }) => {
    const bytes = await samplePhoto(house, officerOf(actor), params.id, params.slot)
    await noteReading(house, officerOf(actor), params.id)
    return reply
      .headers({ 'content-type': 'image/jpeg', 'content-disposition': 'inline', 'cache-control': 'no-store' })
      .send(bytes)
  })
  serveAct(app, house, api.passSample, async (tx, { actor, params }) => {
    await judgeSample(tx, house, officerOf(actor), params.id, { passed: true })
    return { ok: true as const }
  })
  serveAct(app, house, api.objectToSample, async (tx, { actor, params, body }) =>
    judgeSample(tx, house, officerOf(actor), params.id, { passed: false, ...body }),
  )
  serveRead(app, house, api.makersOverview, async ({ actor }) => {
    const officer = officerOf(actor)
    const today = shanghaiDate(house.time.now())
    const makers = officer.office === house.city.homeOffice ? await makersHere(house.db.read) : []
    return {
      settings: {
        samplePercent: settingOn(house.rules, 'makerSamplePercent', today),
        objectionPercent: settingOn(house.rules, 'makerObjectionPercent', today),
        leastJudged: settingOn(house.rules, 'makerLeastJudged', today),
      },
      makers: await Promise.all(makers.map((m) => makerView(house, officer, m))),
    }
  })
  serveAct(app, house, api.askForMeasure, async (tx, { actor, params, body }) => {
    await askByHand(tx, house, officerOf(actor), params.id, body)
    return { ok: true as const }
  })
  serveAct(app, house, api.decideMeasure, async (tx, { actor, params, body }) => {
    await decideMeasure(tx, house, officerOf(actor), params.id, body)
    return { ok: true as const }
  })
}

const noteReading = (house: House, officer: Officer, id: string): Promise<void> =>
  audit(house.db.write, officer, {
    act: 'read-maker-sample',
    object: { kind: 'maker-sample', id },
    purpose: '出厂查验抽查',
    result: 'done',
  })

async function makerView(house: House, officer: Officer, m: { id: string; name: string; credit_code: string }) {
  const tx = house.db.read
  const [seen, counts, standing, measures, draws] = await Promise.all([
    seenOf(tx, house, m.id),
    countsOf(tx, m),
    standingOf(tx, m.id),
    measuresOf(tx, officer.office, m.id),
    drawsOf(tx, house, m.id),
  ])
  return {
    id: m.id,
    name: m.name,
    creditCode: m.credit_code,
    admitted: house.city.makers.some((one) => one.creditCode === m.credit_code),
    ...counts,
    ...seen,
    ...(standing.suspended?.decided_at ? { suspendedSince: standing.suspended.decided_at.toISOString() } : {}),
    measures: measures.map(measureView),
    draws: draws.map(drawView),
  }
}

const sampleView = (s: Sample) => {
  const finding = findingOf(s.finding)
  return {
    id: s.id,
    company: s.company,
    maker: s.maker,
    vin: s.vin,
    version: s.version,
    ...(s.draw === null ? {} : { draw: s.draw }),
    state: s.state,
    ...(finding ? { finding } : {}),
    grave: s.grave,
    ...(s.reason === null ? {} : { reason: s.reason }),
    since: s.since.toISOString(),
    ...(s.judged_by && s.judged_at ? { judgedBy: s.judged_by, judgedAt: s.judged_at.toISOString() } : {}),
  }
}

const measureView = (m: Measure) => ({
  id: m.id,
  kind: m.kind,
  why: m.why,
  reason: m.reason,
  ...(m.sample === null ? {} : { sample: m.sample }),
  askedBy: m.asked_by,
  askedAt: m.asked_at.toISOString(),
  ...(m.approved === null ? {} : { approved: m.approved }),
  ...(m.words === null ? {} : { words: m.words }),
  ...(m.decided_by && m.decided_at ? { decidedBy: m.decided_by, decidedAt: m.decided_at.toISOString() } : {}),
})
