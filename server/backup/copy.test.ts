import { Writable } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { copyIn, copyOut } from './copy.ts'

/** COPY over the driver's connection: every byte, in both directions, whatever the speed of the other end. */

let client: pg.Client
beforeAll(async () => {
  client = new pg.Client({ connectionString: inject('postgres') })
  await client.connect()
  await client.query('create temporary table copied (id int primary key, words text)')
})
afterAll(() => client.end())

/** A disk that takes nothing at once: after each piece the sender has to wait. */
function slowDisk() {
  const pieces: Buffer[] = []
  const stream = new Writable({
    highWaterMark: 1,
    write: (piece: Buffer, _, next) => {
      pieces.push(piece)
      setTimeout(next, 5)
    },
  })
  return { stream, text: () => Buffer.concat(pieces).toString() }
}

const sizes = [1, 100, 300_000, 2_000_000]
test.each(sizes)('rows of %i characters come out whole on a slow disk, and the connection goes on', async (size) => {
  for (let round = 0; round < 3; round++) {
    const disk = slowDisk()
    const sql = `copy (select n, repeat('x', ${size}) from generate_series(1, 5) n) to stdout`
    expect(await copyOut(client, sql, disk.stream)).toBe(5)
    disk.stream.end()
    await new Promise((done) => disk.stream.once('finish', done))
    expect(disk.text()).toBe([1, 2, 3, 4, 5].map((n) => `${n}\t${'x'.repeat(size)}\n`).join(''))
  }
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

const source = async function* (pieces: readonly string[], broken = false) {
  for (const piece of pieces) yield Buffer.from(piece)
  if (broken) throw new Error('the disk is gone')
}

test('what came out goes in, in whatever pieces', async () => {
  const text = '1\tone\n2\t第二\\n行\n3\t\\N\n'
  for (const length of [1, 2, 7, 100]) {
    await client.query('truncate copied')
    const bytes = Buffer.from(text)
    const pieces = Array.from({ length: Math.ceil(bytes.length / length) }, (_, i) =>
      bytes.subarray(i * length, (i + 1) * length),
    )
    const from = (async function* () {
      yield* pieces
    })()
    expect(await copyIn(client, 'copy copied from stdin', from)).toBe(3)
    const { rows } = await client.query('select * from copied order by id')
    expect(rows).toEqual([
      { id: 1, words: 'one' },
      { id: 2, words: '第二\n行' },
      { id: 3, words: null },
    ])
  }
})

test('a source that breaks off, or rows that do not fit, leave nothing, say why, and the connection goes on', async () => {
  await client.query('truncate copied')
  await expect(copyIn(client, 'copy copied from stdin', source(['1\tone\n'], true))).rejects.toThrow('the disk is gone')
  await expect(copyIn(client, 'copy copied from stdin', source(['1\tone\n', '1\ttwo\n']))).rejects.toThrow(
    'duplicate key',
  )
  await expect(copyIn(client, 'copy nowhere from stdin', source(['1\n']))).rejects.toThrow('nowhere')
  await expect(copyOut(client, 'copy nowhere to stdout', slowDisk().stream)).rejects.toThrow('nowhere')
  expect((await client.query('select count(*)::int as n from copied')).rows).toEqual([{ n: 0 }])
})
