import { join } from 'node:path'
import type pg from 'pg'
import type { Finding } from '#domain/makers/sampling.ts'
import { inspectionOf, makerKey, shotsOf, signedTable } from '#sandbox/maker.ts'
import { creditCodeOf, DEMO_COMPANIES } from '#sandbox/world/demo-companies.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { yardCars } from '#sandbox/world/maker-cars.ts'
import type { Car } from '#sandbox/world/shapes.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { personFor } from '#server/accounts/people.ts'
import { enterCompany } from '#server/companies/companies.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen, Officer } from '#server/kit/serve.ts'
import { settle } from '#server/makers/check.ts'
import { drawFor } from '#server/makers/draws.ts'
import { addKey, liveKeys, signerOf } from '#server/makers/keys.ts'
import type { Maker } from '#server/makers/maker.ts'
import { batchWithLines, upload } from '#server/makers/makers.ts'
import { askByHand, decideMeasure, standingOf } from '#server/makers/measures.ts'
import { takePhotos } from '#server/makers/photos.ts'
import { judgeSample, samplesOf } from '#server/makers/samples.ts'

const officer = (id: string, roles: Officer['roles']): Officer => ({
  kind: 'officer',
  id,
  office: 370200,
  roles,
  session: '',
})
const REVIEWER = officer('3702000213', ['reviewer'])
const SECOND = officer('3702000305', ['second-reviewer'])
const SUPERVISOR = officer('3702000108', ['supervisor'])
const HOUR = 3_600_000

/**
 * The demo's maker with a past: its key, cars that count and some that lack photos, draws that were looked at and one that waits,
 * an objection, a suspension that was lifted. Through the same functions as people use, each at its own past moment.
 */
export async function seedMaker(real: House, client: pg.Client, dataDir: string): Promise<void> {
  const keysDir = process.env['KEYS_DIR'] ?? join(dataDir, 'keys')
  const pair = makerKey(keysDir, real.crypto.suite)
  const at = (hoursAgo: number): House => {
    const moment = new Date(real.time.now().getTime() - hoursAgo * HOUR)
    return { ...real, time: { now: () => moment } }
  }
  const { citizen, maker } = await account(
    at(70 * 24),
    pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  )
  const cars = yardCars(shanghaiDate(real.time.now()))
  const bring = async (hoursAgo: number, some: readonly Car[], withPhotos = some): Promise<void> => {
    const shots = new Map(await Promise.all(some.map(async (c) => [c.vin, await shotsOf(c.vin)] as const)))
    const table = signedTable(
      pair,
      some.map((c) =>
        inspectionOf(c, shots.get(c.vin) ?? [], { inspectedAt: `${shanghaiDate(at(hoursAgo + 30).time.now())} 09:30` }),
      ),
    )
    await accept(at(hoursAgo), citizen, maker, `${shanghaiDate(at(hoursAgo).time.now())}.csv`, table)
    const files = withPhotos.flatMap((c) => shots.get(c.vin) ?? [])
    const photos = (async function* () {
      for (const file of files) yield await Promise.resolve(file)
    })()
    await takePhotos(at(hoursAgo - 1), citizen, maker, { photos, id: () => undefined })
    await real.db.tx((tx) => drawFor(tx, at(hoursAgo - 12), maker.id))
  }
  await bring(60 * 24, cars.slice(0, 8))
  await look(at(58 * 24), 'tampered')
  await decide(at(57 * 24), maker, 'suspend', '样车照片经过改动,企业已确认')
  await ask(at(50 * 24), maker, 'lift', '企业已查明原因、重新培训查验员,整改材料已核实')
  await decide(at(49 * 24), maker, 'lift', '整改属实')
  await bring(20 * 24, cars.slice(8, 20))
  await look(at(19 * 24))
  await bring(30, cars.slice(20, 34), cars.slice(20, 31))
  // What was said in the past was read in the past.
  await client.query(
    `update messages set created_at = now() - interval '57 days', read_at = now() - interval '56 days', sms_state = 'sent' where template like 'maker-%'`,
  )
}

async function account(house: House, pem: string): Promise<{ citizen: Citizen; maker: Maker }> {
  const { key, name } = DEMO_COMPANIES.maker
  const person = demoPerson(key)
  const creditCode = creditCodeOf('maker')
  return house.db.tx(async (tx) => {
    const id = await personFor(tx, house, { name: person.name, idNumber: person.idNumber, mobile: person.mobile })
    const citizen: Citizen = { kind: 'citizen', id, session: '' }
    const company = await enterCompany(tx, house, citizen, person, { creditCode, name })
    const admitted = house.city.makers.find((m) => m.creditCode === creditCode)
    const maker: Maker = { id: company.id, name: company.name, wmi: admitted?.wmi ?? [], role: 'legal' }
    await addKey(tx, house, citizen, maker, pem)
    return { citizen, maker }
  })
}

/** What the background work would do with the table, without asking the agencies, which may not run yet. */
async function accept(house: House, citizen: Citizen, maker: Maker, name: string, text: string): Promise<void> {
  const keys = await liveKeys(house.db.read, maker)
  await house.db.tx(async (tx) => {
    const { id } = await upload(tx, house, citizen, maker, { name, text })
    const { batch, lines } = await batchWithLines(tx, maker, id)
    const judged = lines
      .filter((l) => l.state === 'waiting')
      .map((line) => ({ line, key: signerOf(keys, line.record, line.signature)?.id, problems: [] }))
    await settle(tx, house, batch, judged)
  })
}

/** Everything that was drawn is looked at; the last one is objected to when there is something to object to. */
async function look(house: House, finding?: Finding): Promise<void> {
  const { samples } = await samplesOf(house.db.read, REVIEWER, 'open')
  for (const [n, s] of samples.entries()) {
    const bad = finding !== undefined && n === samples.length - 1
    await house.db.tx((tx) =>
      judgeSample(
        tx,
        house,
        n % 2 === 0 ? REVIEWER : SECOND,
        s.id,
        bad ? { passed: false, finding, reason: '识别代号边缘有涂改痕迹,与车身不符' } : { passed: true },
      ),
    )
  }
}

const ask = (house: House, maker: Maker, kind: 'suspend' | 'lift', reason: string): Promise<void> =>
  house.db.tx((tx) => askByHand(tx, house, REVIEWER, maker.id, { kind, reason }))

async function decide(house: House, maker: Maker, kind: 'suspend' | 'lift', words: string): Promise<void> {
  await house.db.tx(async (tx) => {
    const { waiting } = await standingOf(tx, maker.id)
    if (waiting?.kind !== kind) throw new Error(`the demo's maker has nothing to decide: ${kind}`)
    await decideMeasure(tx, house, SUPERVISOR, waiting.id, { approved: true, words })
  })
}
