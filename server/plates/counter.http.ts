import type { FastifyInstance } from 'fastify'
import {
  counterChoose,
  counterCompose,
  counterDraw,
  counterFormer,
  counterKeyboard,
  counterPlates,
  counterSee,
} from '#api/plate-counter.ts'
import type { Case } from '#domain/case.ts'
import { personConcerned } from '#server/authorities/principals.ts'
import { loadCase } from '#server/cases/cases.ts'
import { purposeOfRead } from '#server/cases/closed-reads.ts'
import { movedView } from '#server/cases/moved-view.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { allow, officerOf, type Officer, serveAct, serveRead } from '#server/kit/serve.ts'
import { choose } from './choose.ts'
import { composeHere, counterView, mustBeSeen, see, showList, takeOldHere } from './counter.ts'
import { keyboardView } from './keyboards.ts'
import { choiceOf } from './sittings.ts'

/** Choosing at the counter: an officer of the case's office, with the person there. */
export function counterRoutes(app: FastifyInstance, house: House): void {
  const ours = async (tx: Pick<Tx, 'one'>, actor: Officer, id: string): Promise<Case> => {
    const c = await loadCase(tx, house, id)
    allow('plate.counter', actor, { office: c.office })
    return c
  }
  const seen = async (tx: Tx, actor: Officer, id: string): Promise<Case> => {
    const c = await ours(tx, actor, id)
    await mustBeSeen(tx, house, actor, c)
    return c
  }
  const now = async (tx: Tx, actor: Officer, id: string) => counterView(tx, house, actor, await loadCase(tx, house, id))
  serveRead(app, house, counterPlates, async ({ actor, params }) => {
    const officer = officerOf(actor)
    const c = await ours(house.db.read, officer, params.id)
    await audit(house.db.write, officer, {
      act: 'read-plates',
      object: { kind: 'case', id: c.id },
      person: await personConcerned(house.db.read, c),
      purpose: await purposeOfRead(house.db.read, officer, c, `窗口选号 ${c.number}`),
      result: 'done',
    })
    return counterView(house.db.read, house, officer, c)
  })
  serveRead(app, house, counterKeyboard, async ({ actor, params }) => {
    const c = await ours(house.db.read, officerOf(actor), params.id)
    return keyboardView(house.db.read, house, c.office, choiceOf(c).pool.pool)
  })
  serveAct(app, house, counterSee, async (tx, { actor, params }) => {
    const officer = officerOf(actor)
    await see(tx, house, officer, await ours(tx, officer, params.id))
    return now(tx, officer, params.id)
  })
  serveAct(app, house, counterDraw, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    await showList(tx, house, await seen(tx, officer, params.id), body.withoutFour)
    return now(tx, officer, params.id)
  })
  serveAct(app, house, counterCompose, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    await seen(tx, officer, params.id)
    await composeHere(tx, house, officer, params.id, body.numbers)
    return now(tx, officer, params.id)
  })
  serveAct(app, house, counterFormer, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    await seen(tx, officer, params.id)
    await takeOldHere(tx, house, officer, params.id, body.right)
    return now(tx, officer, params.id)
  })
  serveAct(app, house, counterChoose, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    await seen(tx, officer, params.id)
    const c = await choose(tx, house, officer, params.id, body.version, body.number)
    return movedView(c)
  })
}
