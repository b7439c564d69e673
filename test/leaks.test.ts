import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as cases from '#api/cases.ts'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import * as payments from '#api/payments.ts'
import { DEMO_PEOPLE, demoPerson } from '#sandbox/world/demo-people.ts'
import { DEMO_OFFICERS, DEMO_PASSWORD } from '#server/demo/demo-officers.ts'
import { declaredColumns } from '#server/privacy/register.ts'
import { house, type TestHouse } from './house.ts'
import { ADDRESS, apply, goodPhoto, payAll, post, produce, review, standsAt } from './journey.ts'
import { OTHER_OFFICE, REVIEWER } from './people.ts'

/** After whole journeys, good and bad, nothing personal stands where it does not belong: logs, metrics, addresses, jobs, open columns. */

const lines: string[] = []
const elsewhere: { what: string; text: string }[] = []
/** Things typed into forms that exist nowhere else. */
const PLANTED = {
  address: '植入路 4711 号 9 单元',
  recipient: '申屠无痕',
  recipientMobile: '13987654321',
  note: '植入备注其一二三',
  reason: '植入理由需要电话核对',
}
const secrets = new Map<string, string>()
let h: TestHouse

beforeAll(async () => {
  h = await house({ logTo: { write: (line) => lines.push(line) } })
  for (const p of DEMO_PEOPLE)
    for (const [what, value] of Object.entries({
      name: p.name,
      idNumber: p.idNumber,
      mobile: p.mobile,
      address: p.address,
    }))
      secrets.set(`${what} of ${p.key}`, value)
  for (const [what, value] of Object.entries({
    ...PLANTED,
    street: ADDRESS.address,
    plate: '鲁B12345',
    password: DEMO_PASSWORD,
  }))
    secrets.set(what, value)
  for (const o of DEMO_OFFICERS) secrets.set(`totp of ${o.id}`, o.totpSecret)
  await live()
}, 60_000)
afterAll(() => h.close())

const agency = (name: string, mode: string) =>
  fetch(`${h.sandboxUrl}/admin/modes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agency: name, mode }),
  })

/** A day in the house: success, refusals, bad input, agencies that fail, faults of our own. */
async function live(): Promise<void> {
  const zhang = await h.citizen('zhang-wei')
  const delivery = {
    ...ADDRESS,
    recipient: PLANTED.recipient,
    recipientMobile: PLANTED.recipientMobile,
    address: PLANTED.address,
  }
  const { id } = await apply(zhang, {
    service: 'licence-replace-lost',
    signature: '张伟',
    change: { loss: { lostStatement: true, photoChoice: 'new' }, delivery },
    photo: await goodPhoto(),
  })
  await standsAt(zhang, id, 'review')
  const desk = await h.officer(REVIEWER)
  await desk.call(cases.unmask, { params: { id }, body: { field: 'form.address', reason: PLANTED.reason } })
  const { version } = (await desk.call(cases.readCase, { params: { id } })).body
  await desk.call(cases.returnCase, {
    params: { id },
    body: { version, defects: [{ target: 'photo', reason: PLANTED.note }] },
  })
  const again = (await zhang.call(mine.readMyCase, { params: { id } })).body
  const mended = { version: again.version, values: {}, materials: {}, declared: true, signature: '张伟' }
  expect((await zhang.call(mine.correctCase, { params: { id }, body: mended })).status).toBe(200)
  await standsAt(zhang, id, 'review')
  await review(h, id)
  await standsAt(zhang, id, 'pay')
  await payAll(h, zhang, id)
  await standsAt(zhang, id, 'make')
  await post(h, await produce(h, id))
  await standsAt(zhang, id, 'deliver', 'done')
  await troubles(id)
  for (const citizen of ['zhang-wei', 'wang-xiuying'] as const)
    for (const value of (await h.citizen(citizen)).cookies.values()) secrets.set(`cookie of ${citizen}`, value)
}

async function troubles(id: string): Promise<void> {
  const wang = await h.citizen('wang-xiuying')
  const stranger = await h.officer(OTHER_OFFICE)
  const kept = async (what: string, ask: Promise<{ problem: unknown }>) =>
    elsewhere.push({ what, text: JSON.stringify((await ask).problem) })
  await kept('another citizen asks', wang.call(mine.readMyCase, { params: { id } }))
  await kept('another citizen asks for bills', wang.call(payments.myBills, { params: { id } }))
  await kept('another office asks', stranger.call(cases.readCase, { params: { id } }))
  const { body } = await wang.call(drafts.startDraft, { body: { service: 'registration-cert-replace' } })
  const choice = { plate: '鲁B12345', plateType: '02' }
  for (const mode of ['unavailable', 'bad-signature', 'wrong-data', 'down']) {
    await agency('registry', mode)
    await wang.call(drafts.checkDraft, { params: { id: body.id }, body: choice })
  }
  await agency('registry', 'good')
  await wang.call(drafts.checkDraft, { params: { id: body.id }, body: choice })
  await wang.call(drafts.saveDraftPart, {
    params: { id: body.id, part: 'delivery' },
    body: { values: { ...ADDRESS, address: `${PLANTED.address}\u0000`, recipientMobile: '1398765432' } },
  })
  await wang.raw('/api/my/drafts', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"service": "${PLANTED.address}`,
  })
  await wang.raw(`/api/my/cases/${encodeURIComponent(PLANTED.address)}`)
  // Faults of our own: a table is gone while people go on.
  await h.sql('alter table messages rename to messages_gone')
  const broken = await wang.raw('/api/my/messages')
  expect(broken.status).toBe(500)
  elsewhere.push({ what: 'a fault of ours', text: await broken.text() })
  await h.sql('alter table messages_gone rename to messages')
  await h.sql('alter table people rename column name to name_gone')
  const profile = await wang.raw('/api/my/profile')
  expect(profile.status).toBe(500)
  elsewhere.push({ what: 'a fault of ours', text: await profile.text() })
  await h.sql('alter table people rename column name_gone to name')
}

