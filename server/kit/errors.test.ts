import { afterAll, beforeAll, expect, test } from 'vitest'
import { house, type TestHouse } from '#test/house.ts'
import { REVIEWER } from '#test/people.ts'
import { statement } from './db.ts'
import { fromDatabase } from './errors.ts'

const ownPid = statement<{ pid: number }>('own_pid', 'select pg_backend_pid() as pid')

let h: TestHouse
beforeAll(async () => {
  h = await house({ jobs: false })
})
afterAll(() => h.close())

test.each(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', '57P01', '08006', '53300', '25P03'])(
  'a database that goes away with %s is busy, not broken',
  (code) => {
    expect(fromDatabase(Object.assign(new Error('write'), { code }))).toMatchObject({ status: 503, retryAfter: 3 })
  },
)

test('a connection that is taken away in the middle of a transaction is busy, at that statement and at each one after it', async () => {
  const failures: unknown[] = []
  await h.house.db
    .tx(async (tx) => {
      const row = await tx.one(ownPid, [])
      await h.sql('select pg_terminate_backend($1)', [row?.pid])
      for (let i = 0; i < 3; i++) await tx.one(ownPid, []).catch((error: unknown) => failures.push(error))
      throw failures[0]
    })
    .catch((error: unknown) => failures.push(error))
  expect(failures).toHaveLength(4)
  for (const failure of failures)
    expect(fromDatabase(failure), String(failure)).toMatchObject({ status: 503, retryAfter: 3 })
})

test('a NUL in a search is a mistake of the asker, not a fault of ours', async () => {
  const reviewer = await h.officer(REVIEWER)
  for (const query of ['number=%00', 'service=a%00b']) {
    const answer = await reviewer.raw(`/api/cases?${query}`)
    expect([query, answer.status]).toEqual([query, 400])
    expect(await answer.json()).toMatchObject({ code: 'BAD_TEXT' })
  }
})
