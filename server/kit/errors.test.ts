import { afterAll, beforeAll, expect, test } from 'vitest'
import { house, type TestHouse } from '#test/house.ts'
import { REVIEWER } from '#test/people.ts'
import { fromDatabase } from './errors.ts'

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

test('a NUL in a search is a mistake of the asker, not a fault of ours', async () => {
  const reviewer = await h.officer(REVIEWER)
  for (const query of ['number=%00', 'service=a%00b']) {
    const answer = await reviewer.raw(`/api/cases?${query}`)
    expect([query, answer.status]).toEqual([query, 400])
    expect(await answer.json()).toMatchObject({ code: 'BAD_TEXT' })
  }
})