const leaksIn = (text: string, but: (what: string) => boolean = () => false): string[] =>
  [...secrets].filter(([what, value]) => !but(what) && text.includes(value)).map(([what]) => what)

describe('where nothing personal belongs', () => {
  test('the log of the house, which did write about its troubles', () => {
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.join('')).toContain('"bug"')
    expect(leaksIn(lines.join('\n'))).toEqual([])
    expect(lines.filter((line) => /\d{17}[\dX]|\b1[3-9]\d{9}\b/.test(line))).toEqual([])
  })

  test('the log of PostgreSQL, which did write about errors', () => {
    const socket = /host=([^&]+)/.exec(decodeURIComponent(inject('postgres')))?.[1] ?? ''
    const log = readFileSync(join(socket, '..', 'postgres.log'), 'utf8')
    expect(log).toContain('messages')
    expect(leaksIn(log)).toEqual([])
  })

  test('the metrics', async () => {
    const text = await (await fetch(`${h.url}/metrics`)).text()
    expect(text).toContain('yunchuang_http')
    expect(leaksIn(text)).toEqual([])
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/)
  })

  test('what strangers are told, and what anybody is told of our faults', () => {
    expect(elsewhere).toHaveLength(5)
    for (const { what, text } of elsewhere) {
      expect(leaksIn(text), what).toEqual([])
      expect(text, what).not.toMatch(/messages|people|column|relation|select /)
    }
  })

  test('addresses that people are sent to', async () => {
    const zhang = await h.citizen('wang-xiuying')
    const pages = [
      '/my',
      '/sign-in?next=/my',
      '/my/drafts/01a200d9-edd0-7095-91de-dad9317944d4',
      `/my/cases/${encodeURIComponent('鲁B12345')}`,
    ]
    for (const page of pages) {
      for (const who of [zhang, h.anyone()]) {
        const location = (await who.raw(page, { headers: { accept: 'text/html' } })).headers.get('location')
        // What the asker wrote into the address may come back to that asker; nothing is added.
        if (location && !page.includes('%E9')) expect(leaksIn(decodeURIComponent(location))).toEqual([])
      }
    }
  })

  test('jobs carry ids only', async () => {
    const rows = await h.sql<{ payload: Record<string, unknown> }>('select payload from jobs')
    for (const { payload } of rows) expect(leaksIn(JSON.stringify(payload))).toEqual([])
  })
})

