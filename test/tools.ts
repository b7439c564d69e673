import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { Case, CaseData } from '#domain/case.ts'
import { findService } from '#domain/services/index.ts'
import { personFor } from '#server/accounts/people.ts'
import { act, submit } from '#server/cases/cases.ts'
import { createConnectors } from '#server/connectors/connectors.ts'
import { createExchange } from '#server/connectors/exchange.ts'
import { ensureAgencyKeys, ensureHouseKey, publicHalves, ensureLogKey } from '#server/connectors/keys.ts'
import { loadCalendar, loadCity, loadFees, loadRules } from '#server/kit/city.ts'
import { createCrypto } from '#server/kit/crypto.ts'
import { openDb } from '#server/kit/db.ts'
import { diskFiles } from '#server/kit/file-store.ts'
import type { House } from '#server/kit/house.ts'
import type { Invariant } from '#server/kit/invariant.ts'
import { postgresBus } from '#server/kit/live.ts'
import { createLog } from '#server/kit/log.ts'
import { createMetrics } from '#server/kit/metrics.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { ensureOffices } from '#server/accounts/offices.ts'
import { sandboxForTest } from '#sandbox/testing.ts'
import { dataFor } from './cases.ts'
import { freshDatabase } from './database.ts'

export interface ToolsOptions {
  /** A real sandbox beside it; without it no outside system answers. */
  withTown?: boolean
  poolSize?: number
}

/**
 * A house's tools on a database of its own, without HTTP and background work: for tests of one feature. `other` is a
 * second pool on the same database, as a second process would have.
 */
export async function tools({ withTown = false, poolSize = 8 }: ToolsOptions = {}) {
  const databaseUrl = await freshDatabase(inject('postgres'))
  const dir = mkdtempSync(join(tmpdir(), 'yc-tools-'))
  const town = withTown ? await sandboxForTest() : undefined
  const keysDir = town?.keysDir ?? join(dir, 'keys')
  const crypto = createCrypto({ suite: 'sm', masterKey: randomBytes(32) })
  const log = createLog('silent')
  const time = { offset: 0, now: () => new Date(Date.now() + time.offset) }
  const exchange = createExchange({
    baseUrl: town?.sandbox.url ?? 'http://127.0.0.1:9',
    houseKey: ensureHouseKey(keysDir, 'sm'),
    agencyKeys: publicHalves(ensureAgencyKeys(keysDir, 'sm')),
    suite: 'sm',
    timeoutMs: 4_000,
  })
  const shared = {
    crypto,
    logKey: ensureLogKey(keysDir, 'sm'),
    log,
    time,
    files: diskFiles(join(dir, 'files'), crypto),
    metrics: createMetrics(),
    calendar: loadCalendar(),
    fees: loadFees(),
    rules: loadRules(),
    city: loadCity(),
    connectors: createConnectors(exchange),
    quick: createConnectors(exchange),
    publicUrl: 'http://localhost',
    trustProxy: [],
    payUrl: 'http://localhost',
  }
  const open = (): House => ({ ...shared, db: openDb(databaseUrl, { poolSize }), bus: postgresBus(databaseUrl, log) })
  const [house, other] = [open(), open()]
  const owner = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  owner.on('error', () => undefined)
  await house.db.tx((tx) => ensureOffices(tx, house))
  return {
    house,
    other,
    databaseUrl,
    dir,
    /** The database as its owner. */
    sql: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> =>
      (await owner.query<Row>(text, values)).rows,
    /** Reads or steers the sandbox. */
    town: (path: string, body?: unknown): Promise<unknown> =>
      town ? town.admin(path, body) : Promise.reject(new Error('started without a town')),
    later: (ms: number) => void (time.offset += ms),
    close: async () => {
      for (const h of [house, other]) {
        await h.bus.close()
        await h.db.close()
      }
      await owner.end()
      exchange.close()
      await town?.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export type Tools = Awaited<ReturnType<typeof tools>>

let people = 0

/** A person with an account; each call another one. */
export async function somebody(
  { house }: Pick<Tools, 'house'>,
  name = '张伟',
): Promise<{ id: string; name: string; idNumber: string; mobile: string }> {
  people += 1
  const person = {
    name,
    idNumber: `37000019900101${String(people).padStart(4, '0')}`,
    mobile: `1380013${String(people).padStart(4, '0')}`,
  }
  return { ...person, id: await house.db.tx((tx) => personFor(tx, house, person)) }
}

/** A case of this person that has just been handed in; the car of a new-vehicle case has a VIN of its own. */
export async function handedIn(
  { house }: Pick<Tools, 'house'>,
  person: Awaited<ReturnType<typeof somebody>>,
  code: string,
  change: Partial<CaseData> = {},
): Promise<Case> {
  const service = findService(code)
  if (!service) throw new RangeError(`no service ${code}`)
  const data = dataFor(service, {
    applicant: person,
    signature: { name: person.name, formHash: '', at: house.time.now().toISOString() },
    ...change,
  })
  const subject =
    data.subject.kind === 'new-vehicle'
      ? { ...data.subject, vin: `LGBH52E0${person.idNumber.slice(-9)}` }
      : data.subject
  return house.db.tx((tx) =>
    submit(
      tx,
      house,
      {
        id: uuidv7(),
        office: house.city.homeOffice,
        service,
        applicant: person.id,
        channel: 'web',
        data: { ...data, subject },
      },
      { kind: 'citizen', id: person.id },
    ),
  )
}

/** The case after all its checks have passed. */
export const checked = ({ house }: Pick<Tools, 'house'>, c: Case): Promise<Case> =>
  house.db.tx((tx) =>
    act(tx, house, { kind: 'system', id: 'house' }, c.id, undefined, { type: 'checked', results: [] }),
  )

/** Names of the invariants that do not hold now. */
export async function broken({ sql }: Pick<Tools, 'sql'>, invariants: readonly Invariant[]): Promise<string[]> {
  const found = await Promise.all(invariants.map(async (i) => ((await sql(i.sql)).length > 0 ? i.name : '')))
  return found.filter((name) => name !== '')
}
