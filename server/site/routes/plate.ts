import type { Case } from '#domain/case.ts'
import { maskVin } from '#domain/mask.ts'
import { at as standsAt } from '#domain/moves.ts'
import { plateTypeOf, PRESSES, vinOf } from '#domain/plate-pool.ts'
import { definitionOf } from '#server/cases/cases.ts'
import { myCase, stepStates } from '#server/cases/my-view.ts'
import { Refused } from '#server/kit/errors.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { choose } from '#server/plates/choose.ts'
import { draw as drawNumbers, type Press, pressesOf } from '#server/plates/plates.ts'
import { paths } from '#web/citizen/paths.ts'
import type { StepView } from '#web/citizen/views.ts'
import {
  draw,
  type Fields,
  form,
  goTo,
  longForm,
  page,
  post,
  type Show,
  type Site,
  type Visit,
  versionOf,
} from '../kit.ts'
import { plateColor } from '../views/plate.ts'
import { problemLine, type Say } from '../words.ts'

/** Where a step of a running case stands among its steps. */
export function caseStep(c: Case, kind: string, say: Say): StepView {
  const steps = stepStates(c)
  return {
    service: say(definitionOf(c).name),
    n: Math.max(1, steps.findIndex((s) => s.kind === kind) + 1),
    of: steps.length,
    back: paths.case(c.id),
  }
}

/** Choosing a plate: press for ten, keep one aside, press again, take one, confirm. What is kept aside travels in the address by its place (press and position): a plate number never stands in an address. */
export function platePages(site: Site): void {
  const { house } = site.frame
  const show: Show = async (visit) => {
    const { c } = await myCase(house, citizenOf(visit.actor), visit.params['id'] ?? '')
    if (!standsAt(c, 'choose-plate')) return goTo(paths.case(c.id))
    return draw('plateChoice', plateView(c, await pressesOf(house.db.read, house, c), visit))
  }
  const base = (params: Fields) => `${paths.case(params['id'] ?? '')}/plate`
  const spec = { act: 'case.own', page: show, from: base } as const
  page(site, { path: '/my/cases/:id/plate', act: 'case.own' }, show)
  form(site, { ...spec, path: '/my/cases/:id/plate/press' }, async (tx, { actor, params, query }) => {
    const { c } = await myCase(house, citizenOf(actor), params['id'] ?? '')
    const press = Number(query['press'])
    await drawNumbers(tx, house, c, Number.isInteger(press) && press > 0 ? press : undefined)
    return base(params) + queryOf({ keep: query['keep'] })
  })
  longForm(site, { ...spec, path: '/my/cases/:id/plate' }, async ({ actor, params, query, say }, fields) => {
    const { c } = await myCase(house, citizenOf(actor), params['id'] ?? '')
    const place = placeOf(await pressesOf(house.db.read, house, c), fields['plate'])
    if (!place) throw new Refused(422, 'INVALID', say('请先选一个号码', 'Please choose a number first'))
    return (
      base(params) +
      (fields['_action'] === 'reserve' ? queryOf({ keep: place }) : queryOf({ pick: place, keep: query['keep'] }))
    )
  })
  form(site, { ...spec, path: '/my/cases/:id/plate/confirm' }, async (tx, { actor, params, query }, fields) => {
    const citizen = citizenOf(actor)
    const { c } = await myCase(house, citizen, params['id'] ?? '')
    const number = numberAt(await pressesOf(tx, house, c), query['pick']) ?? ''
    await choose(tx, house, { kind: 'citizen', id: citizen.id }, c.id, versionOf(fields), number)
    return paths.case(c.id)
  })
}

function plateView(c: Case, presses: readonly Press[], { say, lang, query, problem }: Visit) {
  const base = `${paths.case(c.id)}/plate`
  const free = new Set(presses.flatMap((p) => p.numbers.filter((n) => n.free).map((n) => n.number)))
  const stillFree = (name: 'keep' | 'pick') => {
    const number = numberAt(presses, query[name])
    return number && free.has(number) ? number : undefined
  }
  const [keep, number] = [stillFree('keep'), stillFree('pick')]
  const places = { keep: placeOf(presses, keep), pick: placeOf(presses, number) }
  const head = {
    ...caseStep(c, 'choose-plate', say),
    vehicle: vehicleLine(c),
    color: plateColor(plateTypeOf(c.data) ?? '02'),
  }
  const last = presses.at(-1)
  const line = problemLine(problem, lang)
  if (!last)
    return { ...head, stage: 'start' as const, presses: PRESSES, press: post(`${base}/press?press=1`), left: PRESSES }
  if (number && !problem) {
    return {
      ...head,
      stage: 'confirm' as const,
      number,
      confirm: post(`${base}/confirm${queryOf(places)}`, c.version),
      back: base + queryOf({ keep: places.keep }),
    }
  }
  const shown = last.numbers.filter((n) => n.free).map((n) => n.number)
  const none =
    shown.length === 0 && !keep
      ? say('这一组都被选走了,请换一组', 'This whole group has been taken; show the next one')
      : undefined
  const trouble = line ?? none
  return {
    ...head,
    stage: 'group' as const,
    numbers: keep && !shown.includes(keep) ? [keep, ...shown] : shown,
    press: last.press,
    presses: PRESSES,
    ...(keep ? { reserve: keep } : {}),
    choose: post(base + queryOf({ keep: places.keep })),
    ...(presses.length < PRESSES
      ? { again: post(`${base}/press${queryOf({ press: String(presses.length + 1), keep: places.keep })}`) }
      : {}),
    ...(trouble ? { problem: trouble } : {}),
  }
}

/** A number's place among the presses, as '2.7'; undefined for a number that was never shown. */
function placeOf(presses: readonly Press[], number: string | undefined): string | undefined {
  const press = presses.find((p) => p.numbers.some((n) => n.number === number))
  return press ? `${press.press}.${press.numbers.findIndex((n) => n.number === number)}` : undefined
}

function numberAt(presses: readonly Press[], place: string | undefined): string | undefined {
  const [press, position] =
    /^([1-9])\.(\d{1,2})$/
      .exec(place ?? '')
      ?.slice(1)
      .map(Number) ?? []
  return presses.find((p) => p.press === press)?.numbers[position ?? -1]?.number
}

function vehicleLine(c: Case): string {
  const { subject } = c.data
  const vin = vinOf(c.data)
  const car =
    subject.kind === 'new-vehicle' && subject.certificate
      ? `${subject.certificate.brand} ${subject.certificate.model} · `
      : ''
  return `${car}${vin ? maskVin(vin) : ''}`
}

function queryOf(given: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return query.size > 0 ? `?${query}` : ''
}
