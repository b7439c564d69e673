import { expect, inject, test } from 'vitest'
import { freshDatabase } from '#test/database.ts'
import { until } from '#test/house.ts'
import { relayTo } from '#test/tcp-relay.ts'
import { openDb, statement } from './db.ts'
import { fromDatabase } from './errors.ts'
import { postgresBus } from './live.ts'
import { createLog } from './log.ts'

const one = statement<{ one: number }>('dead_line_one', 'select 1 as one')

async function relayed() {
  const database = new URL(await freshDatabase(inject('postgres')))
  const line = await relayTo(`${database.searchParams.get('host')}/.s.PGSQL.5432`)
  return { line, url: `postgresql://owner@127.0.0.1:${line.port}${database.pathname}` }
}

test('a database that says nothing any more is told as busy, and asked over a fresh connection', async () => {
  const { line, url } = await relayed()
  const db = openDb(url, { poolSize: 2, patienceMs: 300 })
  expect(await db.read.one(one)).toEqual({ one: 1 })
  line.silence()
  const answers = await Promise.allSettled([
    db.read.one(one),
    db.tx((tx) => tx.one(one)),
    db.write.run(one),
    db.tx((tx) => tx.one(one)),
  ])
  for (const answer of answers) {
    expect(answer.status).toBe('rejected')
    if (answer.status === 'rejected') expect(fromDatabase(answer.reason)).toMatchObject({ status: 503 })
  }
  line.mend()
  await until('it answers again', () =>
    db
      .tx((tx) => tx.one(one))
      .then(
        () => true,
        () => false,
      ),
  )
  await db.close()
  await line.close()
})

test('a transaction that takes its time waits for what comes after it', async () => {
  const { line, url } = await relayed()
  const db = openDb(url, { poolSize: 1, patienceMs: 300 })
  const slow = statement('dead_line_slow', 'select pg_sleep(0.6)')
  const patient = statement('dead_line_patient', 'select 1', 5_000)
  await expect(db.tx((tx) => tx.run(slow))).rejects.toThrow('timeout')
  await db.tx(async (tx) => {
    await tx.run(patient)
    await tx.run(slow)
  })
  await expect(db.tx((tx) => tx.run(slow))).rejects.toThrow('timeout')
  await db.close()
  await line.close()
})

test('news come again after a line that fell silent', async () => {
  const { line, url } = await relayed()
  const bus = postgresBus(url, createLog('silent'), 100)
  let heard = 0
  let version = 0
  bus.subscribe(['case:1'], (news) => (heard = news.version))
  const told = () => {
    version += 1
    bus.publish({ topic: 'case:1', version })
    return heard > 0
  }
  await until('the first news', async () => told())
  line.silence()
  await until('another line is tried', async () => line.made() > 1)
  heard = 0
  line.mend()
  await until('the next news', async () => told())
  await bus.close()
  await line.close()
})
