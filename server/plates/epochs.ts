import { randomBytes } from 'node:crypto'
import { isGone, leasedAt, type Ledger } from '#domain/plates/ledger.ts'
import { digest } from '#server/kit/crypto.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { dueEpoch, epochRow, type EpochRow, snapshotOf } from './engine.sql.ts'
import {
  closeEpoch,
  enterEvent,
  fallbackEvent,
  insertEpoch,
  nextEpoch,
  openEpoch,
  pendingEpoch,
  snapshot,
  turnTo,
} from './epochs.sql.ts'
import { mirrorAt, seedContext, trueMirror } from './mirror.ts'
import { endTurn, takeTurn, type Turn, write } from './turn.ts'

/** Used when nobody has entered the public event in time: the end of the log, which others' presses made. */
export const LOG_END = '号码池日志末端(公开事件未录入)'

/**
 * Commits to the next draw: the list as it is now, and a fresh secret that nobody sees. What is public from here on fixes the
 * draw together with an event that lies ahead. undefined: there is nothing to draw from.
 */
export async function commitEpoch(
  tx: Tx,
  house: House,
  office: number,
  pool: string,
  opensAt: Date,
): Promise<EpochRow | undefined> {
  const turn = await takeTurn(tx, house, office, pool)
  const epoch = (await tx.one(nextEpoch, [office, pool]))?.epoch ?? 1
  const size = (await tx.one(snapshot, [office, pool, epoch, opensAt]))?.size ?? 0
  if (size === 0) return undefined
  const { suite } = house.crypto
  const seed = randomBytes(32)
  const commit = digest(suite, seed)
  const list = Buffer.from((await tx.many(snapshotOf, [office, pool, epoch])).map((p) => p.numbers).join(''), 'utf8')
  const hash = digest(suite, list)
  const sealed = house.crypto.seal(seed, seedContext(office, pool, epoch))
  await tx.run(insertEpoch, [office, pool, epoch, suite, size, hash, commit, sealed, turn.now, opensAt])
  write(house, turn, 'commit', {
    epoch,
    count: size,
    hash: hash.toString('hex'),
    value: commit.toString('hex'),
    // Named now: who could choose among events afterwards could look for one that suits.
    source: turn.settings.drawEvent.zh,
  })
  await endTurn(tx, turn)
  return tx.one(epochRow, [office, pool, epoch])
}

/** The public event's result, once, after the commitment and before the draw opens. Throws Refused: 404, 409 PLATE_EVENT_SET. */
export async function enterRandomness(
  tx: Tx,
  house: House,
  by: { id: string; office: number },
  given: { pool: string; epoch: number; source: string; value: string },
): Promise<EpochRow> {
  const key = [by.office, given.pool, given.epoch] as const
  if (!(await tx.one(epochRow, key))) throw notFound()
  const turn = await takeTurn(tx, house, by.office, given.pool)
  if ((await tx.run(enterEvent, [...key, given.source, given.value, by.id])) !== 1)
    throw refusedBy(409, { code: 'PLATE_EVENT_SET' })
  write(house, turn, 'event', { epoch: given.epoch, source: given.source, value: given.value })
  await endTurn(tx, turn)
  const row = await tx.one(epochRow, key)
  if (!row) throw notFound()
  return row
}

/** Is another draw committed to already? */
export const waitingEpoch = (tx: Pick<Tx, 'one'>, office: number, pool: string) => tx.one(pendingEpoch, [office, pool])

/**
 * Opens the next draw if its minute has come, and closes the one that runs: its secret is told from here on. Called with the
 * pool locked, so nobody presses in between; gives the turn to go on with.
 */
export async function openDue(tx: Tx, house: House, turn: Turn): Promise<Turn> {
  const mirror = trueMirror(house, turn)
  if (mirror && mirror.opens !== 'unknown' && !(mirror.opens && mirror.opens <= turn.now)) return turn
  const due = await tx.one(dueEpoch, [turn.office, turn.pool, turn.now])
  if (!due) {
    if (mirror) mirror.opens = (await tx.one(pendingEpoch, [turn.office, turn.pool]))?.opens_at
    return turn
  }
  const key = [turn.office, turn.pool, due.epoch] as const
  await tx.run(fallbackEvent, [...key, LOG_END, turn.head])
  const event = await tx.one(epochRow, key)
  await closeRunning(tx, house, turn)
  await tx.run(turnTo, key)
  const opening: Turn = { ...turn, epoch: due.epoch }
  const fresh = await mirrorAt(tx, house, opening)
  const text = fresh ? openingText(fresh.ledger, turn.now.getTime()) : ''
  const seq = write(house, opening, 'draw', {
    epoch: due.epoch,
    count: due.size,
    hash: digest(due.suite, Buffer.from(text, 'utf8')).toString('hex'),
    source: event?.source ?? LOG_END,
    value: event?.randomness ?? '',
  })
  await tx.run(openEpoch, [...key, turn.now, text, seq])
  await endTurn(tx, opening)
  return takeTurn(tx, house, turn.office, turn.pool)
}

/** Ends the draw that runs: its secret is told. */
async function closeRunning(tx: Tx, house: House, turn: Turn): Promise<void> {
  const old = turn.epoch > 0 ? await tx.one(epochRow, [turn.office, turn.pool, turn.epoch]) : undefined
  if (!old) return
  const seed = house.crypto.open(old.seed_sealed, seedContext(turn.office, turn.pool, turn.epoch))
  await tx.run(closeEpoch, [turn.office, turn.pool, turn.epoch, turn.now, turn.seq, seed])
}

/** What of the list cannot be drawn at the opening: a number, or a number with the end of its lease and its tag. */
function openingText(ledger: Ledger, now: number): string {
  const lines: string[] = []
  for (let place = 0; place < ledger.size; place += 1) {
    const number = ledger.numberAt(place)
    const lease = leasedAt(ledger, place, now)
    if (isGone(ledger, place)) lines.push(number)
    else if (lease) lines.push(`${number} ${new Date(lease.until).toISOString()} ${lease.tag}`)
  }
  return lines.map((line) => `${line}\n`).join('')
}
