import type { ReplyOf } from '#api/route.ts'
import type * as api from '#api/production.ts'
import { personConcerned } from '#server/authorities/principals.ts'
import { loadCase } from '#server/cases/cases.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Officer } from '#server/kit/serve.ts'
import { tell } from '#server/messages/messages.ts'
import { countReissues, insertReissue, queueAgain, readAstray, resetParcel, takeBack } from './astray.sql.ts'
import { insertSpoil, lockProductionsOf, spoilBlank } from './bench.sql.ts'
import { holdParcel, type ParcelRow } from './parcels.sql.ts'
import { benchNews } from './queue.ts'

/** Parcels of an office that wait for a person's decision. */
export async function listAstray(tx: Pick<Tx, 'many'>, office: number): Promise<ReplyOf<typeof api.listAstray>> {
  const rows = await tx.many(readAstray, [office])
  return {
    items: rows.map((row) => ({
      id: row.id,
      caseId: row.case_id,
      caseNumber: row.case_number,
      number: row.number,
      state: row.state,
      who: row.who,
      waybill: row.waybill,
      since: row.since.toISOString(),
      lastScan: row.last_scan,
    })),
  }
}

/**
 * Sends a parcel anew under a new number, free of charge. Lost: every blank is written off and the papers are
 * queued again. Returned: the same papers go into a new envelope. Refuses 409 NOT_ASTRAY when another officer was faster or a
 * late scan has found the parcel.
 */
export async function reissue(
  tx: Tx,
  house: House,
  officer: Officer,
  id: string,
  note: string,
): Promise<{ caseId: string; number: string }> {
  const parcel = await tx.one(holdParcel, [officer.office, id])
  if (!parcel) throw notFound()
  if (parcel.state !== 'lost' && parcel.state !== 'returned') throw refusedBy(409, { code: 'NOT_ASTRAY' })
  const c = await loadCase(tx, house, parcel.case_id)
  await tx.run(insertReissue, [parcel.office, id, house.time.now(), officer.id, note])
  const again = (await tx.one(countReissues, [parcel.office, id]))?.n ?? 1
  const number = `YC${c.number}-${again + 1}`
  if (parcel.state === 'lost') await makeAnew(tx, house, officer, parcel)
  else await tx.run(takeBack, [parcel.office, parcel.case_id])
  await tx.run(resetParcel, [parcel.office, id, number])
  await tell(tx, house, c, parcel.state === 'lost' ? 'parcel-lost' : 'parcel-returned')
  await audit(tx, officer, {
    act: 'parcel.reissue',
    object: { kind: 'parcel', id },
    person: await personConcerned(tx, c),
    purpose: `重新制发 ${c.number}:${note}`,
    result: 'done',
  })
  benchNews(tx, house, parcel.office)
  return { caseId: c.id, number }
}

async function makeAnew(tx: Tx, house: House, officer: Officer, parcel: ParcelRow): Promise<void> {
  for (const paper of await tx.many(lockProductionsOf, [parcel.office, parcel.case_id])) {
    if (!paper.serial) continue
    await tx.run(queueAgain, [paper.office, paper.id, house.time.now()])
    await tx.run(spoilBlank, [paper.office, paper.product, paper.serial])
    await tx.run(insertSpoil, [paper.office, paper.id, paper.serial, `寄递遗失 ${parcel.number}`, officer.id])
  }
}
