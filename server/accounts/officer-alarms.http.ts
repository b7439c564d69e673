import type { FastifyInstance } from 'fastify'
import * as api from '#api/oversight.ts'
import type { House } from '#server/kit/house.ts'
import { officerOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { closeOfficerAlarm, officerAlarms } from './officer-alarms.ts'

export function officerAlarmRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listOfficerAlarms, ({ actor }) => officerAlarms(house, officerOf(actor)))
  serveAct(app, house, api.closeOfficerAlarm, async (tx, { actor, params, body }) => {
    await closeOfficerAlarm(tx, house, officerOf(actor), params.id, body.note)
    return { ok: true as const }
  })
}
