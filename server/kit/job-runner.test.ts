import { Type } from 'typebox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Tools, tools } from '#test/tools.ts'
import { until } from '#test/until.ts'
import type { House } from './house.ts'
import { openJobQueue } from './job-queue.ts'
import { type Runner, startJobs } from './job-runner.ts'
import { defineJob, enqueue, type Job, type JobSpec, wakeIn } from './jobs.ts'

let t: Tools
let runners: Runner[]
beforeEach(async () => {
  t = await tools()
  runners = []
})
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()))
  await t.close()
})

const start = async (jobs: Job[], house: House = t.house): Promise<Runner> => {
  const runner = await startJobs(house, t.databaseUrl, jobs)
  runners.push(runner)
  return runner
}
const add = (...jobs: JobSpec[]) => t.house.db.tx((tx) => enqueue(tx, t.house, jobs))
const note = (n: number, more: Partial<JobSpec> = {}): JobSpec => ({ job: 'note', payload: { n }, ...more })
const noting = (heard: number[], run?: (n: number, attempt: number) => Promise<void> | void): Job =>
  defineJob({
    name: 'note',
    payload: Type.Object({ n: Type.Integer() }),
    run: async (_house, { n }, attempt) => {
      heard.push(n)
      await run?.(n, attempt)
    },
  })
const left = () =>
  t.sql<{ key: string | null; attempts: number; wait: number; runner: number | null }>(
    `select key, attempts, extract(epoch from run_at - now())::float8 as wait, runner from jobs order by id`,
  )
const empty = () => until('nothing is left to do', async () => (await left()).length === 0)

test('work exists exactly when the change exists that asked for it', async () => {
  const heard: number[] = []
  await start([noting(heard)])
  const broken = t.house.db.tx(async (tx) => {
    await enqueue(tx, t.house, [note(1)])
    throw new Error('the change is undone')
  })
  await expect(broken).rejects.toThrow('undone')
  await add(note(2), note(3))
  await empty()
  expect(heard.toSorted((a, b) => a - b)).toEqual([2, 3])
})

test('of two with one key the later counts, in one change and in two', async () => {
  await add(note(1, { key: 'a', at: wakeIn(60_000) }), note(2, { key: 'a', at: wakeIn(90_000) }))
  await add(note(3, { key: 'a' }), note(4, { key: 'b' }))
  const heard: number[] = []
  await start([noting(heard)])
  await empty()
  expect(heard.toSorted((a, b) => a - b)).toEqual([3, 4])
})

test('what asks for itself again while it is done is not lost with its end', async () => {
  const heard: number[] = []
  const again = noting(heard, (n) => (n < 3 ? add(note(n + 1, { key: 'again' })) : undefined))
  await start([again])
  await add(note(1, { key: 'again' }))
  await until('three times', () => heard.length === 3)
  await empty()
  expect(heard).toEqual([1, 2, 3])
})

test('what fails is tried again after ever longer waits, and kept when it is given up', async () => {
  const heard: number[] = []
  await start([noting(heard, () => Promise.reject(new Error('no')))])
  await add(note(1, { key: 'poor', attempts: 2 }))
  const first = await until('the first try', async () =>
    (await left()).find((j) => j.runner === null && j.attempts === 1),
  )
  expect(first.wait).toBeGreaterThan(1.5)
  expect(first.wait).toBeLessThan(2.8)
  await t.sql('update jobs set run_at = now()')
  const second = await until('the second try', async () =>
    (await left()).find((j) => j.runner === null && j.attempts === 2),
  )
  expect(second.wait).toBeGreaterThan(6)
  await t.sql('update jobs set run_at = now()')
  await add(note(2))
  await until('a later one', () => heard.includes(2))
  expect(heard.filter((n) => n === 1)).toHaveLength(2)
  expect(await left()).toMatchObject([{ key: 'poor' }, { attempts: 1 }])
})

test('two processes do each job once, and leave alone what they do not know', async () => {
  const heard: number[] = []
  await start([noting(heard)])
  await start([noting(heard)], t.other)
  await add({ job: 'of a newer build', payload: {}, key: 'new' })
  for (let i = 0; i < 20; i++) await add(...Array.from({ length: 20 }, (_, n) => note(i * 20 + n)))
  await until('all are done', async () => (await left()).length === 1)
  expect(heard.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 400 }, (_, n) => n))
  expect(await left()).toMatchObject([{ key: 'new', attempts: 0 }])
})

