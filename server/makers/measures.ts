import { WINDOW_DAYS } from '#domain/makers/sampling.ts'
import { manufacturerPreInspectionSubmit } from '#domain/services/vehicle/manufacturer-pre-inspection-submit.ts'
import type { Text } from '#domain/text.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Officer } from '#server/kit/serve.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { tellAbout } from '#server/messages/messages.ts'
import { lockMaker } from './keys.sql.ts'
import * as sql from './measures.sql.ts'

/*
 * Suspending a maker and lifting it again. One officer asks (or the house in the name of the officer whose objection was one too
 * many), another decides. While a maker is suspended its cars are shown like those of makers that inspect none.
 */

export type Measure = sql.MeasureRow

/** Whether a maker is suspended, since when and why; and what is asked for and not decided. */
export async function standingOf(
  tx: Pick<Tx, 'one'>,
  company: string,
): Promise<{ suspended: Measure | undefined; waiting: Measure | undefined }> {
  const [newest, waiting] = await Promise.all([
    tx.one(sql.newestMeasure, [company]),
    tx.one(sql.openMeasure, [company]),
  ])
  return { suspended: newest?.kind === 'suspend' ? newest : undefined, waiting }
}

/** A maker's samples that count now: judged, objected to, grave ones; and how many wait. */
export async function seenOf(tx: Pick<Tx, 'one'>, house: House, company: string) {
  const from = new Date(house.time.now().getTime() - WINDOW_DAYS * 86_400_000)
  return (await tx.one(sql.seenOf, [company, from])) ?? { judged: 0, objected: 0, grave: 0, open: 0 }
}

export const measuresOf = (tx: Pick<Tx, 'many'>, office: number, company: string): Promise<Measure[]> =>
  tx.many(sql.measuresOf, [office, company])

/** Makers with an account here, whatever their state. */
export const makersHere = (tx: Pick<Tx, 'many'>) => tx.many(sql.makersHere)

/** Asks for a suspension or a lifting; false when it stands so already or something is waiting to be decided. */
export async function askForMeasure(
  tx: Tx,
  house: House,
  officer: Officer,
  company: string,
  what: { kind: Measure['kind']; why: Measure['why']; reason: string; sample?: string },
): Promise<boolean> {
  await tx.one(lockMaker, [company])
  const { suspended, waiting } = await standingOf(tx, company)
  if (waiting || (what.kind === 'suspend') === (suspended !== undefined)) return false
  const row = await tx.one(sql.insertMeasure, [
    officer.office,
    uuidv7(),
    company,
    what.kind,
    what.why,
    what.reason,
    what.sample ?? null,
    officer.id,
    house.time.now(),
  ])
  if (!row) return false
  await audit(tx, officer, {
    act: what.kind === 'suspend' ? 'maker-suspend-ask' : 'maker-lift-ask',
    object: { kind: 'maker-measure', id: row.id },
    purpose: what.reason,
    result: 'done',
  })
  return true
}

/** The same by an officer's own wish. Throws Refused: 404, 409 MAKER_MEASURE_OPEN, MAKER_STANDS_SO. */
export async function askByHand(
  tx: Tx,
  house: House,
  officer: Officer,
  company: string,
  { kind, reason }: { kind: Measure['kind']; reason: string },
): Promise<void> {
  if (officer.office !== house.city.homeOffice || !(await tx.one(sql.makerById, [company]))) throw notFound()
  if (await askForMeasure(tx, house, officer, company, { kind, why: 'officer', reason })) return
  const { waiting } = await standingOf(tx, company)
  throw refusedBy(409, { code: waiting ? 'MAKER_MEASURE_OPEN' : 'MAKER_STANDS_SO' })
}

/**
 * Another officer decides what was asked for; the maker is told what changes for it. Throws Refused: 404, 403 SAME_PERSON,
 * 409 MAKER_MEASURE_DECIDED.
 */
export async function decideMeasure(
  tx: Tx,
  house: House,
  officer: Officer,
  id: string,
  { approved, words }: { approved: boolean; words: string },
): Promise<void> {
  const measure = await tx.one(sql.measureById, [officer.office, id])
  if (!measure) throw notFound()
  if (measure.asked_by === officer.id) throw refusedBy(403, { code: 'SAME_PERSON' })
  if ((await tx.run(sql.decideMeasure, [officer.office, id, approved, words, officer.id, house.time.now()])) !== 1)
    throw refusedBy(409, { code: 'MAKER_MEASURE_DECIDED' })
  await audit(tx, officer, {
    act: approved ? `maker-${measure.kind}` : 'maker-measure-reject',
    object: { kind: 'maker-measure', id },
    purpose: words,
    result: 'done',
  })
  if (!approved) return
  const template = measure.kind === 'suspend' ? 'maker-suspended' : 'maker-lifted'
  await tellMaker(tx, house, measure.company, template, { reason: measure.kind === 'suspend' ? measure.reason : words })
}

/** Tells those who answer for a maker, as far as they have an account. */
export async function tellMaker(
  tx: Tx,
  house: House,
  company: string,
  template: string,
  params: Readonly<Record<string, Text | string>>,
): Promise<void> {
  const maker = await tx.one(sql.makerById, [company])
  for (const { id } of await tx.many(sql.whoAnswers, [company]))
    await tellAbout(tx, house, { person: id, office: house.city.homeOffice }, template, {
      ...params,
      service: manufacturerPreInspectionSubmit.name,
      maker: maker?.name ?? '',
    })
}
