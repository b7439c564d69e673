import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Agent, request, type RequestOptions } from 'node:http'
import type { Case, CaseData } from '#domain/case.ts'
import { newClock } from '#domain/clock.ts'
import { findService } from '#domain/services/index.ts'
import { genesis, sealData } from '#server/cases/case-row.ts'
import { approve, makeSegment, release } from '#server/plates/segments.ts'
import { openDueRooms } from '#server/plates/waiting-room.ts'
import { dataFor } from '#test/cases.ts'
import { startDatabase } from './case-house.ts'
import type { Figure } from './figure.ts'
import { percentile } from './http-load.ts'
import { sideBySide } from './measured.ts'
import { plateHouse, type PlateHouse } from './plates-house.ts'

/** At 50 a second two thousand are in within forty seconds; `BENCH_ROOM_CARS=10000` is what is promised, four minutes. */
const CARS = Number(process.env['BENCH_ROOM_CARS'] ?? 2_000)
const SOCKETS = 64
/** The minute of the release lies so far ahead that everybody can be inside by then. */
const BEFORE_MS = 1_000 * Math.ceil(10 + CARS / 100)

interface Chooser {
  id: string
  cookie: string
}

/**
 * A release as people live it, through HTTP and the waiting room: everybody takes a place, asks for it as the page does, is let
 * in at the measured rate, presses, and claims the first number shown; half as many numbers as cars.
 */
export async function* platesRoom(): AsyncGenerator<Figure> {
  const database = await startDatabase()
  const house = await plateHouse(database, 'room', [])
  const numbers = await announce(house)
  const people = await choosers(house, CARS)
  const server = await house.serve()
  try {
    const http = client(server.port)
    const begun = performance.now()
    const waiting = [...people]
    await sideBySide(SOCKETS, async () => {
      const one = waiting.pop()
      if (!one) return false
      await http.ask(one, 'POST', `/api/my/cases/${one.id}/plates/room`)
      return true
    })
    yield { name: 'plates.room_join_per_s', value: CARS / ((performance.now() - begun) / 1_000), unit: 'requests' }
    const from = house.house.time.now().getTime()
    const ends = await Promise.all(people.map((one) => choose(http, one)))
    const given = ends.flatMap((end) => end.number ?? [])
    yield { name: 'plates.room_s', value: (house.house.time.now().getTime() - from) / 1_000, unit: 's' }
    yield {
      name: 'plates.room_press_p99_ms',
      value: percentile(
        ends.flatMap((e) => e.pressMs ?? []),
        0.99,
      ),
      unit: 'ms',
    }
    yield {
      name: 'plates.room_claim_p99_ms',
      value: percentile(
        ends.flatMap((e) => e.claimMs ?? []),
        0.99,
      ),
      unit: 'ms',
    }
    yield { name: 'plates.room_numbers_left', value: numbers - given.length, unit: 'requests', goal: '<= 0' }
    yield { name: 'plates.room_doubles', value: given.length - new Set(given).size, unit: 'requests', goal: '<= 0' }
    yield {
      name: 'plates.room_unanswered',
      value: ends.filter((e) => !e.number && !e.told).length,
      unit: 'requests',
      goal: '<= 0',
    }
    yield {
      name: 'plates.room_errors',
      value: ends.reduce((sum, e) => sum + e.errors, 0),
      unit: 'requests',
      goal: '<= 0',
    }
  } finally {
    await server.close()
    await house.close()
  }
}

interface End {
  number?: string
  /** Was told that there is none: by the room or by the press. */
  told?: boolean
  pressMs?: number
  claimMs?: number
  /** Answers that are neither granted nor a refusal with words. */
  errors: number
}

type Http = ReturnType<typeof client>

/** One person: looks at the own place again and again, as long as the page is told to wait; then presses and claims. */
async function choose(http: Http, one: Chooser): Promise<End> {
  const base = `/api/my/cases/${one.id}/plates`
  const end: End = { errors: 0 }
  for (;;) {
    const place = await http.ask(one, 'GET', `${base}/room`)
    if (place.status !== 200) end.errors += 1
    if (place.body.state === 'admitted' || place.body.state === 'none') return pressAndClaim(http, one, base, end)
    if (place.body.room?.numbersLeft === 0) return { ...end, told: true }
    await new Promise((next) => setTimeout(next, place.body.askAgainMs ?? 5_000))
  }
}

async function pressAndClaim(http: Http, one: Chooser, base: string, end: End): Promise<End> {
  for (;;) {
    const shown = await http.ask(one, 'POST', `${base}/draw`)
    end.pressMs = shown.ms
    if (shown.status >= 500) end.errors += 1
    if (shown.status !== 200) return { ...end, told: shown.body.code === 'PLATE_EMPTY' }
    const number = shown.body.random?.group?.numbers[0]?.number
    const claimed = await http.ask(one, 'POST', '/api/plates/claim', { pass: shown.body.pass, number })
    if (claimed.status === 200 && number) return { ...end, number, claimMs: claimed.ms }
    if (claimed.status >= 500) end.errors += 1
  }
}

interface Body {
  state?: string
  code?: string
  pass?: string
  askAgainMs?: number
  room?: { numbersLeft: number }
  random?: { group?: { numbers: { number: string }[] } }
}

