import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Case, CaseActor } from '#domain/case.ts'
import type { Command } from '#domain/commands.ts'
import type { StepKind } from '#domain/service.ts'
import { act, loadCase } from '#server/cases/cases.ts'
import { ensureAgencyKeys } from '#server/connectors/keys.ts'
import { type Agency, agencyKeyId, signQuestion } from '#server/connectors/wire.ts'
import { createApp } from '#server/kit/app.ts'
import type { House } from '#server/kit/house.ts'
import type { Invariant } from '#server/kit/invariant.ts'
import type { Job } from '#server/kit/jobs.ts'
import { bookPayments } from '#server/payments/book.ts'
import { choose } from '#server/plates/choose.ts'
import { draw } from '#server/plates/plates.ts'
import { takeInStock } from '#server/plates/stock.ts'
import { broken, handedIn, somebody, type Tools, tools } from '../../test/tools.ts'
import { agencyRoutes } from './agency.http.ts'

/** For tests only: the house's tools and its door for agencies, with the keys of all agencies in the tester's hand. */
export async function backRooms() {
  const rooms = await tools()
  const keysDir = join(rooms.dir, 'keys')
  const keys = ensureAgencyKeys(keysDir, 'sm')
  const app = createApp(rooms.house)
  agencyRoutes(app, rooms.house)
  await app.ready()
  return {
    ...rooms,
    app,
    keysDir,
    /** A push as the agency would sign it. */
    push: (agency: Agency, path: string, body: unknown, messageId: string = randomUUID()) =>
      push(
        app,
        { keyId: agencyKeyId(agency), pair: keys[agency], suite: 'sm', now: () => new Date() },
        path,
        body,
        messageId,
      ),
    waiting: (job: string) => waitingJobs(rooms, job),
    broken: (invariants: readonly Invariant[]) => broken(rooms, invariants),
    close: async () => {
      await app.close()
      await rooms.close()
    },
  }
}

export type BackRooms = Awaited<ReturnType<typeof backRooms>>

async function push(
  app: FastifyInstance,
  signer: Parameters<typeof signQuestion>[0],
  path: string,
  body: unknown,
  messageId: string,
) {
  const text = JSON.stringify(body)
  const headers = signQuestion(signer, path, messageId, text)
  const answer = await app.inject({ method: 'POST', url: path, headers, payload: text })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.payload,
    body: answer.json<Record<string, unknown>>(),
  }
}

/** Jobs of a kind that wait, oldest first. */
export const waitingJobs = ({ sql }: Pick<Tools, 'sql'>, job: string) =>
  sql<{ payload: Record<string, unknown>; run_at: Date; key: string | null }>(
    `select payload, run_at, key from jobs where job = $1 order by id`,
    [job],
  )

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
const officer = (id: string, role: string): CaseActor => ({ kind: 'officer', id, office: 370200, roles: [role] })

/** Who does what at each step when all goes well; plates are chosen from the pool, money is booked as the bank would tell it. */
const COMMAND: Partial<Record<StepKind, [CaseActor, Command]>> = {
  check: [SYSTEM, { type: 'checked', results: [] }],
  'co-sign': [
    { kind: 'co-signer', id: 'c-2' },
    { type: 'co-sign', name: '李静' },
  ],
  'fetch-file': [SYSTEM, { type: 'file-arrived', from: '济南', hash: 'f'.repeat(64) }],
  meet: [officer('o-1', 'reviewer'), { type: 'meet', note: '人证一致' }],
  review: [officer('o-1', 'reviewer'), { type: 'pass' }],
  'second-review': [officer('o-2', 'second-reviewer'), { type: 'second-pass' }],
  hold: [SYSTEM, { type: 'hold-over' }],
  register: [SYSTEM, { type: 'registered', result: { registrationNo: '1' } }],
}

const FORMS = {
  post: {
    photoChoice: 'new',
    deliveryMethod: 'post',
    recipient: '张伟',
    recipientMobile: '13800138000',
    region: '370202',
    address: '香港中路 10 号 3 单元 502',
  },
  pickup: { photoChoice: 'new', deliveryMethod: 'pickup', pickupSite: 'main' },
}

/** A case of a new person, walked by commands until it stands at `step`. */
export async function caseAt(
  rooms: Pick<Tools, 'house' | 'sql'>,
  service: string,
  step: StepKind,
  delivery: 'post' | 'pickup' = 'post',
  answers: Case['data']['form'] = {},
): Promise<Case> {
  const { house } = rooms
  let c = await handedIn(rooms, await somebody(rooms), service, { form: { ...FORMS[delivery], ...answers } })
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

let batch = 0

async function choosePlate(house: House, c: Case): Promise<Case> {
  batch += 1
  const numbers = Array.from({ length: 20 }, (_, n) => `鲁BZ${String(batch * 20 + n).padStart(4, '0')}`)
  await house.db.tx((tx) => takeInStock(tx, house, '02', { numbers }))
  const shown = await house.db.tx((tx) => draw(tx, house, c))
  return house.db.tx((tx) =>
    choose(tx, house, { kind: 'citizen', id: c.applicant }, c.id, c.version, shown.numbers[0]?.number ?? ''),
  )
}

/** Opens the bills with codes of their own, without the bank. */
export async function giveCodes(
  { sql, house }: Pick<Tools, 'house' | 'sql'>,
  caseId: string,
): Promise<{ number: string; code: string; amount_fen: number }[]> {
  return sql(
    `update bills set state = 'open', opened_at = $2, code = lpad((floor(random() * 1e15)::bigint)::text, 20, '3') where case_id = $1 and state = 'draft' returning number, code, amount_fen`,
    [caseId, house.time.now()],
  )
}

async function payAll(rooms: Pick<Tools, 'house' | 'sql'>, c: Case): Promise<Case> {
  const { house } = rooms
  const bills = await giveCodes(rooms, c.id)
  await house.db.tx((tx) => bookPayments(tx, house, `paid:${c.id}`, bills.map(paymentOf)))
  return loadCase(house.db.read, house, c.id)
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
