import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  choosePlate,
  claimPlate,
  composePlates,
  drawPlates,
  giveBackPlate,
  holdPlates,
  openSitting as openRoute,
  pauseSitting,
  readKeyboard,
  readPlates,
  reservePlate,
  usePlateOfOld,
} from '#api/plates.ts'
import type { Route } from '#api/route.ts'
import type { Case } from '#domain/case.ts'
import type { Actor } from '#domain/policy.ts'
import { freshMs, mustBeFresh } from '#server/accounts/fresh-check.ts'
import { isWithdrawn } from '#server/authorities/principals.ts'
import { movedView } from '#server/cases/moved-view.ts'
import { caseToSettle, ownCase } from '#server/cases/own-case.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { choose, claim, settle } from './choose.ts'
import { beats } from './downtime.ts'
import { giveBack } from './give-back.ts'
import { trace } from './insiders.ts'
import { keyboardView } from './keyboards.ts'
import { readPass } from './pass.ts'
import { takeOld } from './rights.ts'
import { settingsAt } from './settings.ts'
import { mayChooseNow } from './room-gate.ts'
import { choiceOf, openSitting, wish } from './sittings.ts'
import { sittingView } from './view.ts'

/** Choosing a plate: everything about one's own case. */
export function plateRoutes(app: FastifyInstance, house: House): void {
  beats(app, house)
  readRoutes(app, house)
  sittingRoutes(app, house)
  takeRoutes(app, house)
  claimRoute(app, house)
}

const minutes = (house: House): number => settingsAt(house.time.now()).checkMinutes

/** With the pass of a claim, as long as the reader counts as checked and may still choose. */
async function view(tx: Pick<Tx, 'one' | 'many'>, house: House, actor: Actor, c: Case) {
  const citizen = citizenOf(actor)
  const fresh = (await isWithdrawn(tx, c, citizen.id)) ? 0 : await freshMs(tx, citizen, minutes(house))
  return sittingView(tx, house, c, fresh)
}

function readRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, readPlates, async ({ actor, params }) =>
    view(house.db.read, house, actor, await ownCase(house.db.read, house, readPlates.act, actor, params.id)),
  )
  serveRead(app, house, readKeyboard, async ({ actor, params }) => {
    const c = await ownCase(house.db.read, house, readKeyboard.act, actor, params.id)
    return keyboardView(house.db.read, house, c.office, choiceOf(c).pool.pool)
  })
}

/** The case of a press, with the line it comes over noted. */
async function atTheTable(
  tx: Tx,
  house: House,
  route: Route,
  call: { actor: Actor; params: { id: string }; request: FastifyRequest },
): Promise<Case> {
  const c = await caseToSettle(tx, house, route.act, call.actor, call.params.id)
  await trace(tx, house, c, call.request)
  return c
}

function sittingRoutes(app: FastifyInstance, house: House): void {
  serveAct(app, house, openRoute, async (tx, call) => {
    const c = await atTheTable(tx, house, openRoute, call)
    await openSitting(tx, house, c)
    return view(tx, house, call.actor, c)
  })
  serveAct(app, house, pauseSitting, async (tx, call) => {
    const c = await ownCase(tx, house, pauseSitting.act, call.actor, call.params.id)
    await wish(tx, house, c, { kind: 'pause' })
    return view(tx, house, call.actor, c)
  })
  serveAct(app, house, drawPlates, async (tx, call) => {
    const c = await atTheTable(tx, house, drawPlates, call)
    await mayChooseNow(tx, house, c, call.body.press)
    await wish(tx, house, c, { kind: 'press', press: call.body.press, noFour: call.body.withoutFour })
    return view(tx, house, call.actor, c)
  })
  serveAct(app, house, holdPlates, async (tx, call) => {
    const c = await ownCase(tx, house, holdPlates.act, call.actor, call.params.id)
    await wish(tx, house, c, { kind: 'hold' })
    return view(tx, house, call.actor, c)
  })
  serveAct(app, house, reservePlate, async (tx, call) => {
    const c = await ownCase(tx, house, reservePlate.act, call.actor, call.params.id)
    await wish(tx, house, c, { kind: 'reserve', number: call.body.number })
    return view(tx, house, call.actor, c)
  })
  serveAct(app, house, giveBackPlate, async (tx, call) => {
    const c = await caseToSettle(tx, house, giveBackPlate.act, call.actor, call.params.id)
    await giveBack(tx, house, c)
    return view(tx, house, call.actor, c)
  })
}

/** What takes a number for good asks who it is: signed in, or a code to the phone, within the last minutes. */
function takeRoutes(app: FastifyInstance, house: House): void {
  serveAct(app, house, composePlates, async (tx, call) => {
    const c = await atTheTable(tx, house, composePlates, call)
    await mustBeFresh(tx, citizenOf(call.actor), minutes(house))
    await mayChooseNow(tx, house, c)
    const { sitting } = await wish(tx, house, c, { kind: 'compose', numbers: call.body.numbers })
    // A composed number that was free is taken at once: the case goes on with it after the commit.
    if (sitting.number) tx.afterCommit(() => follow(house, c.office, sitting))
    return view(tx, house, call.actor, c)
  })
  serveAct(app, house, usePlateOfOld, async (tx, call) => {
    const c = await atTheTable(tx, house, usePlateOfOld, call)
    await mustBeFresh(tx, citizenOf(call.actor), minutes(house))
    const sitting = await takeOld(tx, house, c, call.body.right)
    tx.afterCommit(() => follow(house, c.office, sitting))
    return view(tx, house, call.actor, c)
  })
  serveAct(app, house, choosePlate, async (tx, call) => {
    const citizen = citizenOf(call.actor)
    await atTheTable(tx, house, choosePlate, call)
    await mustBeFresh(tx, citizen, minutes(house))
    const { id } = citizen
    const { body, params } = call
    const c = await choose(tx, house, { kind: 'citizen', id }, params.id, body.version, body.number)
    return movedView(c)
  })
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
