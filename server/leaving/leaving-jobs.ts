import { Type } from 'typebox'
import { shanghaiDate } from '#domain/calendar.ts'
import { judgeSeizure } from '#domain/checks/vehicle.ts'
import { judgeFile } from '#domain/leaving.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import { advance, fileOf, findLeaving, nextJob, sentence, subjectIndex } from './leaving.ts'
import { runningAbout, unfinished } from './leaving.sql.ts'

const ONE = Type.Object({ request: Type.String({ format: 'uuid' }) })

/** Asks the register and the courts about the car, outside any transaction, and says all that stands against it at once. */
const check = defineJob({
  name: 'leaving-check',
  payload: ONE,
  run: async (house, { request }) => {
    const { row, asked } = await findLeaving(house.db.read, house, request)
    if (row.state !== 'asked') return
    const { vin } = row
    const [vehicle, court] = await Promise.all([
      house.connectors.registry.vehicle({ vin }),
      house.connectors.court.seizure({ vin }),
    ])
    await house.db.tx(async (tx) => {
      await keepEvidence(tx, house, undefined, [vehicle.evidence, court.evidence])
      if (!vehicle.ok || !court.ok) return
      const running = await tx.many(runningAbout, [subjectIndex(house, vin)])
      const findings = judgeFile(asked, {
        vehicle: vehicle.answer,
        seizure: judgeSeizure(court.answer),
        running: running.map((one) => one.number),
        prefixes: house.city.platePrefixes,
        today: shanghaiDate(house.time.now()),
      })
      const record = vehicle.answer ?? undefined
      await advance(tx, house, request, { type: 'judged', findings }, { actor: 'house', record })
    })
    if (!vehicle.ok || !court.ok) throw new Error('nobody answered about the car')
  },
})

/** Sends the file, or the refusal. Nothing is lost while the other side is down: the queue tries again, the message is the same. */
const answer = defineJob({
  name: 'leaving-answer',
  payload: ONE,
  run: async (house, { request }) => {
    const { row, asked } = await findLeaving(house.db.read, house, request)
    if (row.state !== 'sending' && row.state !== 'refusing') return
    const to = { requestNo: asked.requestNo, vin: row.vin, to: asked.to }
    const sent = await house.connectors.registry.answerFile(
      `file:${row.id}:${row.version}`,
      row.state === 'sending'
        ? { ...to, verdict: 'sent', ...fileOf(house, row) }
        : { ...to, verdict: 'refused', reasonZh: row.reason ?? row.findings.map(sentence).join('') },
    )
    await house.db.tx(async (tx) => {
      await keepEvidence(tx, house, undefined, [sent.evidence])
      if (sent.ok) await advance(tx, house, request, { type: 'told' }, { actor: 'house' })
      // A signed no: nobody waits for this file any more.
      else if (sent.why === 'refused')
        await advance(tx, house, request, { type: 'returned' }, { actor: 'registry', note: sent.reasonZh })
    })
    if (!sent.ok && sent.why !== 'refused') throw new Error('the register did not take the answer')
  },
})

/** After how long a job that should have moved a request has been given up. */
const SILENT_MS = 30 * 60_000

const again = defineJob({
  name: 'leaving-again',
  payload: Type.Object({}),
  cron: '23 * * * *',
  run: (house) =>
    house.db.tx(async (tx) => {
      for (const one of await tx.many(unfinished, [new Date(house.time.now().getTime() - SILENT_MS)]))
        await nextJob(tx, house, one.id, one.state, 0)
    }),
})

export const leavingJobs: readonly Job[] = [check, answer, again]
