import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { startSandbox } from '#sandbox/sandbox.ts'
import { DEMO_PEOPLE } from '#sandbox/world/demo-people.ts'
import { furnish } from '#server/house.ts'
import { readConfig } from '#server/kit/config.ts'
import { createLog } from '#server/kit/log.ts'
import { freshDatabase } from './database.ts'

test('a house and agencies whose clocks are moved alike (NOW_OFFSET) understand each other', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'yc-clock-'))
  const offset = 400 * 86_400_000
  const now = () => new Date(Date.now() + offset)
  const sandbox = await startSandbox({ port: 0, keysDir: join(dir, 'keys'), suite: 'sm', people: 1, now })
  const config = readConfig({ PORT: '0', DATA_DIR: dir, SANDBOX_URL: sandbox.url, NOW_OFFSET: String(offset) })
  const house = furnish({ config, databaseUrl: await freshDatabase(inject('postgres')), log: createLog('silent') })
  const asked = await house.connectors.registry.driver({ idNumber: DEMO_PEOPLE[0]?.idNumber ?? '' })
  await house.close()
  await sandbox.close()
  rmSync(dir, { recursive: true, force: true })
  expect(asked).toMatchObject({ ok: true })
})
