import type { Refusal } from '#domain/commands.ts'
import { pickPlaces } from '#domain/plates/draw.ts'
import { freeNow, isFree, isGone, leasedAt, leasedNow } from '#domain/plates/ledger.ts'
import { fits, poolNamed } from '#domain/plates/grammar.ts'
import {
  acted,
  hallShown,
  held,
  mayHold,
  offered,
  paused,
  pressed,
  shownIn,
  type SittingData,
  whyNotCompose,
  whyNotHall,
  whyNotPress,
  whyNotTake,
} from '#domain/plates/sitting.ts'
import { PLATE_STATES, type PlateState } from '#domain/plates/states.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { type NumberRow, numbersByNumber, type SittingRow, sittingsById } from './engine.sql.ts'
import { openDue } from './epochs.ts'
import { lastDayOn } from './last-day.ts'
import { mirrorAt } from './mirror.ts'
import { change, endTurn, type Mirror, put, putShown, putTaken, takeTurn, type Turn, write } from './turn.ts'
import type { ComposeOutcome, Outcome, Wish } from './wish.ts'

/** The turn with everything that was read for it. */
export interface Table {
  house: House
  turn: Turn
  mirror: Mirror | undefined
  sittings: Map<string, SittingRow>
  numbers: Map<string, NumberRow>
}

/**
 * Decides wishes one after the other under the pool's lock and writes everything at once. A wish that cannot be granted
 * spoils no other. The caller's transaction commits; only then may anybody be told.
 */
export async function grant(
  tx: Tx,
  house: House,
  office: number,
  pool: string,
  wishes: readonly Wish[],
): Promise<Outcome[]> {
  const begun = await takeTurn(tx, house, office, pool)
  const turn = await openDue(tx, house, begun)
  const mirror = await mirrorAt(tx, house, turn)
  const asked = wishes.flatMap((w) => (w.kind === 'compose' ? w.numbers : []))
  const table: Table = {
    house,
    turn,
    mirror,
    sittings: new Map(
      (await tx.many(sittingsById, [office, [...new Set(wishes.map((w) => w.sitting))]])).map((s) => [s.id, s]),
    ),
    numbers: new Map(
      asked.length > 0
        ? (await tx.many(numbersByNumber, [office, asked, turn.now])).map((n) => [n.number, n] as const)
        : [],
    ),
  }
  const outcomes = wishes.map((wish) => decide(table, wish))
  await endTurn(tx, turn)
  return outcomes
}

/** Decides one wish; what it decides is gathered in the turn. */
export function decide(table: Table, wish: Wish): Outcome {
  const { turn } = table
  const sitting = turn.sittings.get(wish.sitting) ?? table.sittings.get(wish.sitting)
  if (!sitting || sitting.person !== wish.person || sitting.pool !== turn.pool) return no('PLATE_SITTING_OVER')
  if (turn.pausedFrom && wish.kind !== 'pause') return no('PLATE_PAUSED')
  switch (wish.kind) {
    case 'press':
      return press(table, sitting, wish)
    case 'reserve':
      return reserve(table, sitting, wish.number)
    case 'take':
      return take(table, sitting, wish.number)
    case 'compose':
      return compose(table, sitting, wish)
    case 'hold':
      return hold(table, sitting)
    case 'pause':
    case 'resume':
      return clock(table, sitting, wish.kind)
  }
}

const no = (code: string, params?: Refusal['params']): Outcome => ({
  ok: false,
  refusal: params ? { code, params } : { code },
})
const tagOf = (sitting: SittingRow): string => sitting.vehicle.toString('hex')

