import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as log from '#api/log.ts'
import { hashOf, treeOf } from '#domain/merkle.ts'
import { digest } from '#server/kit/crypto.ts'
import { verifyOn } from '#server/verify.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, standsAt } from '#test/journey.ts'
import type { Visitor } from '#test/people.ts'
import { sealedAll } from '#test/sealed.ts'
import { checkLog, checkReceipt, type Head, parseReceipt } from './outside.ts'
import { sealNow } from './seal.ts'
import { edgeOf, grow, type KnownNode } from './tree.ts'

/** What was recorded is sealed; whoever changes it afterwards is found out, also by people who have no access to the house. */

let h: TestHouse
let citizen: Visitor
let caseId: string

beforeAll(async () => {
  h = await house()
  citizen = await h.citizen('zhang-wei')
  caseId = (await apply(citizen, { service: 'licence-replace-lost', signature: '张伟' })).id
  await standsAt(citizen, caseId, 'pay')
  await sealedAll(h)
})
afterAll(() => h.close())

const receiptOf = async (id: string) => parseReceipt((await citizen.call(log.readReceipt, { params: { id } })).body)

describe('an outsider', () => {
  test('works out the signed head from the entries, and later proves that the log has only grown', async () => {
    const first = await checkLog(h.url)
    expect(first.problems).toEqual([])
    const other = await h.citizen('chen-jing')
    const { id } = await apply(other, { service: 'licence-renew-expiry', signature: '陈静' })
    await standsAt(other, id, 'pay')
    await sealedAll(h)
    const later = await checkLog(h.url, first.head)
    expect(later.problems).toEqual([])
    expect(later.head.size).toBeGreaterThan(first.head.size)
  })

  test('is told when the key, the signature or the log of then is another', async () => {
    const { head } = await checkLog(h.url)
    const bent = (change: Partial<Head>) => checkLog(h.url, { ...head, ...change }).then(({ problems }) => problems)
    expect(await bent({ root: 'ab'.repeat(32) })).toEqual([`the log of ${head.at} was changed since`])
    const stranger = digest('sm', 'x').toString('base64')
    const receipt = await receiptOf(caseId)
    expect(checkReceipt({ ...receipt, checkpoint: { ...head, signature: stranger } }, head.publicKey).problems).toEqual(
      ['the head is not signed by the key of this log'],
    )
  })

  test('learns nothing but hashes', async () => {
    const text = await (await fetch(`${h.url}/api/log/entries`)).text()
    expect(Object.keys((JSON.parse(text) as { entries: object[] }).entries[0] ?? {})).toEqual(['seq', 'kind', 'digest'])
    expect(text).not.toContain(caseId)
  })

  test('is told politely that a proof cannot be had', async () => {
    for (const path of [
      'proof?seq=999999',
      'proof?seq=0&size=999999',
      'consistency?from=0&to=1',
      'consistency?from=9&to=2',
    ])
      expect((await fetch(`${h.url}/api/log/${path}`)).status, path).toBe(404)
    for (const path of ['proof?seq=-1', 'proof', 'consistency?from=a&to=1', 'entries?from=1e99'])
      expect((await fetch(`${h.url}/api/log/${path}`)).status, path).toBe(400)
  })
})

describe('an applicant', () => {
  test('takes the proof of every step home and checks it offline', async () => {
    const receipt = await receiptOf(caseId)
    const key = receipt.checkpoint?.publicKey ?? ''
    expect(checkReceipt(receipt, key)).toEqual({ proven: receipt.events.length, problems: [] })
    expect(receipt.events.map((e) => e.kind)).toEqual(['submit', 'checked'])
  })

  test('finds an event that was exchanged in the receipt', async () => {
    const receipt = await receiptOf(caseId)
    const [first, second] = receipt.events
    const swapped = {
      ...receipt,
      events: [
        { ...first, sealed: second?.sealed },
        { ...second, sealed: { ...second?.sealed, path: first?.sealed?.path } },
      ],
    }
    const { problems } = checkReceipt(parseReceipt(swapped), receipt.checkpoint?.publicKey ?? '')
    expect(problems).toEqual(['event 2 is not in the signed log'])
  })
})

