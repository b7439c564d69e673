import { Type } from 'typebox'
import { addDays, shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import { OFFICER_LATE_TELL_MIN } from '#domain/video/booking.ts'
import { nextOpening, openAt } from '#domain/video/hours.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, enqueue, type Job, wakeIn } from '#server/kit/jobs.ts'
import { ensureGrid } from './bookings.ts'
import { acceptOffer, ringOver } from './calls.ts'
import { dispatch } from './dispatch.ts'
import { moveDesk } from './desks.ts'
import { readLine, waitAt } from './line.ts'
import { lateDesks, readDesk } from './desks.sql.ts'
import { closeLate, endShifts, ifFits, takeSilentOff } from './floor-jobs.ts'
import { forgetNodes } from './media.sql.ts'
import { NODE_DEAD_MS } from './media-nodes.ts'
import { noticePayments, paidJob } from './paid.ts'
import { qualityJobs } from './quality-draw.ts'
import { machineJobs } from './machine.ts'
import { recordingJobs } from './recording-jobs.ts'
import { actIfFits } from './sessions.ts'
import { openSessions, orphanedCalls, unpinCall } from './sessions.sql.ts'
import { VIDEO } from './settings.ts'
import { momentWords } from '#server/messages/words.ts'
import { tellCaller } from './tell.ts'
import { dueTickets, overdueTickets, readTicketRow, remindable, waitingGroups } from './tickets.sql.ts'
import { holdLine, moveTicket } from './tickets.ts'

const Id = Type.String({ format: 'uuid' })

const dispatchJob = defineJob({
  name: 'video-dispatch',
  payload: Type.Object({ group: Type.String() }),
  run: async (house, { group }) => void (await house.db.tx((tx) => dispatch(tx, house, group))),
})

const offerOver = defineJob({
  name: 'video-offer-over',
  payload: Type.Object({ ticket: Id, officer: Type.String() }),
  run: async (house, { ticket, officer }) => {
    // Nobody sits before the page: the call would ring for an empty chair.
    if ((await takeSilentOff(house)).includes(officer)) return
    await ifFits(house.db.tx((tx) => acceptOffer(tx, house, officer, ticket)))
  },
})

const ringOverJob = defineJob({
  name: 'video-ring-over',
  payload: Type.Object({ ticket: Id, until: Type.String() }),
  run: async (house, { ticket, until }) => {
    const row = await house.db.read.one(readTicketRow, [ticket])
    if (row?.data.state === 'ringing' && row.data.ringUntil === until)
      await ifFits(house.db.tx((tx) => ringOver(tx, house, ticket)))
  },
})

const wrapUpOver = defineJob({
  name: 'video-wrap-up-over',
  payload: Type.Object({ officer: Type.String(), until: Type.String() }),
  run: async (house, { officer, until }) => {
    const desk = (await house.db.read.one(readDesk, [officer]))?.data
    if (desk?.state === 'wrap-up' && desk.until === until)
      await ifFits(house.db.tx((tx) => moveDesk(tx, house, officer, { type: 'wrapped-up' })))
  },
})

const clock = defineJob({
  name: 'video-clock',
  payload: Type.Object({ session: Id }),
  run: async (house, { session }) => void (await house.db.tx((tx) => actIfFits(tx, house, session, { type: 'clock' }))),
})

/** Each minute: times that have come, whatever timer was lost, carriers that died. The waits are told anew every 15 seconds. */
const tick = defineJob({
  name: 'video-tick',
  payload: Type.Object({}),
  cron: '* * * * *',
  run: async (house) => {
    await arrivals(house)
    await takeSilentOff(house)
    await endShifts(house)
    await closeLate(house)
    await overdue(house)
    await buryNodes(house)
    await house.db.tx((tx) =>
      enqueue(
        tx,
        house,
        [15, 30, 45].map((s) => ({
          job: 'video-waits',
          payload: {},
          at: wakeIn(s * 1000),
          key: `video-waits:${s}`,
          attempts: 1,
        })),
      ),
    )
    await waits(house)
  },
})

const waitsJob = defineJob({ name: 'video-waits', payload: Type.Object({}), run: (house) => waits(house) })

/** What everybody in a line is told; and whoever is ready is offered somebody, should a wake-up have been lost. */
async function waits(house: House): Promise<void> {
  await buryNodes(house)
  for (const { grp } of await house.db.read.many(waitingGroups)) await house.db.tx((tx) => dispatch(tx, house, grp))
  await noticePayments(house)
}

/** Booked times and promised calls that have come stand in the line; at 5 minutes' delay the citizen is told. */
async function arrivals(house: House): Promise<void> {
  const now = house.time.now()
  for (const { data } of await house.db.read.many(dueTickets, [now]))
    await ifFits(
      house.db.tx(async (tx) => {
        await holdLine(tx, data.group)
        await moveTicket(tx, house, data.id, { type: 'arrive' })
      }),
    )
}

/** Rings, offers, wrap-ups and lost lines whose own timer did not come. */
async function overdue(house: House): Promise<void> {
  const now = house.time.now()
  const offerEnd = new Date(now.getTime() - (VIDEO.officer.autoAnswerSeconds + 20) * 1000)
  for (const { data } of await house.db.read.many(overdueTickets, [now, offerEnd])) {
    if (data.state === 'ringing') await ifFits(house.db.tx((tx) => ringOver(tx, house, data.id)))
    else if (data.officer) await ifFits(house.db.tx((tx) => acceptOffer(tx, house, data.officer ?? '', data.id)))
  }
  for (const { officer } of await house.db.read.many(lateDesks, [now]))
    await ifFits(house.db.tx((tx) => moveDesk(tx, house, officer, { type: 'wrapped-up' })))
  for (const { id } of await house.db.read.many(openSessions, [null]))
    await house.db.tx((tx) => actIfFits(tx, house, id, { type: 'clock' }))
}

/** The calls of a process that died: both sides come back on another one, nothing that was done is lost. */
async function buryNodes(house: House): Promise<void> {
  const alive = new Date(house.time.now().getTime() - NODE_DEAD_MS)
  for (const { id, node } of await house.db.read.many(orphanedCalls, [alive]))
    await house.db.tx(async (tx) => {
      if ((await tx.run(unpinCall, [id, node])) > 0) await actIfFits(tx, house, id, { type: 'node-lost' })
    })
  await house.db.write.run(forgetNodes, [new Date(alive.getTime() - 3_600_000)])
}

/** 20:00 in China for tomorrow's appointments; every five minutes for those in a quarter of an hour. */
const remindTomorrow = defineJob({
  name: 'video-remind-tomorrow',
  payload: Type.Object({}),
  cron: '0 12 * * *',
  run: async (house) => {
    const day = addDays(shanghaiDate(house.time.now()), 1)
    await remind(house, shanghaiMoment(day), shanghaiMoment(addDays(day, 1)))
  },
})
const remindSoon = defineJob({
  name: 'video-remind-soon',
  payload: Type.Object({}),
  cron: '*/5 * * * *',
  run: async (house) => {
    const now = house.time.now().getTime()
    await remind(house, new Date(now + 10 * 60_000), new Date(now + 15 * 60_000))
    await tellLate(house)
  },
})

async function remind(house: House, from: Date, to: Date): Promise<void> {
  for (const { data } of await house.db.read.many(remindable, [from, to]))
    await house.db.tx((tx) =>
      tellCaller(tx, house, data, 'video-remind', { when: momentWords(new Date(data.bookedFor ?? from)) }),
    )
}

/** Whose booked time passed five to ten minutes ago and who still waits for an officer hears how long it may take. */
async function tellLate(house: House): Promise<void> {
  const now = house.time.now().getTime()
  for (const { grp } of await house.db.read.many(waitingGroups)) {
    const line = await readLine(house.db.read, house, grp)
    for (const [ahead, t] of line.tickets.entries()) {
      const lateMin = t.bookedFor ? (now - Date.parse(t.bookedFor)) / 60_000 : 0
      if (t.rings > 0 || lateMin < OFFICER_LATE_TELL_MIN || lateMin >= OFFICER_LATE_TELL_MIN * 2) continue
      const more = String(waitAt(line, ahead)?.to ?? 10)
      await house.db.tx((tx) => tellCaller(tx, house, t, 'video-late', { minutes: more }))
    }
  }
}

/** 08:00 in China a new day can be booked; at night nobody stands in a line any more. */
const grid = defineJob({
  name: 'video-grid',
  payload: Type.Object({}),
  cron: '0 0 * * *',
  run: async (house) => void (await house.db.tx((tx) => ensureGrid(tx, house))),
})

/** At the end of the day who is still in the line is promised a call at the next opening: nobody waits in vain. */
const closeDay = defineJob({
  name: 'video-close-day',
  payload: Type.Object({}),
  cron: '45 * * * *',
  run: async (house) => {
    const now = house.time.now()
    const next = nextOpening(now, VIDEO, house.calendar)
    if (openAt(now, VIDEO, house.calendar) || !next || shanghaiDate(next) === shanghaiDate(now)) return
    for (const { grp } of await house.db.read.many(waitingGroups)) {
      const line = await readLine(house.db.read, house, grp)
      for (const t of line.tickets.filter((one) => one.officer === undefined && line.servers.length === 0))
        await ifFits(
          house.db.tx(async (tx) => {
            await moveTicket(tx, house, t.id, { type: 'ask-callback', at: next.toISOString() })
            await tellCaller(tx, house, t, 'video-callback', { when: momentWords(next) })
          }),
        )
    }
  },
})

export const videoJobs: readonly Job[] = [
  dispatchJob,
  offerOver,
  ringOverJob,
  wrapUpOver,
  clock,
  tick,
  waitsJob,
  remindTomorrow,
  remindSoon,
  grid,
  closeDay,
  paidJob,
  ...recordingJobs,
  ...machineJobs,
  ...qualityJobs,
]