function press({ house, turn, mirror }: Table, sitting: SittingRow, wish: Extract<Wish, { kind: 'press' }>): Outcome {
  // A press that was made already is shown again: a double click or a reload uses up nothing.
  if (wish.press !== undefined && wish.press <= sitting.data.presses) return { ok: true, sitting, press: wish.press }
  const settings = turn.settings
  const day = turn.day
  const why = wish.hall
    ? whyNotHall(sitting.state, sitting.data, settings, day)
    : whyNotPress(sitting.state, sitting.data, settings, turn.now)
  if (why) return { ok: false, refusal: why }
  // An empty pool is said at once: following a draw over it to the end would hold up everybody behind (measured, 40 ms).
  if (!mirror || turn.counts[PLATE_STATES.pool] === 0) return no('PLATE_EMPTY')
  const now = turn.now.getTime()
  const { ledger } = mirror
  const { count, seconds } = wish.hall
    ? { count: settings.hallNumbers, seconds: settings.hallSeconds }
    : { count: settings.perPress, seconds: settings.leaseSeconds }
  const n = sitting.data.presses + 1
  const before = new Set(shownIn(sitting.data, turn.epoch))
  const mayShow = (number: string): boolean => !before.has(number) && !(wish.noFour && number.includes('4'))
  const places = pickPlaces(
    mirror.draw,
    tagOf(sitting),
    n,
    ledger.size,
    atMost(turn, mirror, count),
    (place) => isFree(ledger, place, now) && mayShow(ledger.numberAt(place)),
  )
  const numbers = places.map((place) => ledger.numberAt(place))
  if (numbers.length === 0) return no('PLATE_EMPTY')
  const shown = pressed(sitting.data, settings, turn.now, numbers, turn.epoch, seconds)
  const { free, until } = shown
  const data = wish.hall ? hallShown(shown.data, day) : shown.data
  const told = {
    tag: tagOf(sitting),
    epoch: turn.epoch,
    press: n,
    want: count,
    ...(wish.noFour ? { noFour: true } : {}),
    free,
    lease: numbers,
    ...(data.reserve === null ? {} : { keep: data.reserve }),
    until,
  }
  const seq = write(house, turn, 'press', told, { places })
  turn.presses.push({ sitting: sitting.id, press: n, seq, until })
  return { ok: true, sitting: putShown(turn, sitting, data), press: n }
}

/**
 * No more than are free: who asked for more would follow the row far beyond the last of them, 40 ms that hold up everybody behind
 * (measured). The numbers shown are the same. They are counted only where they may be too few.
 */
function atMost(turn: Turn, { ledger }: Mirror, count: number): number {
  const left = (turn.counts[PLATE_STATES.pool] ?? 0) - ledger.lent
  return left >= count ? count : Math.min(count, freeNow(ledger, turn.now.getTime()))
}

function reserve(table: Table, sitting: SittingRow, number: string): Outcome {
  const { house, turn } = table
  const { data } = sitting
  const why = whyNotTake(sitting.state, data, number, turn.now) ?? whyLost(table, sitting, number)
  if (why) return { ok: false, refusal: why }
  if (data.reserve === number || data.leaseUntil === null) return { ok: true, sitting }
  const free = data.reserve !== null && !data.lease.includes(data.reserve) ? [data.reserve] : []
  write(house, turn, 'reserve', { tag: tagOf(sitting), number, free, lease: [number], until: data.leaseUntil })
  const next: SittingData = {
    ...acted(data, turn.settings, turn.now),
    reserve: number,
    reserveUntil: data.leaseUntil,
  }
  return { ok: true, sitting: put(turn, sitting, { data: next }) }
}

function take(table: Table, sitting: SittingRow, number: string): Outcome {
  const { turn } = table
  // The same wish again (a bad line): the same answer.
  if (sitting.number === number && (sitting.state === 'confirmed' || sitting.state === 'assigned'))
    return { ok: true, sitting }
  const why = whyNotTake(sitting.state, sitting.data, number, turn.now) ?? whyLost(table, sitting, number)
  if (why) return { ok: false, refusal: why }
  return {
    ok: true,
    sitting: confirm(table, sitting, number, 'pool', sitting.data.reserve === number ? 'reserve' : 'random'),
  }
}

/** A clock that was put back makes a lease look alive in the sitting's own book whose number has gone to another since. */
function whyLost({ turn, mirror }: Table, sitting: SittingRow, number: string): Refusal | undefined {
  if (!mirror) return undefined
  const { ledger } = mirror
  const place = ledger.placeOf(number)
  if (isGone(ledger, place)) return { code: 'PLATE_TAKEN' }
  const lease = leasedAt(ledger, place, turn.now.getTime())
  const others = lease !== undefined && lease.tag !== tagOf(sitting)
  return others
    ? { code: 'PLATE_TIMEOUT', params: { n: Math.max(0, sitting.data.limit - sitting.data.presses) } }
    : undefined
}

