import { at as standsAt } from '#domain/moves.ts'
import { myCase } from '#server/cases/my-view.ts'
import { ownCase } from '#server/cases/own-case.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { trace } from '#server/plates/insiders.ts'
import { placeNow } from '#server/plates/waiting-place.ts'
import { join, leave } from '#server/plates/waiting-room.ts'
import { paths } from '#web/citizen/paths.ts'
import type { PlateRoomView } from '#web/citizen/pages/plate-views.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { draw, form, goTo, page, post, type Show, type Site } from '../kit.ts'
import { base, caseHead } from '../views/plate-choice.ts'
import { problemLine } from '../words.ts'
import { baseOf } from './plate.ts'

/** The waiting room of a release: take a place, see it, and go on to the choice when it is one's turn. */
export function plateRoomPages(site: Site): void {
  const { house } = site.frame
  const show: Show = async ({ actor, params, say, lang, problem }) => {
    const { c } = await myCase(house, citizenOf(actor), params['id'] ?? '')
    if (!standsAt(c, 'choose-plate')) return goTo(paths.case(c.id))
    const place = await placeNow(house, c)
    const { room } = place
    if (!room || place.state === 'none' || place.state === 'admitted') return goTo(base(c.id))
    const here = `${base(c.id)}/room`
    const inside = place.state === 'early' || place.state === 'waiting'
    const line = problemLine(problem, lang)
    const view: PlateRoomView = {
      ...caseHead(c, say),
      state: place.state,
      at: shortMomentText(room.releaseAt, lang),
      inside: room.inside,
      numbersLeft: room.numbersLeft,
      pace: room.pace,
      paused: room.paused,
      ...(place.place === undefined ? {} : { place: place.place }),
      ...(place.ahead === undefined ? {} : { ahead: place.ahead }),
      ...(place.ahead && room.pace > 0 && !room.paused ? { minutes: Math.ceil(place.ahead / room.pace) } : {}),
      askAgainMs: place.askAgainMs,
      ...(inside ? { leave: post(`${here}/leave`) } : { join: post(here) }),
      here,
      commit: room.commit,
      ...(line ? { problem: line } : {}),
    }
    return draw('plateRoom', view)
  }
  const spec = {
    act: 'case.own',
    page: show,
    from: (params: Parameters<typeof baseOf>[0]) => `${baseOf(params)}/room`,
  } as const
  page(site, { path: '/my/cases/:id/plate/room', act: 'case.own' }, show)
  form(site, { ...spec, path: '/my/cases/:id/plate/room' }, async (tx, { actor, params, request }) => {
    const c = await ownCase(tx, house, 'case.own', actor, params['id'] ?? '')
    await trace(tx, house, c, request)
    await join(tx, house, c)
    return spec.from(params)
  })
  form(site, { ...spec, path: '/my/cases/:id/plate/room/leave' }, async (tx, { actor, params }) => {
    const c = await ownCase(tx, house, 'case.own', actor, params['id'] ?? '')
    await leave(tx, house, c)
    return spec.from(params)
  })
}
