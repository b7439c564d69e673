import type { Case } from '#domain/case.ts'
import { at as standsAt } from '#domain/moves.ts'
import { myCase } from '#server/cases/my-view.ts'
import { caseToSettle, ownCase } from '#server/cases/own-case.ts'
import type { Tx } from '#server/kit/db.ts'
import { Refused, refusedBy } from '#server/kit/errors.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { askCode } from '#server/accounts/fresh-check.ts'
import { choose, settle } from '#server/plates/choose.ts'
import { trace } from '#server/plates/insiders.ts'
import { draw as drawNumbers } from '#server/plates/plates.ts'
import { takeOld } from '#server/plates/rights.ts'
import { mustWait } from '#server/plates/room-gate.ts'
import { openSitting, wish } from '#server/plates/sittings.ts'
import { sittingView } from '#server/plates/view.ts'
import { placeNow } from '#server/plates/waiting-place.ts'
import { paths } from '#web/citizen/paths.ts'
import type { PlateConfirm, PlateStart } from '#web/citizen/pages/plate-views.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { type Fields, versionOf } from '../fields.ts'
import { type Answer, draw, form, goTo, longForm, page, type Show, type Site, type Visit } from '../kit.ts'
import {
  base,
  type Choosing,
  confirmPart,
  groupPart,
  headOf,
  heldPart,
  numberAt,
  oldPart,
  overPart,
  placeOf,
  queryOf,
  startPart,
} from '../views/plate-choice.ts'
import { ABOUT_THE_CODE, freshPart, mustBeChecked, proveTyped } from '../fresh.ts'
import { problemLine } from '../words.ts'

export const baseOf = (params: Fields): string => base(params['id'] ?? '')

/** A case of one's own, with where its choice stands. Throws Refused 404, 409 WRONG_STEP, AUTHORITY_WITHDRAWN. */
export async function choosing(tx: Pick<Tx, 'many' | 'one'>, site: Site, visit: Visit): Promise<Choosing> {
  const { house } = site.frame
  const c = await caseToSettle(tx, house, 'case.own', visit.actor, visit.params['id'] ?? '')
  if (!standsAt(c, 'choose-plate')) throw refusedBy(409, { code: 'WRONG_STEP' })
  const { say, lang, query, typed } = visit
  const sitting = await sittingView(tx, house, c)
  return { house, c, sitting, say, lang, withoutFour: query['no4'] === '1' || typed?.['no4'] === '1' }
}

/**
 * Choosing a plate: press for ten, keep one aside, press again, take one, confirm. What is picked travels in the address by its place
 * (press and position): a plate number never stands in an address.
 */
export function platePages(site: Site): void {
  const { house } = site.frame
  const show: Show = async (visit) => {
    const { c } = await myCase(house, citizenOf(visit.actor), visit.params['id'] ?? '')
    if (!standsAt(c, 'choose-plate')) return goTo(paths.case(c.id))
    return choicePage(site, await choosing(house.db.read, site, visit), visit)
  }
  const spec = { act: 'plate.own', page: show, from: baseOf } as const
  page(site, { path: '/my/cases/:id/plate', act: 'case.own' }, show)
  form(site, { ...spec, path: '/my/cases/:id/plate/press' }, async (tx, { actor, params, query, request }, fields) => {
    const c = await caseToSettle(tx, house, 'case.own', actor, params['id'] ?? '')
    await trace(tx, house, c, request)
    const press = Number(query['press'])
    const noFour = fields['no4'] === '1'
    await drawNumbers(tx, house, c, { press: Number.isInteger(press) && press > 0 ? press : undefined, noFour })
    return baseOf(params) + queryOf({ no4: noFour ? '1' : undefined })
  })
  form(site, { ...spec, path: '/my/cases/:id/plate/pause' }, async (tx, { actor, params }) => {
    const c = await ownCase(tx, house, 'case.own', actor, params['id'] ?? '')
    await wish(tx, house, c, { kind: 'pause' })
    return baseOf(params)
  })
  form(site, { ...spec, path: '/my/cases/:id/plate/resume' }, async (tx, { actor, params, request }) => {
    const c = await caseToSettle(tx, house, 'case.own', actor, params['id'] ?? '')
    await trace(tx, house, c, request)
    await openSitting(tx, house, c)
    return baseOf(params)
  })
  pickForms(site, spec)
}

