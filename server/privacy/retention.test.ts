import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as cases from '#api/cases.ts'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import { keepWithCase } from '#server/files/files.ts'
import { noisy } from '#server/files/pictures.testing.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, goodPhoto, standsAt, upload } from '#test/journey.ts'
import { REVIEWER, type Visitor } from '#test/people.ts'
import { somebody, type Tools, tools } from '#test/tools.ts'
import { RETENTION, retire } from './retention.ts'

const DAY_MS = 86_400_000
let t: Tools
beforeAll(async () => {
  t = await tools()
})
afterAll(() => t.close())

const UUID = 'gen_random_uuid()'
/** One row of each table whose time, the one that counts, is $1. `key` tells the row again. */
const ROWS: Record<string, { insert: string; key: string }> = {
  sign_in_codes: {
    insert: `insert into sign_in_codes (mobile_index, code_hash, expires_at) values ($2::text::bytea, '\\x01', $1)`,
    key: `encode(mobile_index, 'escape')`,
  },
  rate_windows: { insert: `insert into rate_windows (key, window_start, hits) values ($2, $1, 1)`, key: 'key' },
  idempotency: {
    insert: `insert into idempotency (actor, key, route, body_hash, status, answer, at) values ('x', $2, 'x', '\\x01', 200, 'x', $1)`,
    key: 'key',
  },
  drafts: {
    insert: `insert into drafts (person, service, service_version, data, updated_at) values ((select id from people limit 1), $2, 1, '\\x01', $1)`,
    key: 'service',
  },
  sessions: {
    insert: `insert into sessions (token_hash, kind, subject, device, created_at, expires_at, revoked_at) values ($2::text::bytea, 'citizen', 'x', $2, $1::timestamptz - interval '90 days', $1, $1::timestamptz - interval '1 day')`,
    key: 'device',
  },
  plate_traces: {
    insert: `insert into plate_traces (office, sitting, device, address, at) values (370200, ${UUID}, $2::text::bytea, '\\x01', $1)`,
    key: `encode(device, 'escape')`,
  },
  messages: {
    insert: `insert into messages (person, office, template, params, created_at) values ((select id from people limit 1), 370200, $2, '\\x01', $1)`,
    key: 'template',
  },
  video_rooms: {
    insert: `insert into video_rooms (token_hash, session_id, peer, side, device, expires_at) values ($2::text::bytea, ${UUID}, $2, 'citizen', 'x', $1)`,
    key: 'peer',
  },
  video_invites: {
    insert: `insert into video_invites (code_hash, session_id, guest, expires_at) values ($2::text::bytea, ${UUID}, ${UUID}, $1)`,
    key: `encode(code_hash, 'escape')`,
  },
}

describe('what is kept for days', () => {
  const named = Object.entries(RETENTION).filter(([table]) => table !== 'files')
  test.each(named)('%s: nothing younger than its limit goes, everything older does', async (table, rule) => {
    await somebody(t)
    const row = ROWS[table]
    if (!row) throw new Error(`no row for ${table}: write one here`)
    const limit = t.house.time.now().getTime() - rule.days * DAY_MS
    const ages = { fresh: DAY_MS * rule.days - 1_000, younger: 60_000, older: -60_000, ancient: -400 * DAY_MS }
    for (const [name, ms] of Object.entries(ages)) await t.sql(row.insert, [new Date(limit + ms), `${table}-${name}`])
    const left = async () =>
      (await t.sql<{ v: string }>(`select ${row.key} as v from ${table} where ${row.key} like $1`, [`${table}-%`]))
        .map((r) => r.v)
        .toSorted()
    const gone = await retire(t.house)
    expect(await left()).toEqual([`${table}-fresh`, `${table}-younger`])
    expect(gone[table]).toBeGreaterThanOrEqual(2)
    // The clock goes on: a minute later the one that was a minute too young is old enough, the fresh one is not.
    t.later(120_000)
    await retire(t.house)
    expect(await left()).toEqual([`${table}-fresh`])
    t.later(-120_000)
  })

  test('a session that is still in use, however long ago it began, is not touched', async () => {
    await t.sql(
      `insert into sessions (token_hash, kind, subject, device, created_at, seen_at, expires_at) values ('\\x77', 'citizen', 'x', 'in use', now() - interval '400 days', now(), now() + interval '1 day')`,
    )
    await retire(t.house)
    expect(await t.sql(`select device from sessions where device = 'in use'`)).toHaveLength(1)
  })
})

