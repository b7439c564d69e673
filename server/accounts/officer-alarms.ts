import { Type } from 'typebox'
import { officeName, officesUnder } from '#server/desk/offices.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import type { Officer } from '#server/kit/serve.ts'
import type { OfficerFactsRow } from './accounts.sql.ts'
import {
  closeOfficerAlarmRow,
  findOfficerAlarm,
  insertOfficerAlarm,
  type OfficerAlarmRow,
  readOfficerAlarms,
} from './officer-alarms.sql.ts'
import { changedOfficers } from './officer-rows.ts'

/** Alarms on officers' accounts: a row that was changed past the house, a second workstation. */
export async function officerAlarms(house: House, officer: Officer) {
  const rows = await house.db.read.many(readOfficerAlarms, [officesUnder(house, officer.office)])
  return {
    alarms: rows.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      officer: row.officer,
      officeName: officeName(house, row.office),
      kind: row.kind,
      mayClose: row.closed_at === null && row.officer !== officer.id,
      ...closedView(row),
    })),
  }
}

/** Another officer says what came out. Throws Refused: 404, 403 OWN_MATTER, 409 ALARM_CLOSED. */
export async function closeOfficerAlarm(
  tx: Tx,
  house: House,
  officer: Officer,
  id: string,
  note: string,
): Promise<void> {
  const alarm = await tx.one(findOfficerAlarm, [officesUnder(house, officer.office), id])
  if (!alarm) throw notFound()
  if (alarm.officer === officer.id) throw refusedBy(403, { code: 'OWN_MATTER' })
  if (alarm.closed_at) throw refusedBy(409, { code: 'ALARM_CLOSED' })
  await tx.run(closeOfficerAlarmRow, [alarm.office, id, house.time.now(), officer.id, note])
  await audit(tx, officer, { act: 'alarm.close', object: { kind: 'officer-alarm', id }, purpose: note, result: 'done' })
  tx.afterCommit(() => house.bus.publish({ topic: `office:${alarm.office}`, version: 0 }))
}

function closedView({ closed_at: at, closed_by: by, closed_note: note }: OfficerAlarmRow) {
  return at && by ? { closed: { at: at.toISOString(), by, note: note ?? '' } } : {}
}

/** Tells once of a row as it now is; changed once more it is told again. */
export const alarmRowChanged = (tx: Tx, house: House, row: OfficerFactsRow): Promise<boolean> =>
  raise(tx, house, row, 'row-changed', keyOf(house, row))

/** Tells that an officer signed in on another workstation while a session of his was in use; that one has ended. */
export const alarmSecondPlace = (
  tx: Tx,
  house: House,
  officer: { office: number; id: string },
  session: string,
): Promise<boolean> => raise(tx, house, officer, 'second-place', session)

async function raise(
  tx: Tx,
  house: House,
  { office, id }: { office: number; id: string },
  kind: OfficerAlarmRow['kind'],
  what: string,
): Promise<boolean> {
  const row = await tx.one(insertOfficerAlarm, [office, house.time.now(), id, kind, what])
  if (!row) return false
  tx.afterCommit(() => {
    house.log.warn('an alarm on an officer’s account', { code: `${kind}/${row.id}` })
    house.bus.publish({ topic: `office:${office}`, version: 0 })
  })
  return true
}

const keyOf = (house: Pick<House, 'crypto'>, row: OfficerFactsRow): string =>
  house.crypto.keyedId(
    JSON.stringify([row.roles, row.roles_mac.toString('hex'), row.disabled_at, row.password, row.totp.toString('hex')]),
  )

/** Every minute, whether or not anybody signs in. */
export const officerWatchJobs: readonly Job[] = [
  defineJob({
    name: 'officer-watch',
    payload: Type.Object({}),
    cron: '* * * * *',
    run: async (house) => {
      await watchOfficers(house)
    },
  }),
]

/** Raises an alarm for every officer's row that was changed past the house and gives how many are new. */
export async function watchOfficers(house: House): Promise<number> {
  let raised = 0
  for (const row of await changedOfficers(house.db.read, house))
    if (await house.db.tx((tx) => alarmRowChanged(tx, house, row))) raised += 1
  return raised
}
