import { randomUUID } from 'node:crypto'
import { makeSegment } from '#server/plates/segments.ts'
import { beginSession } from '#server/video/sessions.ts'
import { makeTicket } from '#server/video/tickets.ts'
import { REVIEWER, SUPERVISOR } from './people.ts'
import type { TestHouse } from './start-house.ts'

/** Things of the owner's on which rights are tried and for which no short way through the house exists. */
export const thingsOf = async (h: TestHouse, person: string): Promise<Record<string, string>> => ({
  ...(await partiesOf(h, person)),
  ...(await platesOf(h, person)),
  ...(await videoOf(h, person)),
})

/** An authority of the owner's, to the owner; a company whose legal representative the owner is. */
async function partiesOf(
  h: TestHouse,
  person: string,
): Promise<{ authority: string; company: string; member: string }> {
  const one = async (sql: string, values: unknown[]) => (await h.sql<{ v: string }>(sql, values))[0]?.v ?? ''
  const id = randomUUID()
  const sealed = (table: string, what: object) => h.house.crypto.seal(JSON.stringify(what), `${table}|data|${id}`)
  const company = await one(`insert into companies (credit_code, name) values ('X', 'X') returning id as v`, [])
  return {
    company,
    member: await one(
      `insert into company_members (id, company, person_index, role, data, added_by, added_at)
         select $1, $2, id_index, 'legal', $4, id, now() from people where id = $3 returning id as v`,
      [id, company, person, sealed('company_members', { name: 'X', idNumber: 'X' })],
    ),
    authority: await one(
      `insert into authorities (id, kind, grantor, agent_index, services, data, until, created_at)
         select $1, 'agent', id, id_index, '{x}', $3, '2026-01-01', now() from people where id = $2 returning id as v`,
      [id, person, sealed('authorities', { agent: { name: 'X', idNumber: 'X' }, plates: [] })],
    ),
  }
}

/** A segment that the supervisor made; a block of the owner's. */
async function platesOf(h: TestHouse, person: string): Promise<{ manifest: string; block: string }> {
  const given = { pool: '02', pattern: '鲁BY####', exclusions: [], releaseAt: new Date('2030-01-01T02:00:00Z') }
  const made = await h.house.db.tx((tx) => makeSegment(tx, h.house, { id: SUPERVISOR, office: 370200 }, given))
  const [block] = await h.sql<{ id: string }>(
    `insert into plate_blocks (office, person, sitting, number, from_day, until_day, forgiven)
     values (370200, $1, gen_random_uuid(), '鲁BY0001', '2020-01-01', '2020-01-02', false) returning id`,
    [person],
  )
  return { manifest: made.id, block: block?.id ?? '' }
}

/** A conversation of the owner's with the reviewer, its recording, a copy that was asked for, and a sheet about it. */
async function videoOf(
  h: TestHouse,
  person: string,
): Promise<{ ticket: string; talk: string; sheet: string; copy: string }> {
  const about = { office: 370200, group: 'general', service: undefined, caseId: undefined, draftId: undefined }
  const [talk, sheet, copy] = [randomUUID(), randomUUID(), randomUUID()]
  const ticket = await h.house.db.tx(async (tx) => {
    const t = await makeTicket(tx, h.house, { ...about, person, kind: 'walk-in', language: 'zh' })
    await beginSession(tx, h.house, { ...about, id: talk, ticket: t.id, person, officer: REVIEWER, code: '1234' })
    return t.id
  })
  const row = [370200, talk]
  await h.sql(
    `insert into video_recordings (office, id, session_id, node, wrapped_key, consent_hash, began_at) values ($1, gen_random_uuid(), $2, 'x', '\\x00', 'x', now())`,
    row,
  )
  await h.sql(
    `insert into video_exports (office, id, session_id, asked_by, purpose, at) values ($1, $3, $2, $4, 'x', now())`,
    [...row, copy, REVIEWER],
  )
  await h.sql(
    `insert into video_sheets (office, id, session_id, officer, why, state, at) values ($1, $3, $2, $4, 'random', 'open', now())`,
    [...row, sheet, REVIEWER],
  )
  return { ticket, talk, sheet, copy }
}