describe('the database as a thief would find it', () => {
  test('no column of any table holds a name, number, phone, address, word or cookie of a person in the clear', async () => {
    const columns = await h.sql<{ schema: string; table: string; column: string; type: string }>(
      `select table_schema as schema, table_name as table, column_name as column, data_type as type from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_schema = 'public' and table_type = 'BASE TABLE' and data_type in ('text', 'jsonb', 'json', 'bytea', 'ARRAY', 'character varying')`,
    )
    expect(columns.length).toBeGreaterThan(60)
    const found: string[] = []
    for (const { schema, table, column, type } of columns) {
      const text =
        type === 'bytea'
          ? `convert_from(decode(replace(encode("${column}", 'hex'), '00', '01'), 'hex'), 'LATIN1')`
          : `"${column}"::text`
      for (const { value } of await h.sql<{ value: string | null }>(
        `select ${text} as value from ${schema}."${table}"`,
      )) {
        const plain = type === 'bytea' ? Buffer.from(value ?? '', 'latin1').toString('utf8') : (value ?? '')
        for (const what of leaksIn(plain, allowed(table, column))) found.push(`${table}.${column}: ${what}`)
      }
    }
    expect([...new Set(found)]).toEqual([])
    // Every value of every table is read: on a busy machine that takes longer than other tests.
  }, 120_000)

  test('nor a hash that can be found by trying: whoever has the dump and all identity numbers matches none', async () => {
    const columns = [...declaredColumns()].filter(([, c]) => c === 'index' || c === 'digest' || c === 'secret')
    const kept = new Set<string>()
    for (const [name] of columns) {
      const [table = '', column = ''] = name.split('.')
      for (const { v } of await h.sql<{ v: unknown }>(
        `select "${column}" as v from "${table}" where "${column}" is not null`,
      ))
        kept.add(Buffer.isBuffer(v) ? v.toString('hex') : String(v).toLowerCase())
    }
    expect(kept.size).toBeGreaterThan(100)
    const algorithms = ['sm3', 'sha256', 'sha1', 'md5', 'sha512', 'sha3-256']
    const found: string[] = []
    // A cookie is 256 random bits: of it the bare hash is kept, and nobody can try them all.
    for (const [what, value] of [...secrets].filter(([what]) => !what.startsWith('cookie')))
      // As a number, with the names of the columns in front, as the house frames other things: what somebody would try first.
      for (const text of [
        value,
        value.toLowerCase(),
        ...['people.id_number', 'people.mobile', 'people|', ''].map((p) => `${p}|${value}`),
      ])
        for (const algorithm of algorithms)
          for (const encoding of ['hex', 'base64'] as const)
            if (kept.has(createHash(algorithm).update(text).digest(encoding).toLowerCase()))
              found.push(`${what} ${algorithm}`)
    expect(found).toEqual([])
    // With the key it is found: what was tried is what stands there.
    const [own] = await h.sql<{ v: Buffer }>('select id_index as v from people limit 1')
    const numbers = DEMO_PEOPLE.map((p) => h.house.crypto.blindIndex('people.id_number', p.idNumber).toString('hex'))
    expect([...numbers, ...kept]).toContain(own?.v.toString('hex'))
  })
})

test('what the register calls sealed is an envelope, in every row of every table', async () => {
  const open: string[] = []
  let values = 0
  for (const [name, dataClass] of declaredColumns()) {
    if (dataClass !== 'sealed') continue
    const [table = '', column = ''] = name.split('.')
    const rows = await h.sql<{ v: Buffer | string }>(
      `select "${column}" as v from "${table}" where "${column}" is not null`,
    )
    values += rows.length
    // Version 1 of the envelope, and the suite it was sealed with.
    const envelopes = rows.map(({ v }) => (typeof v === 'string' ? Buffer.from(v, 'base64') : v))
    if (envelopes.some((v) => v[0] !== 1 || (v[1] !== 1 && v[1] !== 2) || v.length < 40)) open.push(name)
  }
  expect(open).toEqual([])
  expect(values).toBeGreaterThan(50)
})

/** What may stand in the open, each with its reason. */
function allowed(table: string, column: string): (what: string) => boolean {
  return (what) =>
    // The pool of numbers is public: it is what citizens choose from.
    (table.startsWith('plate_') && what === 'plate') ||
    // The reason of a look at personal data is written for the person it was about.
    (table === 'audit_events' && column === 'purpose' && what === 'reason')
}

test('the planted people are really in there, sealed: the house can read what the thief cannot', async () => {
  const zhang = await h.citizen('zhang-wei')
  const { body } = await zhang.call(mine.listMyCases)
  expect(body.cases).toHaveLength(1)
  const desk = await h.officer(REVIEWER)
  const shown = await desk.call(cases.unmask, {
    params: { id: body.cases[0]?.id ?? '' },
    body: { field: 'applicant.idNumber', reason: '核对身份' },
  })
  expect(shown.body.value).toBe(demoPerson('zhang-wei').idNumber)
})