test('what was added by a process that does no jobs is heard by one that does', async () => {
  const heard: number[] = []
  await start([noting(heard)], t.other)
  await add(note(7))
  await until('it is done', () => heard.length === 1)
})

test('the jobs of a process that is gone are free at once, those of one that lives stay its own', async () => {
  await add(note(1, { key: 'gone' }), note(2, { key: 'mine' }))
  const [dead, alive, third] = [openJobQueue(t.databaseUrl), openJobQueue(t.databaseUrl), openJobQueue(t.databaseUrl)]
  await dead.take(['note'], 1)
  const [mine] = await alive.take(['note'], 1)
  expect((await left()).every((j) => j.runner !== null)).toBe(true)
  await dead.close()
  await until('its lock is gone', async () => {
    await third.free([])
    return (await left()).some((j) => j.runner === null)
  })
  expect((await left()).filter((j) => j.runner === null)).toMatchObject([{ key: 'gone', attempts: 1 }])
  // The answer to a taking was lost on the way: this one knows of nothing.
  await alive.free([mine?.id ?? 0])
  expect((await left()).filter((j) => j.runner === null)).toHaveLength(1)
  await alive.free([])
  expect((await left()).filter((j) => j.runner === null)).toHaveLength(2)
  for (const queue of [alive, third]) await queue.close()
})

test('a late word about an earlier taking ends no later one', async () => {
  await add(note(1, { key: 'twice' }))
  const queue = openJobQueue(t.databaseUrl)
  const [first] = await queue.take(['note'], 1)
  await add(note(2, { key: 'twice' }))
  const [second] = await queue.take(['note'], 1)
  expect([first?.taken, second?.taken, second?.payload]).toEqual([1, 2, { n: 2 }])
  if (!first || !second) throw new Error('not taken')
  expect(await queue.end([{ id: first.id, taken: first.taken, wait: null }])).toEqual([])
  expect(await left()).toHaveLength(1)
  await queue.end([{ id: second.id, taken: second.taken, wait: null }])
  expect(await left()).toEqual([])
  await queue.close()
})

test('an end that meets a change still under way waits for it, and the others’ ends do not', async () => {
  await add(note(1, { key: 'a' }), note(2, { key: 'b' }))
  const queue = openJobQueue(t.databaseUrl)
  const taken = await queue.take(['note'], 2)
  const ended = taken.map(({ id, taken: time }) => ({ id, taken: time, wait: null }))
  const held = taken.find(({ payload }) => (payload as { n: number }).n === 1)?.id
  await t.house.db.tx(async (tx) => {
    await enqueue(tx, t.house, [note(3, { key: 'a' })])
    tx.beforeCommit(async () => expect(await queue.end(ended)).toEqual([held]))
  })
  expect(await queue.end(ended.filter(({ id }) => id === held))).toEqual([])
  expect(await left()).toMatchObject([{ key: 'a', runner: null }])
  await queue.close()
})

test('what comes by itself is added by one of several processes, and not twice while it waits', async () => {
  const queues = [openJobQueue(t.databaseUrl), openJobQueue(t.databaseUrl)]
  const minute = (n: number) => new Date(Date.UTC(2026, 10, 22, 0, n))
  const round = (n: number) => Promise.all(queues.map((queue) => queue.addRound(['note', 'other'], minute(n))))
  await round(0)
  await round(1)
  expect((await left()).map((j) => j.key)).toEqual(['round:note', 'round:other'])
  await queues[0]?.take(['note', 'other'], 2)
  await t.sql('delete from jobs')
  await round(1)
  expect(await left()).toEqual([])
  await round(2)
  expect(await left()).toHaveLength(2)
  for (const queue of queues) await queue.close()
})

test('a process that closes does what it has in hand and takes nothing more', async () => {
  const heard: number[] = []
  let open = (): void => undefined
  const gate = new Promise<void>((done) => (open = done))
  const runner = await start([noting(heard, () => gate)])
  await add(note(1))
  await until('it is in hand', () => heard.length === 1)
  const stopped = runner.stop()
  runners = []
  await add(note(2))
  open()
  await stopped
  expect(heard).toEqual([1])
  expect(await left()).toMatchObject([{ attempts: 0, runner: null }])
})