describe('uploads', () => {
  let h: TestHouse
  beforeAll(async () => {
    h = await house()
  })
  afterAll(() => h.close())

  const pictureOf = async (n: number, purpose = 'document') => {
    const { body } = await upload(
      who,
      purpose,
      await noisy(260 + n, 378)
        .jpeg()
        .toBuffer(),
    )
    return body.id
  }
  const there = async (id: string) => (await h.sql('select id from files where id = $1', [id])).length === 1
  const all = (ids: string[]) => Promise.all(ids.map(there))
  let who: Visitor

  test('what a case took, also by a correction, stays; what nobody used goes after thirty days, from the disk too', async () => {
    who = await h.citizen('zhang-wei')
    const change = { loss: { lostStatement: true, photoChoice: 'new' } }
    const c = await apply(who, {
      service: 'licence-replace-lost',
      signature: '张伟',
      change,
      photo: await goodPhoto(),
    })
    await standsAt(who, c.id, 'review')
    const desk = await h.officer(REVIEWER)
    const { version } = (await desk.call(cases.readCase, { params: { id: c.id } })).body
    await desk.call(cases.returnCase, {
      params: { id: c.id },
      body: { version, defects: [{ target: 'photo', reason: '请更正' }] },
    })
    const better = await sharp(await goodPhoto())
      .resize(500, 727)
      .jpeg()
      .toBuffer()
    const corrected = (await upload(who, 'photo', better)).body.id
    const now = (await who.call(mine.readMyCase, { params: { id: c.id } })).body.version
    const body = { version: now, values: {}, materials: { photo: [corrected] }, declared: true, signature: '张伟' }
    expect((await who.call(mine.correctCase, { params: { id: c.id }, body })).status).toBe(200)
    await standsAt(who, c.id, 'review')
    const loose = await pictureOf(1)
    const [first = ''] = (
      await h.sql<{ id: string }>('select id from files where id <> all ($1::uuid[])', [[corrected, loose]])
    ).map((f) => f.id)
    const files = [first, corrected, loose]
    expect(await all(files)).toEqual([true, true, true])
    h.later(29 * DAY_MS)
    await retire(h.house)
    expect(await all(files)).toEqual([true, true, true])
    h.later(2 * DAY_MS)
    expect((await retire(h.house))['files']).toBe(1)
    expect(await all(files)).toEqual([true, true, false])
    await expect(h.house.files.get(loose)).rejects.toThrow(/ENOENT/)
    expect((await h.house.files.get(corrected)).length).toBeGreaterThan(1_000)
    h.later(-31 * DAY_MS)
  })

  test('while its sender has a draft, nothing of his goes; a picture that is gone is named when it is handed in', async () => {
    who = await h.citizen('chen-jing')
    const { body: draft } = await who.call(drafts.startDraft, { body: { service: 'licence-replace-lost' } })
    const photo = (await upload(who, 'photo', await goodPhoto())).body.id
    await h.sql(`update files set created_at = now() - interval '60 days' where id = $1`, [photo])
    await retire(h.house)
    expect(await there(photo)).toBe(true)
    await who.call(drafts.dropDraft, { params: { id: draft.id }, body: {} })
    await retire(h.house)
    expect(await there(photo)).toBe(false)
    await expect(h.house.db.tx((tx) => keepWithCase(tx, { photo: [photo] }, h.house.time.now()))).rejects.toMatchObject(
      { status: 409, code: 'UPLOAD_GONE' },
    )
  })
})
