import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import * as cases from '#api/cases.ts'
import * as drafts from '#api/drafts.ts'
import * as payments from '#api/payments.ts'
import * as production from '#api/production.ts'
import { ADDRESS } from '#test/journey.ts'
import type { Answer, Ask, Visitor } from '#test/people.ts'
import type { ReplyOf, Route } from '#api/route.ts'
import type { Applicant, BenchHouse } from './case-house.ts'
import { until } from '#test/until.ts'

/** One application after another from the first click to the delivered licence, as browsers, the bank and the courier drive it. */
export async function openJourney(house: BenchHouse) {
  const news = await listen(house.databaseUrl)
  const outside = new DatabaseSync(house.sandboxDb, { readOnly: true })
  const sms = outside.prepare(`select count(*) as n from sms where text like ?`)
  const waybill = outside.prepare(`select waybill from parcel where parcel_no = ?`)
  const journey = {
    house,
    news,
    requests: 0,
    told: (words: string) => Number(sms.get(words)?.['n']) > 0,
    waybillOf: (parcel: string) => waybill.get(parcel)?.['waybill'],
  }
  return {
    run: (applicant: Applicant): Promise<void> => runCase(journey, applicant),
    /** Handed in and checked: it lies before the officer. */
    toReview: async ({ who, ...applicant }: Applicant) => {
      const { id, number } = await apply(journey, who, applicant)
      await news.reached(id, 2)
      return { id, number }
    },
    /** HTTP requests of clients so far (pushes of agencies not among them). */
    requests: () => journey.requests,
    close: async () => {
      outside.close()
      await news.close()
    },
  }
}

interface Journey {
  house: BenchHouse
  news: Awaited<ReturnType<typeof listen>>
  requests: number
  told(words: string): boolean
  waybillOf(parcel: string): unknown
}

async function runCase(j: Journey, { who, name, mobile, photo }: Applicant): Promise<void> {
  const { id, number } = await apply(j, who, { name, mobile, photo })
  await j.news.reached(id, 2)
  const { reviewer, producer, sandboxUrl } = j.house
  const shown = await good(j, reviewer, cases.readCase, { params: { id } })
  await good(j, reviewer, cases.passCase, { params: { id }, body: { version: shown.version } })
  // The text message "please pay" leaves after the codes are open, as it does for people.
  await until('codes', () => j.told(`%${number}%缴清费用,逾期%`))
  const { bills } = await good(j, who, payments.myBills, { params: { id } })
  await good(j, who, payments.payMyBills, { params: { id } })
  await outsideWorld(`${sandboxUrl}/admin/pay`, { codes: bills.flatMap((bill) => bill.code ?? []) })
  await j.news.reached(id, 5)
  const queue = await good(j, producer, production.productionQueue, { query: { state: 'queued' } })
  for (const paper of queue.items.filter((one) => one.caseId === id)) {
    const printed = await good(j, producer, production.printProduct, { params: { id: paper.id }, body: {} })
    await good(j, producer, production.checkProduct, { params: { id: paper.id }, body: { scan: printed.code } })
  }
  const { parcel, number: parcelNo } = await good(j, producer, production.bagParcel, {
    params: { caseId: id },
    body: { scan: number },
  })
  const waybill = await until('waybill', () => j.waybillOf(parcelNo))
  await until(
    'hand over',
    async () => (await call(j, producer, production.handOverParcels, { body: { parcels: [parcel] } })).status === 200,
  )
  for (let scan = 0; scan < 3; scan++) await outsideWorld(`${sandboxUrl}/admin/post/${String(waybill)}/next`, {})
  await j.news.reached(id, 7)
}

async function apply(
  j: Journey,
  who: Visitor,
  { name, mobile, photo }: Omit<Applicant, 'who'>,
): Promise<{ id: string; number: string }> {
  const { id } = await good(j, who, drafts.startDraft, { body: { service: 'licence-replace-lost' } })
  const checked = await good(j, who, drafts.checkDraft, { params: { id }, body: {} })
  if (checked.blocked)
    throw new Error(
      `somebody who could apply is refused: ${JSON.stringify(checked.checks.flatMap((c) => c.problems.map((p) => p.code)))}`,
    )
  const parts = {
    loss: { lostStatement: true, photoChoice: 'new' },
    contact: { mobile },
    delivery: { ...ADDRESS, recipient: name, recipientMobile: mobile },
  }
  for (const [part, values] of Object.entries(parts)) {
    const { errors } = await good(j, who, drafts.saveDraftPart, { params: { id, part }, body: { values } })
    if (errors.length > 0) throw new Error(`${part}: ${JSON.stringify(errors)}`)
  }
  await good(j, who, drafts.attachFiles, { params: { id, material: 'photo' }, body: { files: [photo] } })
  return good(j, who, drafts.submitDraft, { params: { id }, body: { declared: true, signature: name } })
}

async function call<R extends Route>(
  j: Journey,
  who: Visitor,
  route: R,
  ask: NoInfer<Ask<R>>,
): Promise<Answer<ReplyOf<R>>> {
  j.requests += 1
  return who.call(route, ask)
}

async function good<R extends Route>(j: Journey, who: Visitor, route: R, ask: NoInfer<Ask<R>>): Promise<ReplyOf<R>> {
  const answer = await call(j, who, route, ask)
  if (answer.status !== 200) throw new Error(`${route.name}: ${answer.status} ${JSON.stringify(answer.problem)}`)
  return answer.body
}

async function outsideWorld(url: string, body: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
}

/** Hears the house's own news instead of asking again and again: asking would be counted as work of the case. */
async function listen(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl })
  const versions = new Map<string, number>()
  const waiting = new Map<string, () => void>()
  client.on('notification', ({ payload = '[]' }) => {
    for (const [topic, version] of JSON.parse(payload) as [string, number][]) {
      if (!topic.startsWith('case:')) continue
      versions.set(topic, Math.max(version, versions.get(topic) ?? 0))
      waiting.get(topic)?.()
    }
  })
  // PostgreSQL may be stopped first when a run ends early.
  client.on('error', () => undefined)
  await client.connect()
  await client.query('listen yunchuang_live')
  return {
    reached: (id: string, version: number): Promise<void> =>
      new Promise((done, fail) => {
        const topic = `case:${id}`
        const timer = setTimeout(
          () => fail(new Error(`case ${id} stands at version ${versions.get(topic) ?? 0}, not ${version}`)),
          30_000,
        )
        const look = () => {
          if ((versions.get(topic) ?? 0) < version) return
          clearTimeout(timer)
          waiting.delete(topic)
          done()
        }
        waiting.set(topic, look)
        look()
      }),
    close: () => client.end(),
  }
}
