import type { FastifyInstance } from 'fastify'
import {
  choosePlate,
  claimPlate,
  composePlates,
  drawPlates,
  giveBackPlate,
  openSitting as openRoute,
  pauseSitting,
  readKeyboard,
  readPlates,
  reservePlate,
  usePlateOfOld,
} from '#api/plates.ts'
import type { Case } from '#domain/case.ts'
import type { Act, Actor } from '#domain/policy.ts'
import { ownCase } from '#server/cases/own-case.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { choose, claim, settle } from './choose.ts'
import { beats } from './downtime.ts'
import { giveBack } from './give-back.ts'
import { keyboardOfPool } from './keyboards.ts'
import { readPass } from './pass.ts'
import { takeOld } from './rights.ts'
import { choiceOf, openSitting, wish } from './sittings.ts'
import { sittingView } from './view.ts'

/** Choosing a plate: everything about one's own case. */
export function plateRoutes(app: FastifyInstance, house: House): void {
  beats(app, house)
  const own = (tx: Pick<Tx, 'one'>, act: Act, actor: Actor, id: string): Promise<Case> =>
    ownCase(tx, house, act, actor, id)
  serveRead(app, house, readPlates, async ({ actor, params }) =>
    sittingView(house.db.read, house, await own(house.db.read, readPlates.act, actor, params.id)),
  )
  serveRead(app, house, readKeyboard, async ({ actor, params }) => {
    const c = await own(house.db.read, readKeyboard.act, actor, params.id)
    const { places, madeAt } = await keyboardOfPool(house.db.read, house, c.office, choiceOf(c).pool.pool)
    return { prefix: places[0] && places[1] ? `${places[0]}${places[1]}` : '', places, madeAt: madeAt.toISOString() }
  })
  serveAct(app, house, openRoute, async (tx, { actor, params }) => {
    const c = await own(tx, openRoute.act, actor, params.id)
    await openSitting(tx, house, c)
    return sittingView(tx, house, c)
  })
  serveAct(app, house, pauseSitting, async (tx, { actor, params }) => {
    const c = await own(tx, pauseSitting.act, actor, params.id)
    await wish(tx, house, c, { kind: 'pause' })
    return sittingView(tx, house, c)
  })
  serveAct(app, house, drawPlates, async (tx, { actor, params, body }) => {
    const c = await own(tx, drawPlates.act, actor, params.id)
    await wish(tx, house, c, { kind: 'press', press: body.press, noFour: body.withoutFour })
    return sittingView(tx, house, c)
  })
  serveAct(app, house, reservePlate, async (tx, { actor, params, body }) => {
    const c = await own(tx, reservePlate.act, actor, params.id)
    await wish(tx, house, c, { kind: 'reserve', number: body.number })
    return sittingView(tx, house, c)
  })
  serveAct(app, house, composePlates, async (tx, { actor, params, body }) => {
    const c = await own(tx, composePlates.act, actor, params.id)
    const { sitting } = await wish(tx, house, c, { kind: 'compose', numbers: body.numbers })
    // A composed number that was free is taken at once: the case goes on with it after the commit.
    if (sitting.number) tx.afterCommit(() => follow(house, c.office, sitting))
    return sittingView(tx, house, c)
  })
  serveAct(app, house, usePlateOfOld, async (tx, { actor, params, body }) => {
    const c = await own(tx, usePlateOfOld.act, actor, params.id)
    const sitting = await takeOld(tx, house, c, body.right)
    tx.afterCommit(() => follow(house, c.office, sitting))
    return sittingView(tx, house, c)
  })
  serveAct(app, house, giveBackPlate, async (tx, { actor, params }) => {
    const c = await own(tx, giveBackPlate.act, actor, params.id)
    await giveBack(tx, house, c)
    return sittingView(tx, house, c)
  })
  serveAct(app, house, choosePlate, async (tx, { actor, params, body }) => {
    const { id } = citizenOf(actor)
    await own(tx, choosePlate.act, actor, params.id)
    const c = await choose(tx, house, { kind: 'citizen', id }, params.id, body.version, body.number)
    return { id: c.id, version: c.version, state: c.state, step: c.step }
  })
  claimRoute(app, house)
}

/** The route of the stampede: no session, no case, only the pass and the pool's lane. */
function claimRoute(app: FastifyInstance, house: House): void {
  serveRead(app, house, claimPlate, async ({ body }) => {
    const { pool, sitting, person } = readPass(house, body.pass)
    const won = await claim(house, house.city.homeOffice, pool, sitting, person, body.number)
    return {
      number: body.number,
      confirmedAt: (won.confirmed_at ?? house.time.now()).toISOString(),
      validUntil: won.valid_until ?? '',
    }
  })
}

/** The case follows its number: from here at once, by the job `plate-follow` if this process dies before. */
function follow(house: House, office: number, sitting: Parameters<typeof settle>[2]): void {
  settle(house, office, sitting).catch((error: unknown) =>
    house.log.error('a case did not follow its number', error, {}),
  )
}