function pickForms(site: Site, spec: { act: 'plate.own'; page: Show; from: typeof baseOf }): void {
  const { house } = site.frame
  longForm(site, { ...spec, path: '/my/cases/:id/plate' }, async (visit, fields) => {
    const { c, sitting, say, withoutFour } = await choosing(house.db.read, site, visit)
    const number = fields['plate']
    const place = placeOf(sitting, number)
    if (!number || !place) throw new Refused(422, 'INVALID', say('请先选一个号码', 'Please choose a number first'))
    const no4 = withoutFour ? '1' : undefined
    if (fields['_action'] !== 'reserve') return base(c.id) + queryOf({ pick: place, no4 })
    await house.db.tx((tx) => wish(tx, house, c, { kind: 'reserve', number }))
    return base(c.id) + queryOf({ no4 })
  })
  const before = (visit: Visit, fields: Fields): Promise<void> => proveTyped(house, visit, fields)
  form(site, { ...spec, before, path: '/my/cases/:id/plate/confirm' }, async (tx, visit, fields) => {
    const citizen = citizenOf(visit.actor)
    const { c, sitting } = await choosing(tx, site, visit)
    const held = visit.query['pick'] === 'held' ? sitting.held?.number : undefined
    // A number chosen ahead was confirmed then.
    if (held === undefined) await mustBeChecked(tx, house, visit)
    const number = held ?? numberAt(sitting, visit.query['pick']) ?? ''
    await trace(tx, house, c, visit.request)
    await choose(tx, house, { kind: 'citizen', id: citizen.id }, c.id, versionOf(fields), number)
    return paths.case(c.id)
  })
  longForm(site, { ...spec, path: '/my/cases/:id/plate/former/:right' }, async (visit, fields) => {
    const c = await caseToSettle(house.db.read, house, 'case.own', visit.actor, visit.params['id'] ?? '')
    await proveTyped(house, visit, fields)
    const taken = await house.db.tx(async (tx) => {
      await mustBeChecked(tx, house, visit)
      await trace(tx, house, c, visit.request)
      return takeOld(tx, house, c, visit.params['right'] ?? '')
    })
    await settle(house, c.office, taken)
    return paths.case(c.id)
  })
  // Asks for a code; what is on offer is kept meanwhile, so that nothing picked is lost to the waiting.
  longForm(site, { ...spec, path: '/my/cases/:id/plate/code' }, async (visit) => {
    const { c, sitting } = await choosing(house.db.read, site, visit)
    await askCode(house, citizenOf(visit.actor), visit.request.ip)
    if (sitting.state === 'open') await house.db.tx((tx) => wish(tx, house, c, { kind: 'hold' }))
    const { pick, old, no4 } = visit.query
    return base(c.id) + queryOf({ pick, old, no4, sent: '1' })
  })
}

async function choicePage(site: Site, given: Choosing, visit: Visit): Promise<Answer> {
  const { c, sitting } = given
  const line = problemLine(visit.problem, visit.lang)
  const whole = { ...headOf(given), ...(line ? { problem: line } : {}) }
  const held = heldPart(given)
  if (held) return draw('plateChoice', { ...whole, ...held, live: `case:${c.id}` })
  const confirm = await confirming(site, given, visit)
  if (confirm) return draw('plateChoice', { ...whole, ...confirm })
  if (!['none', 'open', 'paused'].includes(sitting.state) || isOver(given))
    return draw('plateChoice', { ...whole, ...overPart(given) })
  if (await mustGoToTheRoom(given)) return goTo(`${base(c.id)}/room`)
  if (sitting.state === 'open' && sitting.random.presses.length > 0 && isGroup(given, visit))
    return draw('plateChoice', { ...whole, ...groupPart(given) })
  const room = sitting.state === 'none' ? await roomBefore(site, c, visit) : undefined
  if (room && 'go' in room) return goTo(room.go)
  return draw('plateChoice', { ...whole, ...startPart(given, room) })
}

/** The number picked, or the own old one. After a refusal that is not about the code the choice itself is shown: the number may be gone. */
async function confirming(site: Site, given: Choosing, visit: Visit): Promise<PlateConfirm | undefined> {
  const { problem, query, params } = visit
  if (problem && !ABOUT_THE_CODE.has(problem.code)) return undefined
  const old = query['old'] ?? params['right']
  const part = old ? oldPart(given, old) : confirmPart(given, query['pick'])
  if (!part) return undefined
  const send = `${base(given.c.id)}/code${queryOf({ pick: query['pick'], old, no4: query['no4'] })}`
  const check = await freshPart(site.frame.house, visit, send)
  return check ? { ...part, check } : part
}

/** The group stays on the page until all is used up; `?how` leads back to the choice of ways. */
const isGroup = ({ sitting }: Choosing, { query }: Visit): boolean =>
  query['how'] === undefined || sitting.random.group !== undefined || sitting.reserve !== undefined

/** Nothing on offer, nothing to press, nothing to compose, no old number. */
const isOver = ({ sitting }: Choosing): boolean =>
  sitting.state === 'open' &&
  (sitting.secondsLeft === 0 || (sitting.random.left === 0 && sitting.compose.goesLeft === 0)) &&
  sitting.random.group === undefined &&
  sitting.reserve === undefined &&
  sitting.former.length === 0

/** A release began while one was choosing: what is on offer can still be taken, new numbers come after the room. */
const mustGoToTheRoom = async ({ house, c, sitting }: Choosing): Promise<boolean> =>
  sitting.random.group === undefined && sitting.reserve === undefined && mustWait(house.db.read, house, c)

/** While a room is open and its numbers are out, one waits there; before that one may go there. */
async function roomBefore(site: Site, c: Case, { lang }: Visit): Promise<PlateStart['room'] | { go: string }> {
  const place = await placeNow(site.frame.house, c)
  const href = `${base(c.id)}/room`
  if (!place.room || place.state === 'admitted') return undefined
  if (place.room.releaseAt <= place.now) return { go: href }
  return { at: shortMomentText(place.room.releaseAt, lang), href }
}
