import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { freshDatabase } from '#test/database.ts'
import { keepRunners } from './job-runners.ts'

let pool: pg.Pool
let url: string
beforeAll(async () => {
  url = await freshDatabase(inject('postgres'))
  pool = new pg.Pool({ connectionString: url, application_name: 'runner-alive', max: 2 })
})
afterAll(() => pool.end())

const lockedBy = async (): Promise<(string | null)[]> =>
  (
    await pool.query<{ locked_by: string | null }>('select locked_by from graphile_worker._private_jobs order by id')
  ).rows.map((r) => r.locked_by)

test('the jobs of a runner that is gone are free at once, those of one that lives stay its own', async () => {
  await pool.query(
    `select graphile_worker.add_job('tidy', job_key => 'a'), graphile_worker.add_job('tidy', job_key => 'b')`,
  )
  const alive = keepRunners(pool, 'runner-alive')
  await pool.query(
    `insert into job_runners (name, lock_names) values ('runner-gone', '{lock-gone}'), ('runner-alive', '{lock-alive}')`,
  )
  await pool.query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = case key when 'a' then 'lock-gone' else 'lock-alive' end`,
  )
  await alive.sweep()
  expect(await lockedBy()).toEqual([null, 'lock-alive'])
  expect((await pool.query('select name from job_runners')).rows).toEqual([{ name: 'runner-alive' }])
  await alive.leave()
})

test('locks nobody answers for are freed after a minute, not before', async () => {
  const runners = keepRunners(pool, 'runner-alive')
  await pool.query(
    `update graphile_worker._private_jobs set (locked_by, locked_at) = (case key when 'a' then 'long gone' else 'just begun' end, now() - case key when 'a' then interval '2 minutes' else interval '5 seconds' end)`,
  )
  await runners.sweep()
  expect(await lockedBy()).toEqual([null, 'just begun'])
  await runners.leave()
})
