import { shanghaiDate } from '#domain/calendar.ts'
import { decideDesk, type DeskCommand, type DeskState, newDesk } from '#domain/video/officer.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { enqueue, wakeAt } from '#server/kit/jobs.ts'
import type { Officer } from '#server/kit/serve.ts'
import { deskSpeaks, ensureDesk, insertDeskTime, lockDesk, readDesk, saveDesk } from './desks.sql.ts'
import { skillOf } from './line.ts'
import { skillsOf } from './desks.sql.ts'
import { VIDEO } from './settings.ts'
import { wakeLine } from './tickets.ts'

/** An officer's desk at the window; made at the first look. */
export async function deskOf(tx: Pick<Tx, 'one'>, house: House, officer: Pick<Officer, 'id'>): Promise<DeskState> {
  const now = house.time.now()
  const row = await tx.one(readDesk, [officer.id])
  return today(row?.data ?? newDesk(now, shanghaiDate(now)), shanghaiDate(now))
}

export async function openDesk(tx: Tx, house: House, officer: Officer): Promise<void> {
  const now = house.time.now()
  await tx.run(ensureDesk, [officer.office, officer.id, now, JSON.stringify(newDesk(now, shanghaiDate(now)))])
  await tx.run(deskSpeaks, [officer.id])
}

/** The only door through which an officer's state at the window changes. Throws Refused 409. */
export async function moveDesk(tx: Tx, house: House, officer: string, command: DeskCommand): Promise<DeskState> {
  const row = await tx.one(lockDesk, [officer])
  if (!row) throw refusedBy(409, { code: 'VIDEO_DESK_STATE' })
  const now = house.time.now()
  const before = today(row.data, shanghaiDate(now))
  const decision = decideDesk(before, command, { now, settings: VIDEO })
  if (!decision.ok) throw refusedBy(409, decision.refusal)
  const { next } = decision
  await tx.run(saveDesk, [officer, next.state, next.since, JSON.stringify(next)])
  if (next.state !== before.state)
    await tx.run(insertDeskTime, [row.office, officer, before.state, before.reason ?? null, before.since, now])
  await afterDesk(tx, house, officer, next)
  tx.afterCommit(() => {
    house.bus.publish({ topic: `officer:${officer}`, version: Date.parse(next.since) % 2_000_000_000 })
    house.bus.publish({ topic: `office:${row.office}`, version: Date.parse(next.since) % 2_000_000_000 })
  })
  return next
}

/** Who has become ready is looked for; an offer answers itself, a wrap-up ends by itself. */
async function afterDesk(tx: Tx, house: House, officer: string, d: DeskState): Promise<void> {
  if (d.state === 'ready') {
    const skills = await tx.many(skillsOf, [[officer]])
    for (const group of skillOf(officer, ['reviewer'], skills).groups) await wakeLine(tx, house, group)
  }
  if (d.state === 'offered' && d.ticket && d.until)
    await enqueue(tx, house, [
      {
        job: 'video-offer-over',
        payload: { ticket: d.ticket, officer },
        at: wakeAt(house, d.until),
        key: `video-offer:${officer}`,
        attempts: 5,
      },
    ])
  if (d.state === 'wrap-up' && d.until)
    await enqueue(tx, house, [
      {
        job: 'video-wrap-up-over',
        payload: { officer, until: d.until },
        at: wakeAt(house, d.until),
        key: `video-wrap-up:${officer}`,
        attempts: 5,
      },
    ])
  if (d.state === 'ready' || d.state === 'offered') house.metrics.count('video_desk', { state: d.state })
}

const today = (d: DeskState, day: string): DeskState =>
  d.day === day ? d : { ...d, day, declines: 0, videoMs: 0, shiftEnd: undefined }
