import { addMonths, shanghaiDate } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import { nextGoAt, offered, secondsLeft, usedUp } from '#domain/plates/sitting.ts'
import type { PlateSitting } from '#api/plates.ts'
import type { PlateSettings } from '#domain/plates/settings.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { pendingOfVehicle, type SittingRow, sittingsById } from './engine.sql.ts'
import { keyboardOfPool } from './keyboards.ts'
import { makePass } from './pass.ts'
import { pressesOf } from './plates.ts'
import { goesBySitting, releasesSince, type RightRow } from './plates.sql.ts'
import { chosenFor } from './chosen-for.ts'
import { countsAgainst } from './counts-against.ts'
import { rightsOfCase } from './rights.ts'
import { poolOfCase, settingsAt } from './settings.ts'
import { vehicleIndex } from './sittings.ts'
import { vinOf } from '#domain/plate-pool.ts'

type Reader = Pick<Tx, 'one' | 'many'>

/**
 * Everything that the choosing page shows of a case; `none` as long as nobody has sat down. `checkedMs`: for so long the reader
 * counts as checked, and may claim by a pass. Throws Refused 409 WRONG_STEP.
 */
export async function sittingView(tx: Reader, house: House, c: Case, checkedMs = 0): Promise<PlateSitting> {
  const [pool, vin] = [poolOfCase(c.data), vinOf(c.data)]
  if (!pool || !vin) throw refusedBy(409, { code: 'WRONG_STEP' })
  const vehicle = vehicleIndex(house, vin)
  const [own] = await tx.many(sittingsById, [c.office, [c.id]])
  const row = own ?? (await tx.one(pendingOfVehicle, [c.office, vehicle]))
  const mine = row && (row.person === c.applicant || (await chosenFor(tx, row, c))) ? row : undefined
  const now = house.time.now()
  const former = (await rightsOfCase(tx, house, c)).filter((r) => r.pool === pool.pool && r.state === 'open')
  return {
    id: c.id,
    type: pool.type,
    pool: pool.pool,
    state: mine?.state ?? 'none',
    ...(checkedMs > 0 ? proven(house, mine, checkedMs) : {}),
    tag: vehicle.toString('hex'),
    now: now.toISOString(),
    ...(await chances(tx, house, c, mine, now)),
    ...(mine?.number ? { held: await heldFor(tx, house, c, mine) } : {}),
    former: former.map(formerView),
  }
}

/** What a reader may do who proved lately to be that person. */
function proven(house: House, mine: SittingRow | undefined, ms: number): Pick<PlateSitting, 'pass' | 'checkedUntil'> {
  const checkedUntil = new Date(house.time.now().getTime() + ms).toISOString()
  if (mine?.state !== 'open' && mine?.state !== 'paused') return { checkedUntil }
  return { checkedUntil, pass: makePass(house, { pool: mine.pool, sitting: mine.id, person: mine.person }, ms) }
}

async function chances(tx: Reader, house: House, c: Case, row: SittingRow | undefined, now: Date) {
  const settings = settingsAt(now)
  const board = await keyboardOfPool(tx, house, c.office, row?.pool ?? poolOfCase(c.data)?.pool ?? '')
  const open = board.places.every((p) => p !== '')
  if (!row) return untouched(settings, open)
  const { data } = row
  const presses = (await pressesOf(tx, house, { office: c.office, id: row.id })).map((p) => ({
    ...p,
    until: p.until.toISOString(),
  }))
  const last = presses.at(-1)
  const onOffer = last && row.state === 'open' && data.leaseUntil !== null && new Date(data.leaseUntil) > now
  const { reserve, reserveUntil } = data
  return {
    secondsLeft: secondsLeft(data, settings, now),
    random: {
      of: data.limit,
      left: data.limit - data.presses,
      withoutFour: false,
      // Kept longer than the press said, when the time was given back or the person is being asked for a code.
      ...(onOffer ? { group: { ...last, until: data.leaseUntil ?? last.until } } : {}),
      presses,
    },
    ...(reserve && reserveUntil && offered(data, reserve, now)
      ? { reserve: { number: reserve, until: reserveUntil } }
      : {}),
    compose: { open, ...(await composeView(tx, c, row, settings, now)) },
  }
}

async function composeView(tx: Reader, c: Case, { id, data }: SittingRow, settings: PlateSettings, now: Date) {
  const goes = await tx.many(goesBySitting, [c.office, id])
  const next = nextGoAt(data, settings)
  return {
    tries: settings.composeTries,
    triesLeft: settings.composeTries - usedUp(data).tries,
    perGo: settings.composePerGo,
    goesLeft: Math.floor(settings.composeTries / settings.composePerGo) - usedUp(data).goes,
    ...(next && next > now ? { nextGoAt: next.toISOString() } : {}),
    goes: goes.map((g) => ({
      go: g.go,
      tries: g.numbers.map((number, i) => ({ number, outcome: outcomeOf(g.outcomes[i]) })),
    })),
  }
}

/** Before anybody has sat down. */
const untouched = (settings: PlateSettings, open: boolean) => ({
  secondsLeft: settings.sittingMinutes * 60,
  random: { of: settings.presses, left: settings.presses, withoutFour: false, presses: [] },
  compose: {
    open,
    tries: settings.composeTries,
    triesLeft: settings.composeTries,
    perGo: settings.composePerGo,
    goesLeft: Math.floor(settings.composeTries / settings.composePerGo),
    goes: [],
  },
})

const OUTCOMES = ['won', 'taken', 'not-open', 'not-tried', 'malformed'] as const
const outcomeOf = (text: string | undefined): (typeof OUTCOMES)[number] =>
  OUTCOMES.find((o) => o === text) ?? 'not-tried'

/** What a colleague chose is given back by that colleague. */
async function heldFor(tx: Pick<Tx, 'one'>, house: House, c: Case, row: SittingRow) {
  const held = await heldView(tx, house, c.office, row)
  return { ...held, mayRelease: held.mayRelease && row.person === c.applicant }
}

/** The number a sitting holds, with its last day. */
export async function heldView(tx: Pick<Tx, 'one'>, house: House, office: number, row: SittingRow) {
  const today = shanghaiDate(house.time.now())
  const person = await countsAgainst(tx, office, row)
  const used = (await tx.one(releasesSince, [office, person, addMonths(today, -12)]))?.n ?? 0
  return {
    number: row.number ?? '',
    confirmedAt: (row.confirmed_at ?? house.time.now()).toISOString(),
    validUntil: row.valid_until ?? today,
    mayRelease:
      row.state === 'confirmed' && row.used_by === null && used < settingsAt(house.time.now()).releasesPerYear,
  }
}

export const formerView = (r: RightRow) => ({
  id: r.id,
  number: r.number,
  type: r.pool.slice(0, 2),
  lastDay: r.last_day,
  state: r.state,
})
