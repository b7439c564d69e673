import type { FastifyInstance } from 'fastify'
import { bookSlot, readSlots } from '#api/appointments.ts'
import { movedView } from '#server/cases/moved-view.ts'
import { ownCase } from '#server/cases/own-case.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { freeSlots } from './appointments.ts'
import { book, moveBooking } from './book.ts'
import { placesFor } from './places.ts'

export function appointmentRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, readSlots, async ({ actor, params }) => {
    const c = await ownCase(house.db.read, house, readSlots.act, actor, params.id)
    const free = await freeSlots(house.db.read, house, c.office)
    return {
      sites: placesFor(house, c).map(({ code, name, address }) => ({
        code,
        name,
        address,
        slots: free.filter((s) => s.site === code).map((s) => ({ from: s.at.toISOString(), left: s.left })),
      })),
    }
  })
  serveAct(app, house, bookSlot, async (tx, { actor, params, body }) => {
    const { id } = citizenOf(actor)
    const { step } = await ownCase(tx, house, bookSlot.act, actor, params.id)
    const reserve = step === 'appointment' ? book : moveBooking
    const c = await reserve(tx, house, { kind: 'citizen', id }, params.id, body.version, body.site, new Date(body.from))
    return movedView(c)
  })
}
