import { expect, test } from 'vitest'
import { readEpoch, readRow } from './published.ts'

/** The files of a draw are anybody's to write: what does not fit in one place is no row and no epoch, and nothing throws. */

const HASH = 'a'.repeat(64)
const ROW = {
  seq: 7,
  pool: '02',
  at: '2026-03-02T01:00:00Z',
  kind: 'press',
  epoch: 1,
  tag: 't',
  press: 1,
  want: 10,
  number: 'B12345',
  lease: ['B12345'],
  keep: 'B12345',
  until: '2026-03-02T01:01:30Z',
  free: [],
  to: { 3: ['B12345'] },
  from: '2026-03-02T01:00:00Z',
  ms: 0,
  why: 'w',
  hash: HASH,
  value: 'v',
  count: 1,
}
const EPOCH = {
  suite: 's',
  pool: '02',
  epoch: 1,
  size: 10,
  snapshotHash: HASH,
  commit: HASH,
  seed: HASH,
  headBefore: HASH,
  firstSeq: 1,
  lastSeq: 9,
  randomness: { value: '12345' },
}
const STRANGE = [null, true, -1, 1.5, 2 ** 60, 'x', [1], { 0: [1] }, { value: 1 }]
const NEEDED = ['seq', 'pool', 'kind', 'at']

/** A word is as good as another where a word is asked for, and no hash. */
const fits = (good: unknown, strange: unknown): boolean =>
  typeof good === 'string' && good !== HASH && typeof strange === 'string'

test('a row is read when all of it is what it should be', () => {
  const read = (row: unknown) => readRow(JSON.stringify(row))
  expect(read(ROW)).toEqual(ROW)
  for (const [name, good] of Object.entries(ROW)) {
    const { [name as keyof typeof ROW]: _, ...without } = ROW
    expect(read(without) === undefined, `without ${name}`).toBe(NEEDED.includes(name))
    for (const strange of STRANGE)
      if (typeof good !== 'string' || typeof strange !== 'string')
        expect(read({ ...ROW, [name]: strange }), `${name}: ${JSON.stringify(strange)}`).toBeUndefined()
  }
  for (const name of ['at', 'until', 'from']) expect(read({ ...ROW, [name]: 'noon' }), name).toBeUndefined()
})

test('an epoch is read when all that is checked of it is there', () => {
  const read = (epoch: unknown) => readEpoch(JSON.stringify(epoch))
  expect(read(EPOCH)).toMatchObject({ size: 10, event: '12345' })
  for (const [name, good] of Object.entries(EPOCH))
    for (const strange of [undefined, ...STRANGE])
      if (!fits(good, strange))
        expect(read({ ...EPOCH, [name]: strange }), `${name}: ${JSON.stringify(strange)}`).toBeUndefined()
})

test.each(['', '{', 'null', '7', '"x"', '[]'])('what is no object is neither: %s', (text) => {
  expect([readRow(text), readEpoch(text)]).toEqual([undefined, undefined])
})
