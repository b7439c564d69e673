import type { FastifyInstance } from 'fastify'
import * as api from '#api/leaving.ts'
import { addDays, shanghaiDate } from '#domain/calendar.ts'
import { mayWeigh } from '#domain/leaving.ts'
import { maskIdNumber } from '#domain/mask.ts'
import { refusalOf } from '#domain/refusals.ts'
import { personWith } from '#server/accounts/people.ts'
import { audit } from '#server/kit/audit.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { allow, officerOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { advance, findLeaving, type Leaving } from './leaving.ts'
import { eventsOf, listRequests, type RequestRow } from './leaving.sql.ts'

const SHOWN_DAYS = 30
/** The owner's time at the place of arrival (order 164 arts. 18, 27). */
const ARRIVAL_DAYS = 30

/** The officers' side of files that move away. */
export function leavingRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listFileRequests, async ({ actor }) => {
    const now = house.time.now()
    const since = new Date(now.getTime() - SHOWN_DAYS * 86_400_000)
    const rows = await house.db.read.many(listRequests, [officerOf(actor).office, since])
    return {
      review: rows.filter((row) => row.state === 'review').length,
      items: rows.map((row) => rowView(row, shanghaiDate(now))),
    }
  })
  serveRead(app, house, api.readFileRequest, async ({ actor, params }) => {
    const leaving = await findLeaving(house.db.read, house, params.id)
    const { row, asked, record } = leaving
    allow('leaving.work', actor, { office: row.office })
    const events = await house.db.tx(async (tx) => {
      await noted(tx, house, actor, leaving, 'read-file-request', `档案转出 ${row.request_no}`)
      return tx.many(eventsOf, [row.office, row.id])
    })
    return {
      ...rowView(row, shanghaiDate(house.time.now())),
      owner: { name: asked.owner.name, idNumber: maskIdNumber(asked.owner.idNumber) },
      plate: asked.plate,
      record: record
        ? {
            plate: record.plate,
            owner: record.owner.name,
            idNumber: maskIdNumber(record.owner.idNumber),
            model: `${record.brand} ${record.model}`,
          }
        : null,
      hash: row.file_hash,
      events: events.map((e) => ({ ...e, at: e.at.toISOString() })),
    }
  })
  serveAct(app, house, api.decideFileRequest, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    const before = await findLeaving(tx, house, params.id)
    allow('leaving.work', actor, { office: before.row.office })
    if (before.row.version !== body.version) throw refusedBy(409, { code: 'STALE' })
    const { row } = await advance(tx, house, params.id, { type: body.decision }, { actor: officer.id, note: body.note })
    await noted(tx, house, actor, before, `file-${body.decision}`, body.note)
    return { state: row.state, version: row.version }
  })
}

async function noted(
  tx: Parameters<typeof audit>[0] & Parameters<typeof personWith>[0],
  house: House,
  actor: Parameters<typeof audit>[1],
  { row, asked, record }: Leaving,
  act: string,
  purpose: string,
): Promise<void> {
  const owner = await personWith(tx, house, record?.owner.idNumber ?? asked.owner.idNumber)
  await audit(tx, actor, {
    act,
    object: { kind: 'file-request', id: row.id },
    person: owner?.id,
    purpose,
    result: 'done',
  })
}

function rowView(row: RequestRow, today: string) {
  return {
    id: row.id,
    requestNo: row.request_no,
    state: row.state,
    version: row.version,
    why: row.why,
    who: row.who,
    what: row.what,
    vin: row.vin,
    toName: row.to_name,
    askedAt: row.asked_at.toISOString(),
    due: row.due,
    overdue: ['asked', 'review', 'sending', 'refusing'].includes(row.state) && row.due < today,
    silent: row.state === 'sent' && row.sent_at !== null && addDays(shanghaiDate(row.sent_at), ARRIVAL_DAYS) < today,
    findings: row.findings.map(({ code, params }) => ({
      code,
      ...refusalOf(code, params),
      weighed: mayWeigh([{ code }]),
    })),
    reason: row.reason,
  }
}
