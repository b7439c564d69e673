import type { BodyOf, ReplyOf } from '#api/route.ts'
import type { readAccessLog } from '#api/desk.ts'
import { addDays, shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import { maskName } from '#domain/mask.ts'
import { audit } from '#server/kit/audit.ts'
import type { House } from '#server/kit/house.ts'
import type { Officer } from '#server/kit/serve.ts'
import { type AccessRow, readAccess, readNames } from './desk.sql.ts'

const PAGE = 100
/** Without a first day: as far back as the last ninety. */
const DAYS = 90

/** One page of the access log of an auditor's office. Reading it is itself recorded, with the purpose that was stated. */
export async function accessLog(
  house: House,
  officer: Officer,
  query: BodyOf<typeof readAccessLog>,
): Promise<ReplyOf<typeof readAccessLog>> {
  const today = shanghaiDate(house.time.now())
  const from = shanghaiMoment(query.from ?? addDays(today, -DAYS))
  const until = shanghaiMoment(addDays(query.to ?? today, 1))
  const before = query.before === '' ? null : query.before
  const rows = await house.db.read.many(readAccess, [
    officer.office,
    from,
    until,
    query.officer,
    query.number,
    before,
    PAGE + 1,
  ])
  await audit(house.db.write, officer, {
    act: 'read-access-log',
    object: { kind: 'access-log', id: query.number || query.officer || 'office' },
    purpose: query.purpose,
    result: 'done',
  })
  const shown = rows.slice(0, PAGE)
  const names = await namesOf(house, shown)
  const last = rows.length > PAGE ? shown.at(-1)?.id : undefined
  return {
    rows: shown.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actorKind: row.actor_kind,
      actor: row.actor_kind === 'officer' || row.actor_kind === 'agency' ? row.actor_id : '',
      act: row.act,
      object: row.object_kind,
      caseNumber: row.case_number,
      person: row.person ? (names.get(row.person) ?? null) : null,
      purpose: row.purpose,
      result: row.result,
    })),
    ...(last ? { next: last } : {}),
  }
}

async function namesOf(house: House, rows: readonly AccessRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map((row) => row.person).filter((id): id is string => id !== null))]
  const people = await house.db.read.many(readNames, [ids])
  return new Map(people.map(({ id, name }) => [id, maskName(house.crypto.open(name, `people|name|${id}`).toString())]))
}
