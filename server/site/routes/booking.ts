import { shanghaiDate } from '#domain/calendar.ts'
import { at as standsAt } from '#domain/moves.ts'
import type { Lang } from '#domain/text.ts'
import { whyNotMove } from '#domain/visit.ts'
import { definitionOf } from '#domain/services/index.ts'
import { freeSlots } from '#server/appointments/appointments.ts'
import { book, moveBooking } from '#server/appointments/book.ts'
import { placesFor } from '#server/appointments/places.ts'
import { myCase } from '#server/cases/my-view.ts'
import { ownCase } from '#server/cases/own-case.ts'
import { placeOf, type Site as CitySite } from '#server/kit/city.ts'
import { Refused } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { paths } from '#web/citizen/paths.ts'
import { versionOf } from '../fields.ts'
import { type Answer, draw, form, goTo, page, post, type Show, type Site, type Visit } from '../kit.ts'
import { slotDays } from '../views/booking.ts'
import { momentText } from '#web/kit/format.ts'
import { problemLine, type Say } from '../words.ts'
import { caseHead } from '../views/plate-choice.ts'

/** Days on one page: two weeks of half hours would be three hundred buttons. */
const DAYS = 7

/** A place and a time to come. */
export function bookingPages(site: Site): void {
  const { house } = site.frame
  const show: Show = (visit) => bookingPage(house, visit)
  page(site, { path: '/my/cases/:id/booking', act: 'case.own' }, show)
  form(
    site,
    {
      path: '/my/cases/:id/booking',
      act: 'case.own',
      page: show,
      from: (params) => `${paths.case(params['id'] ?? '')}/booking`,
    },
    async (tx, { actor, params, say }, fields) => {
      const [place = '', from = ''] = (fields['slot'] ?? '').split('|')
      const at = new Date(from)
      if (place === '' || Number.isNaN(at.getTime()))
        throw new Refused(422, 'INVALID', say('请选一个时间', 'Please choose a time'))
      const { id } = citizenOf(actor)
      const c = await ownCase(tx, house, 'case.own', actor, params['id'] ?? '')
      const reserve = standsAt(c, 'appointment') ? book : moveBooking
      await reserve(tx, house, { kind: 'citizen', id }, c.id, versionOf(fields), place, at)
      return paths.case(c.id)
    },
  )
}

async function bookingPage(house: House, visit: Visit): Promise<Answer> {
  const { actor, params, query, say, lang, problem } = visit
  const { c } = await myCase(house, citizenOf(actor), params['id'] ?? '')
  const moves = whyNotMove(c, definitionOf(c), house.time.now()) === undefined
  if (!standsAt(c, 'appointment') && !moves) return goTo(paths.case(c.id))
  const step = definitionOf(c).steps.find((s) => s.kind === 'appointment')
  const sites = placesFor(house, c)
  const old = moves ? c.data.appointment : undefined
  const place = sites.find((s) => s.code === (query['place'] ?? old?.site)) ?? sites[0]
  if (!place) throw new Refused(503, 'APPT_FULL', '现在没有可以预约的地点')
  const free = (await freeSlots(house.db.read, house, c.office)).filter((s) => s.site === place.code)
  const days = [...new Set(free.map((s) => shanghaiDate(s.at)))].slice(0, DAYS)
  const error = problemLine(problem, lang)
  const path = `${paths.case(c.id)}/booking`
  return draw('booking', {
    ...caseHead(c, say),
    title: titleOf(old !== undefined, step?.visit !== undefined, say),
    ...(old ? { old: whenWhere(house, old, say, lang) } : {}),
    place: placeView(place, sites, path, say),
    days: slotDays(
      free.filter((s) => days.includes(shanghaiDate(s.at))),
      lang,
    ),
    ...chosenIn(visit),
    ...(error ? { error } : {}),
    post: post(`${path}?place=${place.code}`, c.version),
    bring: step?.bring?.map((text) => say(text)) ?? [
      say('要上牌的车', 'The car'),
      say('身份证原件', 'Your identity card'),
    ],
  })
}

/** The time that was pressed for when the page is drawn again. */
const chosenIn = ({ typed }: Visit): { chosen?: string } => (typed?.['slot'] ? { chosen: typed['slot'] } : {})

const titleOf = (moves: boolean, visit: boolean, say: Say): string => {
  if (moves) return say('改约时间', 'Move the booking')
  return visit ? say('选时间和地点', 'Choose a time and a place') : say('预约现场查验', 'Book the on-site check')
}

const whenWhere = ({ city }: Pick<House, 'city'>, old: { site: string; from: string }, say: Say, lang: Lang): string =>
  [momentText(old.from, lang), say(placeOf(city, old.site)?.name ?? { zh: old.site, en: old.site })].join(', ')

/** The place that is shown, and the way to the next one. */
function placeView(place: CitySite, sites: readonly CitySite[], path: string, say: Say) {
  const other = sites[(sites.indexOf(place) + 1) % sites.length]
  return {
    name: say(place.name),
    address: say(place.address),
    ...(other && other !== place ? { change: `${path}?place=${other.code}` } : {}),
  }
}