function client(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS })
  const send = (options: RequestOptions, text: string) =>
    new Promise<{ status: number; body: Body }>((done, failed) => {
      const sent = request({ host: '127.0.0.1', port, agent, ...options }, (answer) => {
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => pieces.push(piece))
        answer.on('end', () => {
          const given = Buffer.concat(pieces).toString('utf8')
          done({ status: answer.statusCode ?? 0, body: given ? (JSON.parse(given) as Body) : {} })
        })
      })
      // As a browser does: what the server closed for idleness in that moment is asked again, with the same key.
      sent.on('error', (error: NodeJS.ErrnoException) =>
        sent.reusedSocket && error.code === 'ECONNRESET' ? done(send(options, text)) : failed(error),
      )
      sent.end(text)
    })
  const ask = async (one: Chooser, method: string, path: string, body: object = {}) => {
    const from = performance.now()
    const text = method === 'GET' ? '' : JSON.stringify(body)
    const headers = {
      cookie: one.cookie,
      ...(text
        ? {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
            'idempotency-key': randomUUID(),
          }
        : {}),
    }
    const answer = await send({ method, path, headers }, text)
    return { ...answer, ms: performance.now() - from }
  }
  return { ask }
}

/** A segment of half as many numbers as cars, and its room. Gives how many numbers. */
async function announce({ house }: PlateHouse): Promise<number> {
  const by = (id: string) => ({ id, office: house.city.homeOffice })
  const count = CARS / 2
  const numbers = Array.from(
    { length: count },
    (_, i) => `鲁B${'KMNP'[Math.floor(i / 9_999)]}${String((i % 9_999) + 1).padStart(4, '0')}`,
  )
  const releaseAt = new Date(house.time.now().getTime() + BEFORE_MS)
  await house.db.tx(async (tx) => {
    const made = await makeSegment(tx, house, by('one'), {
      pool: '02',
      pattern: 'list',
      numbers,
      exclusions: [],
      releaseAt,
    })
    await release(tx, house, by('one'), await approve(tx, house, by('two'), made.id))
  })
  await house.db.tx((tx) => openDueRooms(tx, house))
  return count
}

/** Signed-in people whose cars have passed every check, set-based: getting so far is not what is measured. */
async function choosers({ house, owner }: PlateHouse, count: number): Promise<Chooser[]> {
  const service = findService('new-vehicle-registration')
  if (!service) throw new RangeError('no such service')
  const office = house.city.homeOffice
  const clock = newClock(service.limit.workingDays)
  const made = Array.from({ length: count }, (_, i) => {
    const [id, person, token] = [randomUUID(), randomUUID(), randomBytes(32).toString('base64url')]
    const vin = `LGBH52E0${String(i).padStart(9, '0')}`
    const plain = dataFor(service, {
      applicant: { name: '张伟', idNumber: `37000019900101${i}`, mobile: '13800138000' },
    })
    const { subject } = plain
    const data: CaseData = { ...plain, subject: subject.kind === 'new-vehicle' ? { ...subject, vin } : subject }
    return { id, person, token, vin, data: sealData(house.crypto, id, data) }
  })
  const column = <T>(of: (one: (typeof made)[number]) => T): T[] => made.map(of)
  const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`
  const sealed = (name: string, value: string) =>
    column((one) => hex(house.crypto.seal(value, `people|${name}|${one.person}`)))
  await owner.query(
    `insert into people (id, name, id_number, id_index, mobile, mobile_index)
     select p, n::bytea, i::bytea, sha256(p::text::bytea), m::bytea, sha256(p::text::bytea) from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as x (p, n, i, m)`,
    [
      column((one) => one.person),
      sealed('name', '张伟'),
      sealed('id_number', '370000199001010001'),
      sealed('mobile', '13800138000'),
    ],
  )
  await owner.query(
    `insert into sessions (token_hash, kind, subject, device, expires_at) select h::bytea, 'citizen', p, 'bench', now() + interval '1 day' from unnest($1::text[], $2::text[]) as x (h, p)`,
    [column((one) => hex(createHash('sha256').update(one.token).digest())), column((one) => one.person)],
  )
  const state: Case['state'] = 'open'
  await owner.query(
    `insert into cases (office, id, number, service, service_version, channel, applicant, subject_index, state, step, version, data, who, what, clock, head, submitted_at)
     select $1, id, 'B' || n, $2, $3, 'web', person, sha256(id::text::bytea), $4, 'choose-plate', 2, data::bytea, '张', '车', $5::jsonb, head::bytea, now()
       from unnest($6::uuid[], $7::uuid[], $8::text[], $9::text[]) with ordinality as x (id, person, data, head, n)`,
    [
      office,
      service.code,
      service.version,
      state,
      JSON.stringify(clock),
      column((one) => one.id),
      column((one) => one.person),
      column((one) => hex(one.data)),
      column((one) => hex(genesis(house.crypto, one.id))),
    ],
  )
  await owner.query('analyze people, sessions, cases')
  return made.map(({ id, token }) => ({ id, cookie: `yunchuang-citizen=${token}` }))
}
