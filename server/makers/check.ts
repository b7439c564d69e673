import { Type } from 'typebox'
import type { PreInspectionRecord } from '#domain/pre-inspection.ts'
import { canonicalJson } from '#server/kit/canonical.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob } from '#server/kit/jobs.ts'
import { lockMaker } from './keys.sql.ts'
import { type Key, liveKeys, signerOf } from './keys.ts'
import { type Batch, batchOf } from './makers.ts'
import * as sql from './makers.sql.ts'
import { completeCars } from './photos.ts'

/** Lines that are asked about before one commit. */
const AT_ONCE = 100
/** Questions on their way at the same time. */
const ABREAST = 8

export interface Judged {
  line: sql.LineRow
  /** With which key it was signed. */
  key: string | undefined
  problems: string[]
}

/**
 * Checks the signature of every waiting line and asks about its car; what was settled stays settled when the job dies half-way
 * and runs again. Signatures are checked here and not while the maker waits: ten thousand take seconds.
 */
export const checkJob = defineJob({
  name: 'check-pre-inspections',
  payload: Type.Object({ batch: Type.String() }),
  run: async (house, { batch: id }) => {
    const batch = await batchOf(house.db.read, id)
    const keys = await liveKeys(house.db.read, { id: batch.company })
    for (;;) {
      const waiting = await house.db.read.many(sql.waitingLines, [id, AT_ONCE])
      if (waiting.length === 0) return
      const judged = await abreast(waiting, (line) => judge(house, keys, line))
      await house.db.tx((tx) => settle(tx, house, batch, judged))
    }
  },
})

async function judge(house: House, keys: readonly Key[], line: sql.LineRow): Promise<Judged> {
  const { vin, record } = line
  const signer = signerOf(keys, record, line.signature)
  // Nobody knows who says this: no other office is asked about it.
  if (!signer) return { line, key: undefined, problems: ['PRE_SIGNATURE'] }
  const [certificate, vehicle] = await Promise.all([
    house.connectors.makers.certificate({ vin }),
    house.connectors.registry.vehicle({ vin }),
  ])
  // Without an answer nothing is decided: the queue tries again.
  if (!certificate.ok || !vehicle.ok) throw new Error('an agency did not answer about new cars')
  const paper = certificate.answer
  const differs = !paper || paper.model !== record.model || paper.engineNo.toUpperCase() !== record.engineNo
  return {
    line,
    key: signer.id,
    problems: [...(differs ? ['PRE_CERTIFICATE'] : []), ...(vehicle.answer ? ['PRE_REGISTERED'] : [])],
  }
}

/** Writes down what was found of some lines: records that are new, and the state of each line. */
export async function settle(tx: Tx, house: House, batch: Batch, judged: readonly Judged[]): Promise<void> {
  // Photos and records of one maker come in one after the other: each must see what the other brought.
  await tx.one(lockMaker, [batch.company])
  const good = judged.filter((j) => j.problems.length === 0)
  const hashOf = (record: PreInspectionRecord): string => house.crypto.hashHex(canonicalJson(record))
  const newest = new Map((await tx.many(sql.newestOf, [good.map((j) => j.line.vin)])).map((r) => [r.vin, r]))
  const fresh = good.filter(({ line }) => {
    const before = newest.get(line.vin)
    return !before?.signed || before.hash.toString('hex') !== hashOf(line.record)
  })
  const records = fresh.map(({ line: { vin, record, signature }, key }) => ({
    vin,
    version: (newest.get(vin)?.version ?? 0) + 1,
    record,
    hash: hashOf(record),
    signature,
    key,
  }))
  await tx.run(sql.insertRecords, [
    JSON.stringify(records),
    batch.company,
    batch.id,
    batch.submitted_by,
    house.time.now(),
  ])
  await completeCars(
    tx,
    house,
    records.map((r) => r.vin),
  )
  const states = judged.map((j) => ({
    line: j.line.line,
    state: j.problems.length > 0 ? 'refused' : fresh.includes(j) ? 'accepted' : 'same',
    problems: j.problems,
  }))
  await tx.run(sql.settleLines, [batch.id, JSON.stringify(states)])
}

/** Maps with a few at a time, in order. */
async function abreast<A, B>(list: readonly A[], work: (one: A) => Promise<B>): Promise<B[]> {
  const done: B[] = []
  for (let at = 0; at < list.length; at += ABREAST)
    done.push(...(await Promise.all(list.slice(at, at + ABREAST).map(work))))
  return done
}