/** The one place where a number is won. */
export function confirm(
  { house, turn }: Pick<Table, 'house' | 'turn'>,
  sitting: SittingRow,
  number: string,
  from: PlateState,
  how: string,
  extra: { go?: number } = {},
): SittingRow {
  const { data } = sitting
  const shown = data.reserve === null || data.lease.includes(data.reserve) ? data.lease : [...data.lease, data.reserve]
  const free = shown.filter((n) => n !== number && offered(data, n, turn.now))
  change(turn, number, from, 'preselected', { sitting: sitting.id })
  write(
    house,
    turn,
    'take',
    { tag: tagOf(sitting), ...extra, number, why: how, free },
    { to: { [PLATE_STATES.preselected]: [number] } },
  )
  // A composed choice has counted its tries: that goes with it.
  const until = lastDayOn(house, turn.day, turn.settings)
  const part = { state: 'confirmed', number, confirmed_at: turn.now, valid_until: until } as const
  return extra.go === undefined ? putTaken(turn, sitting, part) : put(turn, sitting, part)
}

function hold({ house, turn, mirror }: Table, sitting: SittingRow): Outcome {
  if (!mayHold(sitting.data, turn.now)) return { ok: true, sitting }
  const { data, numbers, until } = held(sitting.data, turn.settings.checkSeconds, turn.now)
  // Only what is on offer to this car by the log: a clock that was put back makes more of it look so in the sitting's own book.
  const own = numbers.filter((n) => mirror && leasedNow(mirror.ledger, n, turn.now.getTime())?.tag === tagOf(sitting))
  write(house, turn, 'hold', { tag: tagOf(sitting), lease: own, until })
  return { ok: true, sitting: put(turn, sitting, { data }) }
}

function compose(table: Table, sitting: SittingRow, wish: Extract<Wish, { kind: 'compose' }>): Outcome {
  const { house, turn } = table
  const settings = turn.settings
  const numbers = [...new Set(wish.numbers)].slice(0, settings.composePerGo)
  const why = whyNotCompose(sitting.state, sitting.data, settings, turn.now, numbers.length, wish.hall)
  if (why) return { ok: false, refusal: why }
  const outcomes: ComposeOutcome[] = []
  for (const number of numbers) outcomes.push(outcomes.includes('won') ? 'not-tried' : lookAt(table, sitting, number))
  // Numbers that break the rules for plates use up no try: the page says so before anything is asked of the pool.
  const tried = outcomes.filter((o) => o !== 'malformed' && o !== 'not-tried').length
  if (tried === 0) return no('PLATE_GRAMMAR', { reason: numbers.join('、') })
  const go = sitting.data.goes + 1
  const data: SittingData = {
    ...acted(sitting.data, settings, turn.now),
    tries: sitting.data.tries + tried,
    goes: go,
    lastGoAt: turn.now.toISOString(),
  }
  const won = numbers[outcomes.indexOf('won')]
  const next =
    won === undefined
      ? put(turn, sitting, { data })
      : confirm(table, { ...sitting, data }, won, 'pool', 'compose', { go })
  const seq = won === undefined ? write(house, turn, 'go', { tag: tagOf(sitting), go, count: tried }) : turn.seq
  turn.goes.push({ sitting: sitting.id, go, seq, at: turn.now, numbers, outcomes })
  return { ok: true, sitting: next, outcomes }
}

/** In no pool any more. */
const OUT: ReadonlySet<number> = new Set([PLATE_STATES.excluded, PLATE_STATES.withdrawn])

function lookAt({ turn, mirror, numbers }: Table, sitting: SittingRow, number: string): ComposeOutcome {
  const grammar = poolNamed(turn.pool)
  if (!grammar || !fits(number, grammar)) return 'malformed'
  const row = numbers.get(number)
  if (!row || row.pool !== turn.pool || !row.composable || OUT.has(row.state)) return 'not-open'
  if (row.state !== PLATE_STATES.pool || turn.numbers.has(number)) return 'taken'
  const lease = mirror && leasedNow(mirror.ledger, number, turn.now.getTime())
  return lease && lease.tag !== tagOf(sitting) ? 'taken' : 'won'
}

function clock({ house, turn }: Table, sitting: SittingRow, kind: 'pause' | 'resume'): Outcome {
  const settings = turn.settings
  if (sitting.state !== 'open' && sitting.state !== 'paused') return no('PLATE_SITTING_OVER')
  write(house, turn, kind, { tag: tagOf(sitting) })
  const data = kind === 'pause' ? paused(sitting.data, settings, turn.now) : acted(sitting.data, settings, turn.now)
  return { ok: true, sitting: put(turn, sitting, { data, state: kind === 'pause' ? 'paused' : 'open' }) }
}

/** Takes a turn that decides nothing: a draw whose minute has come is opened by it. */
export const grantNothing = async (tx: Tx, house: House, office: number, pool: string): Promise<void> =>
  void (await openDue(tx, house, await takeTurn(tx, house, office, pool)))
