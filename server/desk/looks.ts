import { Type } from 'typebox'
import { shanghaiDate } from '#domain/calendar.ts'
import { settingOn } from '#domain/city-rules.ts'
import { crowdedLooks, type LookLimit } from '#domain/looks.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import type { Officer } from '#server/kit/serve.ts'
import { officeName, officesUnder } from './offices.ts'
import { busyLooks, closeAlarm, findAlarm, insertAlarm, type LookRow, readAlarms } from './looks.sql.ts'

/** Alarms on curiosity: who looked at very many people's records within minutes, and what came out when it was looked into. */
export async function lookAlarms(house: House, officer: Officer) {
  const rows = await house.db.read.many(readAlarms, [officesUnder(house, officer.office)])
  return {
    limit: lookLimit(house),
    alarms: rows.map((row) => ({
      id: row.id,
      officer: row.officer,
      officeName: officeName(house, row.office),
      from: row.from_at.toISOString(),
      to: row.to_at.toISOString(),
      records: row.records,
      purposes: row.purposes ?? [],
      mayClose: row.closed_at === null && row.officer !== officer.id,
      ...(row.closed_at && row.closed_by
        ? { closed: { at: row.closed_at.toISOString(), by: row.closed_by, note: row.closed_note ?? '' } }
        : {}),
    })),
  }
}

/** Another officer says what came out. Throws Refused: 404, 403 OWN_MATTER, 409 ALARM_CLOSED. */
export async function closeLookAlarm(tx: Tx, house: House, officer: Officer, id: string, note: string): Promise<void> {
  const alarm = await tx.one(findAlarm, [officesUnder(house, officer.office), id])
  if (!alarm) throw notFound()
  if (alarm.officer === officer.id) throw refusedBy(403, { code: 'OWN_MATTER' })
  if (alarm.closed_at) throw refusedBy(409, { code: 'ALARM_CLOSED' })
  await tx.run(closeAlarm, [alarm.office, id, officer.id, note])
  await audit(tx, officer, { act: 'alarm.close', object: { kind: 'look-alarm', id }, purpose: note, result: 'done' })
  tx.afterCommit(() => house.bus.publish({ topic: `office:${alarm.office}`, version: 0 }))
}

/** What the city has set for today: 200 within ten minutes while it says nothing. */
export function lookLimit(house: Pick<House, 'rules' | 'time'>): LookLimit {
  const today = shanghaiDate(house.time.now())
  return {
    records: settingOn(house.rules, 'lookRecords', today),
    minutes: settingOn(house.rules, 'lookMinutes', today),
  }
}

/** Every minute: an alarm stands within sixty seconds. It looks back an hour, so that jobs that stood still miss none. */
export const lookJobs: readonly Job[] = [
  defineJob({
    name: 'look-watch',
    payload: Type.Object({}),
    cron: '* * * * *',
    run: async (house) => {
      await raiseAlarms(house)
    },
  }),
]

/** Raises the alarms that are due and gives how many. Safe when two processes do it at once. */
export async function raiseAlarms(house: House): Promise<number> {
  const limit = lookLimit(house)
  const rows = await house.db.read.many(busyLooks, [house.city.offices.map((o) => o.office), limit.records])
  let raised = 0
  for (const looks of Map.groupBy(rows, (row) => `${row.office} ${row.officer}`).values())
    raised += await raiseFor(house, looks, limit)
  return raised
}

async function raiseFor(house: House, looks: readonly LookRow[], limit: LookLimit): Promise<number> {
  const [one] = looks
  if (!one) return 0
  let raised = 0
  for (const crowd of crowdedLooks(looks, limit)) {
    const values = [one.office, one.officer, crowd.from, crowd.to, crowd.records]
    const row = await house.db.tx((tx) => tx.one(insertAlarm, values))
    if (!row) continue
    raised += 1
    // Neither the officer's number nor whose records: who may know finds both under the alarm's own number.
    house.log.warn('very many records were looked at', { code: `alarm/${row.id}`, count: crowd.records })
    house.bus.publish({ topic: `office:${one.office}`, version: 0 })
  }
  return raised
}
