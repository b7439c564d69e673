import type { FastifyInstance } from 'fastify'
import * as api from '#api/messages.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { listMessages, readAllMessages, readMessage } from './messages.ts'

export function messageRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listMessages, async ({ actor, query }) => {
    const { items, ...rest } = await listMessages(house.db.read, house, citizenOf(actor).id, query.lang, query.page)
    return { ...rest, items: items.map((message) => ({ ...message, caseId: message.caseId ?? null })) }
  })
  serveAct(app, house, api.readMessage, async (tx, { actor, params }) => {
    // The statement itself looks only among the person's own messages: another's is not found.
    await readMessage(tx, citizenOf(actor).id, params.id)
    return { ok: true as const }
  })
  serveAct(app, house, api.readAllMessages, async (tx, { actor }) => ({
    read: await readAllMessages(tx, citizenOf(actor).id),
  }))
}
