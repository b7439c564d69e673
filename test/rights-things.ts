import { randomUUID } from 'node:crypto'
import * as drafts from '#api/drafts.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { makeSegment } from '#server/plates/segments.ts'
import { ownerIndex } from '#server/plates/sittings.ts'
import { beginSession } from '#server/video/sessions.ts'
import { makeTicket } from '#server/video/tickets.ts'
import { apply, goodPhoto, payAll, review, standsAt, upload } from './journey.ts'
import { REVIEWER, SECOND_REVIEWER, SUPERVISOR } from './people.ts'
import { sealedAll } from './sealed.ts'
import type { TestHouse } from './start-house.ts'
import { until } from './until.ts'

/**
 * One object of every kind that a route names, most of them Liu Yang's ("the owner"): on them rights are tried and nonsense is
 * sent. Throws when one could not be made.
 */
export async function objectsOf(h: TestHouse): Promise<Readonly<Record<string, string>>> {
  const cases = await casesOf(h)
  const person = await oneOf(h, `select applicant as v from cases where id = $1`, [cases.case])
  const parties = await partiesOf(h, person)
  const objects = {
    ...cases,
    ...(await rowsOf(h, cases, person)),
    ...parties,
    ...(await makersOf(h, { person, company: parties.company, file: cases.ownFile })),
    ...(await platesOf(h, person)),
    ...(await videoOf(h, person)),
  }
  const missing = Object.entries(objects).filter(([, id]) => id === '')
  if (missing.length > 0) throw new Error(`not made: ${missing.map(([name]) => name).join(', ')}`)
  return objects
}

const oneOf = async (h: TestHouse, sql: string, values: unknown[] = []): Promise<string> =>
  (await h.sql<{ v: string }>(sql, values))[0]?.v ?? ''

/** Cases that stand where the routes want them, reached as people reach them. */
async function casesOf(h: TestHouse) {
  const owner = await h.citizen('liu-yang')
  const other = await h.citizen('chen-jing')
  const stranger = await h.citizen('zhang-wei')
  const [{ vin } = { vin: '' }] = await carsOf(h, 'liu-yang')
  const c = await apply(owner, { service: 'new-vehicle-registration', choice: { vin }, signature: '刘洋' })
  const photo = await goodPhoto()
  const seen = await apply(stranger, {
    service: 'licence-replace-lost',
    signature: '张伟',
    change: { loss: { lostStatement: true, photoChoice: 'new' } },
    photo,
  })
  const paid = await apply(other, { service: 'licence-replace-damaged', signature: '陈静' })
  // Somebody else's case that needs the owner of these tests to agree: nobody else may read or answer it, the applicant neither.
  const joint = await apply(stranger, {
    service: 'pledge-record',
    choice: { plate: '鲁B6A688', plateType: '02' },
    change: { pledge: { action: 'record', pledgeeName: '刘洋', pledgeeId: demoPerson('liu-yang').idNumber } },
    signature: '张伟',
  })
  await Promise.all([
    standsAt(stranger, joint.id, 'co-sign'),
    standsAt(owner, c.id, 'choose-plate'),
    standsAt(stranger, seen.id, 'review'),
    standsAt(other, paid.id, 'pay'),
  ])
  await review(h, seen.id)
  await payAll(h, other, paid.id)
  await standsAt(other, paid.id, 'make')
  await sealedAll(h)
  const draft = await owner.call(drafts.startDraft, { body: { service: 'licence-replace-lost' } })
  return {
    case: c.id,
    coSign: joint.id,
    made: paid.id,
    withPhoto: seen.id,
    draft: draft.body.id,
    ownFile: (await upload(owner, 'photo', photo)).body.id,
  }
}

/** Rows that the cases brought along, and some for which no short way through the house exists. */
const rowsOf = async (h: TestHouse, of: { case: string; made: string; withPhoto: string }, person: string) => ({
  file: await oneOf(h, `select f.id as v from files f join cases c on c.applicant = f.owner where c.id = $1`, [
    of.withPhoto,
  ]),
  message: await oneOf(h, 'select id as v from messages where person = $1', [person]),
  session: await oneOf(
    h,
    `insert into sessions (token_hash, kind, subject, device, expires_at) values ('\\x01', 'citizen', $1, 'old phone', now() + interval '1 day') returning id as v`,
    [person],
  ),
  production: await oneOf(h, 'select id as v from productions where case_id = $1', [of.made]),
  parcel: await oneOf(h, 'select id as v from parcels where case_id = $1', [of.made]),
  leaving: await leavingOf(h),
  difference: await oneOf(
    h,
    `insert into payment_differences (source, bill_number, kind, theirs_fen) values ('day:2026-01-01', 'TEST-9', 'unknown-bill', 100) returning id as v`,
  ),
  // A list that an officer asked for, and an alarm about one: nobody of these tests asked or is meant.
  listExport: await oneOf(
    h,
    `insert into list_exports (office, view, service, purpose, rows, asked_by, asked_at) values (370200, 'office', '', '周报', 1, '3702009999', now()) returning id as v`,
  ),
  lookAlarm: await oneOf(
    h,
    `insert into look_alarms (office, at, officer, from_at, to_at, records) values (370200, now(), '3702009999', now(), now(), 200) returning id as v`,
  ),
  officerAlarm: await oneOf(
    h,
    `insert into officer_alarms (office, at, officer, kind, what) values (370200, now(), '3702009999', 'second-place', 'x') returning id as v`,
  ),
  evidence: await oneOf(h, 'select message_id as v from exchanges where case_id = $1', [of.withPhoto]),
  // A right to an old number that has lapsed: who may ask for it hears that, everybody else that there is none.
  right: await oneOf(
    h,
    `insert into plate_rights (office, number, pool, owner, since, last_day, state, ended_at) values (370200, '鲁BZ0001', '02', $1, '2024-01-01', '2026-01-01', 'lapsed', now()) returning id as v`,
    [ownerIndex(h.house, demoPerson('liu-yang').idNumber)],
  ),
  // A room before a release, as the clock opens one.
  room: await oneOf(
    h,
    `insert into plate_rooms (office, pool, segment, opens_at, release_at, commit, seed_sealed) values (370200, '02', gen_random_uuid(), now() + interval '1 hour', now() + interval '90 minutes', '\\x01', '\\x01') returning id as v`,
  ),
  // A bill of the owner's, as the fee step will make one.
  bill: await oneOf(
    h,
    `insert into bills (office, case_id, number, kind, payee, lines, amount_fen, state) values (370200, $1, 'TEST-1', 'plates', 'finance', '[]', 0, 'draft') returning id as v`,
    [of.case],
  ),
})

