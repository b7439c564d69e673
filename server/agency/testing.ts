import { mkdtempSync, rmSync } from 'node:fs'
import { randomBytes, randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import type { Case, CaseActor, CaseData } from '#domain/case.ts'
import type { Command } from '#domain/commands.ts'
import { makeMobile, makeResidentId } from '#domain/rules/generate.ts'
import type { StepKind } from '#domain/service.ts'
import { findService } from '#domain/services/index.ts'
import { personFor } from '#server/accounts/people.ts'
import { act, loadCase, submit } from '#server/cases/cases.ts'
import { createConnectors } from '#server/connectors/connectors.ts'
import { createExchange } from '#server/connectors/exchange.ts'
import { ensureAgencyKeys, ensureHouseKey, publicHalves } from '#server/connectors/keys.ts'
import { type Agency, agencyKeyId, signQuestion } from '#server/connectors/wire.ts'
import { createApp } from '#server/kit/app.ts'
import { loadCalendar, loadCity, loadFees } from '#server/kit/city.ts'
import { createCrypto } from '#server/kit/crypto.ts'
import { openDb } from '#server/kit/db.ts'
import { diskFiles } from '#server/kit/file-store.ts'
import type { House } from '#server/kit/house.ts'
import { postgresBus } from '#server/kit/live.ts'
import { createLog } from '#server/kit/log.ts'
import { createMetrics } from '#server/kit/metrics.ts'
import type { Job } from '#server/kit/jobs.ts'
import { choose } from '#server/plates/choose.ts'
import { draw, publishPlates } from '#server/plates/plates.ts'
import { agencyRoutes } from './agency.http.ts'

/** For tests only: the rooms of the house in which money and papers move, with the keys of all agencies in the tester's hand. */
export async function backRooms(databaseUrl: string, sandboxUrl = 'http://127.0.0.1:9') {
  const dir = mkdtempSync(join(tmpdir(), 'yc-rooms-'))
  const keys = ensureAgencyKeys(join(dir, 'keys'), 'sm')
  const houseKey = ensureHouseKey(join(dir, 'keys'), 'sm')
  const log = createLog('silent')
  const crypto = createCrypto({ suite: 'sm', masterKey: randomBytes(32) })
  const exchange = createExchange({
    baseUrl: sandboxUrl,
    houseKey,
    agencyKeys: publicHalves(keys),
    suite: 'sm',
    timeoutMs: 2_000,
  })
  const time = { offset: 0, now: () => new Date(Date.now() + time.offset) }
  const house: House = {
    db: openDb(databaseUrl, { poolSize: 6 }),
    crypto,
    bus: postgresBus(databaseUrl, log),
    log,
    time,
    files: diskFiles(join(dir, 'files'), crypto),
    metrics: createMetrics(),
    calendar: loadCalendar(),
    fees: loadFees(),
    city: loadCity(),
    connectors: createConnectors(exchange),
    publicUrl: 'http://localhost',
    payUrl: sandboxUrl,
  }
  const app = createApp(house)
  agencyRoutes(app, house)
  await app.ready()
  const owner = new pg.Pool({ connectionString: databaseUrl, max: 3 })
  owner.on('error', () => undefined)
  await owner.query(
    'insert into offices (office, name_zh, name_en) select * from unnest($1::int[], $2::text[], $2::text[]) on conflict do nothing',
    [house.city.offices.map((o) => o.office), house.city.offices.map((o) => o.name.zh)],
  )
  const sql = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await owner.query<Row>(text, values)).rows
  return {
    house,
    app,
    sql,
    keysDir: join(dir, 'keys'),
    later: (ms: number) => void (time.offset += ms),
    /** A push as the agency would sign it. */
    push: (agency: Agency, path: string, body: unknown, messageId: string = randomUUID()) =>
      push(app, keys[agency], agency, path, body, messageId),
    /** Jobs that wait, oldest first. */
    waiting: (job: string) =>
      sql<{ payload: Record<string, unknown>; run_at: Date; key: string | null }>(
        `select j.payload, j.run_at, j.key from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1 order by j.id`,
        [job],
      ),
    broken: async (invariants: readonly { name: string; sql: string }[]): Promise<string[]> => {
      const rows = await Promise.all(invariants.map(async (one) => ({ name: one.name, rows: await sql(one.sql) })))
      return rows.filter((one) => one.rows.length > 0).map((one) => `${one.name}: ${JSON.stringify(one.rows)}`)
    },
    close: async () => {
      await app.close()
      await house.bus.close()
      await exchange.close()
      await house.db.close()
      await owner.end()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export type BackRooms = Awaited<ReturnType<typeof backRooms>>

async function push(
  app: FastifyInstance,
  pair: Parameters<typeof signQuestion>[0]['pair'],
  agency: Agency,
  path: string,
  body: unknown,
  messageId: string,
) {
  const text = JSON.stringify(body)
  const headers = signQuestion(
    { keyId: agencyKeyId(agency), pair, suite: 'sm', now: () => new Date() },
    path,
    messageId,
    text,
  )
  const answer = await app.inject({ method: 'POST', url: path, headers, payload: text })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.payload,
    body: answer.json<Record<string, unknown>>(),
  }
}

/** Runs one job by its name, as the worker would. */
export async function runJob(
  house: House,
  jobs: readonly Job[],
  name: string,
  payload: Record<string, unknown>,
): Promise<void> {
  const job = jobs.find((one) => one.name === name)
  if (!job) throw new RangeError(`no job ${name}`)
  await job.run(house, payload as never, 1)
}

const SYSTEM: CaseActor = { kind: 'system', id: 'test' }
const OFFICE = 370200
const officer = (id: string, role: string): CaseActor => ({ kind: 'officer', id, office: OFFICE, roles: [role] })
let made = 0

/** Who does what at each step when all goes well; choosing a plate goes through the pool. */
const COMMAND: Partial<Record<StepKind, [CaseActor, Command]>> = {
  check: [SYSTEM, { type: 'checked', results: [] }],
  review: [officer('o-1', 'reviewer'), { type: 'pass' }],
  'second-review': [officer('o-2', 'second-reviewer'), { type: 'second-pass' }],
  hold: [SYSTEM, { type: 'hold-over' }],
  register: [SYSTEM, { type: 'registered', result: { registrationNo: '1' } }],
}

/** A case of a new person, walked by commands until it stands at `step`. Money is paid by signed pushes. */
export async function caseAt(
  rooms: BackRooms,
  service: string,
  step: StepKind,
  delivery: 'post' | 'pickup' = 'post',
): Promise<Case> {
  const { house } = rooms
  const definition = findService(service)
  if (!definition) throw new RangeError(service)
  const data = dataOf(++made, definition.subject, delivery)
  let c = await house.db.tx(async (tx) => {
    const applicant = await personFor(tx, house, data.applicant)
    return submit(
      tx,
      house,
      { id: randomUUID(), office: OFFICE, service: definition, applicant, channel: 'web', data },
      { kind: 'citizen', id: applicant },
    )
  })
  while (c.step !== step) {
    const from = c
    const command = COMMAND[from.step]
    if (from.step === 'choose-plate') c = await choosePlate(house, from)
    else if (from.step === 'pay') c = await payAll(rooms, from)
    else if (command) c = await house.db.tx((tx) => act(tx, house, command[0], from.id, undefined, command[1]))
    else throw new RangeError(`cannot walk past ${from.step}`)
  }
  return c
}

async function choosePlate(house: House, c: Case): Promise<Case> {
  await house.db.tx((tx) =>
    publishPlates(
      tx,
      c.office,
      '02',
      Array.from({ length: 60 }, (_, n) => `鲁BZ${String(made * 100 + n).padStart(4, '0')}`),
    ),
  )
  const { numbers } = await house.db.tx((tx) => draw(tx, house, c))
  return house.db.tx((tx) =>
    choose(tx, house, { kind: 'citizen', id: c.applicant }, c.id, c.version, numbers[0]?.number ?? ''),
  )
}

/** Opens the bills with codes of their own, without the bank. */
export async function giveCodes(
  rooms: BackRooms,
  caseId: string,
): Promise<{ number: string; code: string; amount_fen: number }[]> {
  return rooms.sql(
    `update bills set state = 'open', opened_at = $2, code = lpad((floor(random() * 1e15)::bigint)::text, 20, '3') where case_id = $1 and state = 'draft' returning number, code, amount_fen`,
    [caseId, rooms.house.time.now()],
  )
}

async function payAll(rooms: BackRooms, c: Case): Promise<Case> {
  const bills = await giveCodes(rooms, c.id)
  await rooms.push('pay', '/api/agency/payments', { payments: bills.map((bill) => paymentOf(bill)) })
  return loadCase(rooms.house.db.read, rooms.house, c.id)
}

/** One instant for all, so that the same payment told again is the same text. */
const PAID_AT = new Date().toISOString()

export const paymentOf = (bill: { number: string; code: string; amount_fen: number }) => ({
  billNo: bill.number,
  code: bill.code,
  amountFen: bill.amount_fen,
  paidAt: PAID_AT,
  bankNo: `BK${bill.code}`,
  receipt: { no: `R${bill.code}`, checkCode: 'abc123' },
})

function dataOf(n: number, subject: 'licence' | 'vehicle' | 'new-vehicle', delivery: 'post' | 'pickup'): CaseData {
  const idNumber = makeResidentId({
    province: '37',
    birth: `19${String(50 + (Math.floor(n / 1000) % 50))}-01-01`,
    sequence: n % 1000,
  })
  const posted = {
    recipient: '张伟',
    recipientMobile: '13800138000',
    region: '370202',
    address: '香港中路 10 号 3 单元 502',
  }
  const vin = `LGBH52E00RY${String(100_000 + n)}`
  const record = {
    plate: `鲁B${10_000 + n}`,
    plateType: '02',
    vin,
    engineNo: `E${n}`,
    brand: '大众',
    model: '朗逸',
    vehicleType: 'K33',
    colour: '白',
    useType: '非营运',
    owner: { idNumber, name: '张伟' },
    registeredOn: '2019-06-03',
    states: ['正常'],
    certificateNo: '370012345678',
    contactMobile: '13800138000',
    replacedTimes12m: 0,
  }
  const licence = {
    idNumber,
    name: '张伟',
    fileNo: '370200123456',
    classes: ['C1'],
    firstIssued: '2020-03-01',
    validFrom: '2020-03-01',
    validTo: '2026-04-11',
    validityYears: 6 as const,
    state: '正常',
    photoTakenOn: '2025-12-01',
    points: 0,
    fullPointsInValidity: false,
    issuingOffice: '370200',
    replacedTimes12m: 0,
  }
  return {
    applicant: { name: '张伟', idNumber, mobile: makeMobile(n) },
    subject:
      subject === 'licence'
        ? { kind: 'licence', licence }
        : subject === 'vehicle'
          ? { kind: 'vehicle', vehicle: record }
          : { kind: 'new-vehicle', vin, preInspected: true },
    form: {
      photoChoice: 'new',
      ...(delivery === 'post'
        ? { deliveryMethod: 'post', ...posted }
        : { deliveryMethod: 'pickup', pickupSite: 'main' }),
    },
    materials: {},
    checks: [],
    declaration: { textVersion: '1', textHash: '', at: new Date().toISOString() },
    signature: { name: '张伟', formHash: '', at: new Date().toISOString() },
  }
}
