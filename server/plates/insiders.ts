import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { PlateWatch } from '#api/plate-watch.ts'
import { addMonths, shanghaiDate, shanghaiMoment, shanghaiTime } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import { type Choice, findings, isNice, shares } from '#domain/plates/insiders.ts'
import { deviceOf } from '#server/accounts/device.ts'
import { isOwnMachine } from '#server/kit/address.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import { choicesBetween, type ChoiceRow, insertTrace, insertWatch, readWatch } from './insiders.sql.ts'
import { parse } from '#server/kit/parse.ts'

/** Shares that are shown; those with an alarm come first. */
const SHOWN = 100

/** The tests of a month, as they were kept when it was over, else as they stand now. */
export async function watchOf(house: House, office: number, month = thisMonth(house)): Promise<PlateWatch> {
  const kept = await house.db.read.one(readWatch, [office, month])
  return kept ? parse(PlateWatch, kept.body) : watch(house.db.read, house, office, month)
}

const thisMonth = (house: House): string => shanghaiDate(house.time.now()).slice(0, 7)

/** Notes from which browser and line a sitting was opened, so that linked people can be seen. Keyed hashes, never the address itself. */
export async function trace(
  tx: Tx,
  house: House,
  c: Pick<Case, 'office' | 'id'>,
  request: FastifyRequest,
): Promise<void> {
  // The hall's own machines and a demo on one computer link nobody.
  if (isOwnMachine(request.ip)) return
  const device = house.crypto.hmac('plate-device', `${deviceOf(request)}|${request.ip}`)
  const address = house.crypto.hmac('plate-address', request.ip)
  await tx.run(insertTrace, [c.office, c.id, device, address, house.time.now()])
}

/** The tests over one month, 'YYYY-MM' in Shanghai. */
export async function watch(tx: Pick<Tx, 'many'>, house: House, office: number, month: string): Promise<PlateWatch> {
  const from = shanghaiMoment(`${month}-01`)
  const rows = await tx.many(choicesBetween, [office, from, monthAfter(month)])
  const choices = rows.map(choiceOf)
  const found = { shares: shares(choices), findings: findings(choices) }
  return {
    month,
    at: house.time.now().toISOString(),
    closed: monthAfter(month) <= house.time.now(),
    choices: choices.length,
    nice: choices.filter((c) => isNice(c.number)).length,
    alarms: found.shares.filter((s) => s.alarm).length + found.findings.length,
    shares: found.shares.slice(0, SHOWN),
    findings: found.findings.map((f) => ({ ...f, at: new Date(f.at).toISOString(), tags: [...f.tags] })),
  }
}

function choiceOf(row: ChoiceRow): Choice {
  const named = (kind: 'device' | 'address', names: readonly string[] | null) =>
    (names ?? []).map((name) => ({ kind, name: name.slice(0, 12) }))
  const agent = row.agent ? [{ kind: 'agent' as const, name: row.agent }] : []
  const dealer = row.dealer ? [{ kind: 'dealer' as const, name: row.dealer }] : []
  const shared = [...named('device', row.devices), ...named('address', row.addresses), ...agent, ...dealer]
  const hour = Number(shanghaiTime(row.confirmed_at).slice(11, 13))
  return {
    number: row.number,
    tag: row.tag,
    person: row.person,
    at: row.confirmed_at.getTime(),
    releasedAt: row.released_at?.getTime(),
    ...(row.ended_at && isEnd(row.state) ? { end: { how: row.state, at: row.ended_at.getTime() } } : {}),
    links: shared.map(({ kind, name }) => `${kind} ${name}`),
    groups: [
      ...shared,
      ...(row.officers ?? []).map((name) => ({ kind: 'officer' as const, name })),
      { kind: 'hour', name: String(hour).padStart(2, '0') },
    ],
  }
}

const isEnd = (state: string): state is 'released' | 'lapsed' | 'void' => ['released', 'lapsed', 'void'].includes(state)

const monthAfter = (month: string): Date => shanghaiMoment(addMonths(`${month}-01`, 1))

/** In the night to the second of each month (02:20 in China) the month before is counted and kept as it was then; an alarm is also a line in the log. */
export const watchJobs: readonly Job[] = [
  defineJob({
    name: 'plate-watch',
    payload: Type.Object({}),
    cron: '20 18 1 * *',
    run: async (house) => {
      const before = addMonths(`${thisMonth(house)}-01`, -1).slice(0, 7)
      for (const { office } of house.city.offices) await keepWatch(house, office, before)
    },
  }),
]

async function keepWatch(house: House, office: number, month: string): Promise<PlateWatch> {
  const made = await watch(house.db.read, house, office, month)
  await house.db.tx((tx) => tx.run(insertWatch, [office, month, house.time.now(), made.alarms, JSON.stringify(made)]))
  if (made.alarms > 0) house.log.warn('plate choices need a look', { code: `${office}/${month}`, count: made.alarms })
  return made
}