async function carsOf(h: TestHouse, key: DemoKey): Promise<{ vin: string }[]> {
  const world = (await (await fetch(`${h.sandboxUrl}/admin/world`)).json()) as {
    cars: { vin: string; invoice: { buyerIdNumber: string } | null; registration: unknown }[]
  }
  return world.cars.filter(
    (car) => car.invoice?.buyerIdNumber === demoPerson(key).idNumber && !car.registration && !/0099\d\d$/.test(car.vin),
  )
}

/** Another office asks for the file of a car that is under mortgage: an officer decides. */
async function leavingOf(h: TestHouse): Promise<string> {
  await fetch(`${h.sandboxUrl}/admin/files/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ plate: '鲁B8C919', to: 320100 }),
  })
  return until('the request came', () => oneOf(h, 'select id as v from file_requests').then((id) => id || undefined))
}

/** An authority of the owner's, to the owner; a company whose legal representative the owner is. */
async function partiesOf(
  h: TestHouse,
  person: string,
): Promise<{ authority: string; company: string; member: string }> {
  const one = (sql: string, values: unknown[]) => oneOf(h, sql, values)
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

/** A record of the company's with a photo, drawn for an officer to look at; a suspension that the reviewer asked for. */
async function makersOf(
  h: TestHouse,
  of: { person: string; company: string; file: string },
): Promise<{ makerSample: string; makerMeasure: string }> {
  const [vin, photo] = ['LFMN1A2B0TA000001', 'ab'.repeat(32)]
  const batch = await oneOf(
    h,
    `insert into pre_inspection_batches (company, file_hash, name, lines, submitted_by, submitted_at) values ($1, '\\x01', 'x', 1, $2, now()) returning id as v`,
    [of.company, of.person],
  )
  await h.sql(
    `insert into pre_inspections (vin, version, company, record, hash, batch, submitted_by, submitted_at) values ($1, 1, $2, $3, '\\x01', $4, $5, now())`,
    [vin, of.company, JSON.stringify({ vin, photoFront: photo }), batch, of.person],
  )
  await h.sql(
    `insert into pre_inspection_photos (sha256, vin, company, file, sent_by, sent_at) values (decode($1, 'hex'), $2, $3, $4, $5, now())`,
    [photo, vin, of.company, of.file, of.person],
  )
  return {
    makerSample: await oneOf(
      h,
      `insert into maker_samples (office, company, vin, version, since) values (370200, $1, $2, 1, now()) returning id as v`,
      [of.company, vin],
    ),
    makerMeasure: await oneOf(
      h,
      `insert into maker_measures (office, company, kind, why, reason, asked_by, asked_at) values (370200, $1, 'suspend', 'officer', 'x', $2, now()) returning id as v`,
      [of.company, REVIEWER],
    ),
  }
}

/** A segment that the supervisor made, a published one; a block of the owner's. */
async function platesOf(h: TestHouse, person: string): Promise<Record<'manifest' | 'segment' | 'block', string>> {
  const given = { pool: '02', pattern: '鲁BY####', exclusions: [], releaseAt: new Date('2030-01-01T02:00:00Z') }
  const made = await h.house.db.tx((tx) => makeSegment(tx, h.house, { id: SUPERVISOR, office: 370200 }, given))
  const [block] = await h.sql<{ id: string }>(
    `insert into plate_blocks (office, person, sitting, number, from_day, until_day, forgiven)
     values (370200, $1, gen_random_uuid(), '鲁BY0001', '2020-01-01', '2020-01-02', false) returning id`,
    [person],
  )
  const segment = await oneOf(h, `select id as v from plate_segments where published_at is not null limit 1`)
  return { manifest: made.id, segment, block: block?.id ?? '' }
}

/** A conversation of the owner's with the reviewer, its recording, a copy that was asked for, and a sheet about it. */
async function videoOf(
  h: TestHouse,
  person: string,
): Promise<Record<'ticket' | 'talk' | 'sheet' | 'copy' | 'kin' | 'relative' | 'lending', string>> {
  const about = { office: 370200, group: 'general', service: undefined, caseId: undefined, draftId: undefined }
  const [talk, sheet, copy, lending] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
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
  await h.sql(
    `insert into video_lendings (office, id, grp, lender, from_day, to_day, reason, by_officer, at) values (370200, $1, 'general', 370211, '2099-01-01', '2099-01-02', 'x', $2, now())`,
    [lending, SUPERVISOR],
  )
  await h.sql(`insert into video_relatives (office, officer, person) values (370200, $1, $2)`, [
    SECOND_REVIEWER,
    person,
  ])
  return { ticket, talk, sheet, copy, kin: SECOND_REVIEWER, relative: person, lending }
}
