import { shanghaiDate } from '#domain/calendar.ts'
import { settingOn } from '#domain/city-rules.ts'
import { FINDING, type Finding, FINDINGS, suspicion } from '#domain/makers/sampling.ts'
import { PHOTO_SLOTS, type PhotoSlot } from '#domain/pre-inspection.ts'
import { openFile } from '#server/files/files.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Officer } from '#server/kit/serve.ts'
import { askForMeasure, seenOf, tellMaker } from './measures.ts'
import { photosOf } from './photos.sql.ts'
import * as sql from './samples.sql.ts'

export type Sample = sql.SampleRow
export type WholeSample = sql.WholeSampleRow

/** Samples of the officer's office: those that wait, oldest first, or those that were judged, newest first. At most a hundred. */
export async function samplesOf(
  tx: Pick<Tx, 'many'>,
  officer: Officer,
  which: 'open' | 'judged',
): Promise<{ total: number; samples: Sample[] }> {
  const samples = await tx.many(which === 'open' ? sql.openSamples : sql.judgedSamples, [officer.office])
  return { total: samples[0]?.total ?? 0, samples }
}

/** One sample with its record and which photos there are. Throws Refused 404 for another office's. */
export async function readSample(
  tx: Pick<Tx, 'one' | 'many'>,
  officer: Officer,
  id: string,
): Promise<{ sample: WholeSample; photos: Map<PhotoSlot, string> }> {
  const sample = await tx.one(sql.sampleById, [officer.office, id])
  if (!sample) throw notFound()
  const rows = await tx.many(photosOf, [sample.vin, sample.version])
  return {
    sample,
    photos: new Map(PHOTO_SLOTS.flatMap((slot) => rows.filter((r) => r.slot === slot).map((r) => [slot, r.file]))),
  }
}

/** One photo of a sample (JPEG). Throws Refused 404. */
export async function samplePhoto(house: House, officer: Officer, id: string, slot: PhotoSlot): Promise<Buffer> {
  const { photos } = await readSample(house.db.read, officer, id)
  const file = photos.get(slot)
  if (file === undefined) throw notFound()
  return (await openFile(house, file)).bytes
}

export type Verdict = { passed: true } | { passed: false; finding: Finding; reason: string }

/**
 * An officer has looked. An objection is told to the maker with what to do; when it is grave, or they become too many, the maker's
 * suspension is asked for in this officer's name, for another to decide. Throws Refused: 404, 409 SAMPLE_JUDGED.
 */
export async function judgeSample(
  tx: Tx,
  house: House,
  officer: Officer,
  id: string,
  verdict: Verdict,
): Promise<{ asked: boolean }> {
  const { sample } = await readSample(tx, officer, id)
  const grave = !verdict.passed && FINDING[verdict.finding].grave
  const done = await tx.run(sql.judgeSample, [
    officer.office,
    id,
    verdict.passed ? 'passed' : 'objected',
    verdict.passed ? null : verdict.finding,
    grave,
    verdict.passed ? null : verdict.reason,
    officer.id,
    house.time.now(),
  ])
  if (done !== 1) throw refusedBy(409, { code: 'SAMPLE_JUDGED' })
  await audit(tx, officer, {
    act: verdict.passed ? 'maker-sample-pass' : 'maker-sample-object',
    object: { kind: 'maker-sample', id },
    purpose: verdict.passed ? '出厂查验抽查' : `${FINDING[verdict.finding].name.zh}:${verdict.reason}`,
    result: 'done',
  })
  if (verdict.passed) return { asked: false }
  const { name, next } = FINDING[verdict.finding]
  await tellMaker(tx, house, sample.company, 'maker-objection', {
    vin: sample.vin,
    finding: name,
    reason: verdict.reason,
    next,
  })
  return { asked: await askIfSuspicious(tx, house, officer, sample, verdict) }
}

/** What officers objected to at a maker, newest first, fifty at most. */
export async function objectionsOf(tx: Pick<Tx, 'many'>, maker: { id: string }) {
  const rows = await tx.many(sql.objectionsOf, [maker.id])
  return rows.flatMap(({ vin, finding, reason, judged_at: at, mended }) => {
    const known = findingOf(finding)
    return known && at ? [{ vin, finding: known, reason: reason ?? '', at, mended }] : []
  })
}

export const findingOf = (code: string | null): Finding | undefined => FINDINGS.find((one) => one === code)

async function askIfSuspicious(
  tx: Tx,
  house: House,
  officer: Officer,
  sample: Sample,
  verdict: { finding: Finding; reason: string },
): Promise<boolean> {
  const today = shanghaiDate(house.time.now())
  const seen = await seenOf(tx, house, sample.company)
  const settings = {
    objectionPercent: settingOn(house.rules, 'makerObjectionPercent', today),
    leastJudged: settingOn(house.rules, 'makerLeastJudged', today),
  }
  const why = suspicion(seen, settings)
  if (!why) return false
  const reason =
    why === 'grave'
      ? `${sample.vin}:${FINDING[verdict.finding].name.zh}。${verdict.reason}`
      : `抽查 ${seen.judged} 辆,异议 ${seen.objected} 辆,超过 ${settings.objectionPercent}%。`
  return askForMeasure(tx, house, officer, sample.company, { kind: 'suspend', why, reason, sample: sample.id })
}
