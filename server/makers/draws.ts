import { randomBytes } from 'node:crypto'
import { Type } from 'typebox'
import { shanghaiDate } from '#domain/calendar.ts'
import { settingOn } from '#domain/city-rules.ts'
import { listText, placesToSee, wantedOf } from '#domain/makers/sampling.ts'
import { digest } from '#server/kit/crypto.ts'
import type { Tx } from '#server/kit/db.ts'
import { drawHash } from '#server/kit/draw-hash.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob } from '#server/kit/jobs.ts'
import * as sql from './draws.sql.ts'

export type Draw = sql.DrawRow & { seen: number }

/** Commits to a maker's next draw unless one is waiting: the secret is made now, its hash is told, it opens when it is drawn. */
export async function commitDraw(tx: Tx, house: House, company: string): Promise<void> {
  const office = house.city.homeOffice
  const last = await tx.one(sql.lastDraw, [office, company])
  if (last && !last.drawn_at) return
  const number = (last?.number ?? 0) + 1
  const seed = randomBytes(32)
  const { suite } = house.crypto
  await tx.run(sql.insertDraw, [
    office,
    company,
    number,
    suite,
    digest(suite, seed),
    house.crypto.seal(seed, context(office, company, number)),
    house.time.now(),
  ])
}

/**
 * Draws from what has become whole since the last draw, and commits to the next. Nothing happens while nothing is new.
 * Gives how many an officer will see.
 */
export async function drawFor(tx: Tx, house: House, company: string): Promise<number> {
  const office = house.city.homeOffice
  const waiting = await tx.one(sql.lastDraw, [office, company])
  // Keys come before records, and the first key commits: without one there is nothing that could be drawn.
  if (!waiting || waiting.drawn_at) return 0
  const key = [office, company, waiting.number] as const
  const list = await tx.many(sql.takeList, [company, waiting.number])
  if (list.length === 0) return 0
  const percent = settingOn(house.rules, 'makerSamplePercent', shanghaiDate(house.time.now()))
  const before = await tx.one(sql.drawBefore, [office, company])
  const { wanted, after } = wantedOf(list.length, percent, { owed: before?.owed ?? 0, drawn: before?.drawn ?? 0 })
  const seed = house.crypto.open(waiting.seed_sealed, context(office, company, waiting.number))
  const text = listText(list)
  const hash = digest(waiting.suite, text)
  const places = placesToSee(drawHash(waiting.suite, seed, hash), company, waiting.number, list.length, wanted)
  const lines = text.split('\n')
  const chosen = places.map((place) => {
    const [vin = '', version = ''] = (lines[place] ?? '').split(' ')
    return { vin, version: Number(version), place }
  })
  const now = house.time.now()
  await tx.run(sql.insertDrawn, [...key, JSON.stringify(chosen), now])
  await tx.run(sql.finishDraw, [...key, now, seed, hash, list.length, percent, after.owed, after.drawn])
  await commitDraw(tx, house, company)
  return chosen.length
}

/** The newest twenty, the one that waits first. */
export const drawsOf = (tx: Pick<Tx, 'many'>, house: House, company: string): Promise<Draw[]> =>
  tx.many(sql.drawsOf, [house.city.homeOffice, company])

/** Every maker with something new: its own transaction each, so that one trouble does not stop the others. */
export async function drawAll(house: House): Promise<number> {
  let seen = 0
  for (const { company } of await house.db.read.many(sql.companiesWithNew))
    seen += await house.db.tx((tx) => drawFor(tx, house, company))
  return seen
}

const context = (office: number, company: string, number: number): string =>
  `maker_draws|seed|${office}|${company}|${number}`

/** 06:10 in China, before the offices open. */
export const drawJob = defineJob({
  name: 'draw-pre-inspections',
  payload: Type.Object({}),
  cron: '10 22 * * *',
  run: async (house) => void (await drawAll(house)),
})