describe('whoever has the owner’s password', () => {
  const tamper = async (sql: string): Promise<string[]> => {
    const attacker = new pg.Client({ connectionString: h.databaseUrl })
    await attacker.connect()
    try {
      await attacker.query('begin isolation level repeatable read')
      await attacker.query('set local session_replication_role = replica')
      expect((await attacker.query(sql)).rowCount, sql).toBeGreaterThan(0)
      return (await verifyOn(attacker, 'sm')).broken.map((b) => b.name)
    } finally {
      await attacker.query('rollback').catch(() => undefined)
      await attacker.end()
    }
  }
  const SEALED = 'every sealed record is as it was sealed'

  test('cannot change, remove or add a record of reading, an exchange or an event below the horizon', async () => {
    await expect(h.house.db.pool.query('select count(*) from audit_events')).resolves.toBeDefined()
    const audited = await h.sql<{ id: string }>('select id from audit_events order by id limit 1')
    expect(audited).toHaveLength(1)
    for (const sql of [
      `update audit_events set purpose = '例行' where id = (select min(id) from audit_events)`,
      `delete from audit_events where id = (select min(id) from audit_events)`,
      `insert into audit_events (actor_kind, actor_id, act, object_kind, object_id, purpose, result, xid) values ('officer', '1', 'x', 'x', 'x', 'x', 'done', '4')`,
      `update exchanges set outcome = 'answered!' where ctid = (select min(ctid) from exchanges)`,
      `delete from exchanges where ctid = (select min(ctid) from exchanges)`,
      `update sealed_entries set digest = '\\x00' where seq = 0`,
      `delete from sealed_entries where seq = (select max(seq) from sealed_entries)`,
      `update checkpoints set root = '\\x00' where size = (select max(size) from checkpoints)`,
    ])
      expect(await tamper(sql), sql).toContain(SEALED)
  })

  test('is found also with a history that was rewritten whole: its own hashes fit, the sealed ones do not', async () => {
    expect(await tamper(`update case_events set hash = sha256(body::bytea) where seq = 1`)).toContain(SEALED)
  })

  test('is told when the tables came from another cluster, where nothing new would be sealed', async () => {
    expect(await tamper(`update checkpoints set horizon = '99999999999'`)).toContain(SEALED)
  })

  test('the application itself can only add', async () => {
    for (const table of ['sealed_entries', 'sealed_nodes', 'checkpoints'])
      await expect(h.house.db.pool.query(`delete from ${table}`)).rejects.toThrow('permission denied')
  })
})

test('two processes that seal at once give one log without gaps', async () => {
  const other = await h.citizen('wang-xiuying')
  await apply(other, {
    service: 'registration-cert-replace',
    choice: { plate: '鲁B12345', plateType: '02' },
    signature: '王秀英',
  })
  await Promise.all(Array.from({ length: 6 }, () => sealNow(h.house)))
  await sealedAll(h)
  expect((await checkLog(h.url)).problems).toEqual([])
})

test('a tree that grows in any steps is the tree that was built at once', () => {
  const hash = (data: Buffer): Buffer => digest('intl', data)
  const leaf = (i: number) => hash(Buffer.from(String(i)))
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }), (steps) => {
      const nodes = new Map<string, Buffer>()
      const name = (node: Pick<KnownNode, 'level' | 'index'>) => `${node.level}/${node.index}`
      let size = 0
      for (const step of steps) {
        const edge = new Set(edgeOf(size).map(name))
        const older = (node: Pick<KnownNode, 'level' | 'index'>) => {
          expect(edge.has(name(node)), `${name(node)} at ${size}`).toBe(true)
          return nodes.get(name(node)) ?? Buffer.alloc(0)
        }
        const leaves = Array.from({ length: step }, (_, i) => leaf(size + i))
        for (const node of grow(hash, size, leaves, older)) nodes.set(name(node), node.hash)
        size += step
      }
      const whole = grow(
        hash,
        0,
        Array.from({ length: size }, (_, i) => leaf(i)),
        () => Buffer.alloc(0),
      )
      expect([...nodes.keys()].toSorted()).toEqual(whole.map(name).toSorted())
      const known = new Map(whole.map((node) => [name(node), node.hash]))
      const root = (from: Map<string, Buffer>) =>
        hashOf(hash, treeOf(0, size), (node) => from.get(name(node)) ?? Buffer.alloc(0))
      expect(root(nodes)).toEqual(root(known))
    }),
  )
})
