import { type Case, isClosed } from '#domain/case.ts'
import { definitionOf, findService } from '#domain/services/index.ts'
import { LANGUAGES, PRIORITIES } from '#domain/video/terms.ts'
import { myCases } from '#server/cases/my-view.ts'
import type { Tx } from '#server/kit/db.ts'
import { Refused } from '#server/kit/errors.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { bookTime, gridFor, moveTime } from '#server/video/bookings.ts'
import { answerRing, leaveLine, ringOver } from '#server/video/calls.ts'
import type { About } from '#server/video/tickets.ts'
import { moveTicket, ownTicket } from '#server/video/tickets.ts'
import { VIDEO } from '#server/video/settings.ts'
import { ticketView } from '#server/video/ticket-view.ts'
import { myTicketsOf, promiseCall, takePlace, windowView } from '#server/video/window.ts'
import type { Fields } from '../fields.ts'
import { draw, form, goTo, page, type Show, type Site, type Visit } from '../kit.ts'
import { caseIn } from '../views/video-fields.ts'
import { bookingPageView } from '../views/video-result.ts'
import { entranceView, otherWays, ticketPageView, videoPath } from '../views/video.ts'
import { problemLine } from '../words.ts'

/** The video window before the call: entrance, booking, the place in line. All of it works without a script. */
export function videoPages(site: Site): void {
  const { house } = site.frame
  const entrance: Show = async ({ actor, query, typed, lang, problem }) => {
    const signedIn = actor.kind === 'citizen'
    return draw(
      'videoEntrance',
      entranceView(
        {
          window: await windowView(house.db.read, house),
          tickets: signedIn ? await myTicketsOf(house.db.read, house, citizenOf(actor)) : [],
          cases: signedIn ? (await myCases(house, citizenOf(actor))).filter(isForVideo) : [],
          signedIn,
          chosen: {
            service: typed?.['service'] ?? query['service'],
            language: typed?.['language'] ?? query['language'],
            case: query['case'],
            station: query['station'],
          },
          problem: problemLine(problem, lang),
          now: house.time.now(),
        },
        lang,
      ),
    )
  }
  page(site, { path: '/video', act: 'public' }, entrance)
  form(site, { path: '/video', act: 'video.own', page: entrance, from: () => '/video' }, async (tx, visit, fields) => {
    const about = aboutOf(visit, fields)
    if (fields['way'] === 'booked') return bookPath(about)
    const { station } = visit.query
    const how = { callback: fields['way'] === 'callback', ...(station ? { station } : {}) }
    return videoPath((await takePlace(tx, house, citizenOf(visit.actor), about, how)).id)
  })
  page(site, { path: '/video/check', act: 'public' }, async ({ query, say }) =>
    draw('videoCall', {
      title: say('检查设备和网络', 'Check your device and network'),
      island: 'check',
      back: query['ticket'] ? videoPath(query['ticket']) : '/video',
      channels: otherWays(house.city.hotline, say),
    }),
  )
  page(site, { path: '/video/stations', act: 'public' }, async ({ lang, say }) =>
    draw('text', {
      title: say('有人协助的站点', 'Stations with a helper'),
      intro: say(
        '没有手机、不会操作,可以到站点,工作人员帮您接通民警。',
        'Without a phone, or unsure how: at a station somebody helps you to call an officer.',
      ),
      sections: VIDEO.stations.map((s) => ({
        title: s.name[lang],
        lines: [s.address[lang]],
        links: [{ label: say('我就在这里,开始', 'I am here: begin'), href: `/video?station=${s.code}` }],
      })),
    }),
  )
  bookingForms(site)
  ticketForms(site)
}

/** A case that goes on, and that an officer may see to by video. */
const isForVideo = (c: Case): boolean => !isClosed(c.state) && definitionOf(c).channels.includes('video')

/** What it is about: a case of one's own, an item, or a question. */
function aboutOf({ query }: Visit, fields: Fields): About {
  const given = fields['service'] ?? query['service'] ?? ''
  const caseId = query['case'] ?? caseIn(given)
  return {
    ...(caseId ? { caseId } : given === '' ? {} : { service: given }),
    language: LANGUAGES.find((l) => l === (fields['language'] ?? query['language'])) ?? 'zh',
    priority: PRIORITIES.find((p) => p === fields['priority']),
  }
}

const bookPath = (about: About): string => {
  const query = new URLSearchParams({
    ...(about.caseId ? { case: about.caseId } : {}),
    ...(about.service ? { service: about.service } : {}),
    language: about.language,
  })
  return `/video/book?${query.toString()}`
}

function bookingForms(site: Site): void {
  const { house } = site.frame
  const show: Show = async ({ query, typed, say, lang, problem, actor }) => {
    const ticket = query['ticket'] ? await ownTicket(house.db.read, citizenOf(actor), query['ticket']) : undefined
    const service = ticket?.service ?? query['service']
    const grid = await gridFor(house.db.read, house, service)
    const name = service ? findService(service)?.name : undefined
    return draw(
      'videoBooking',
      bookingPageView(
        {
          grid,
          service: name ? say(name) : say('视频咨询', 'A question by video'),
          action: `/video/book?${new URLSearchParams(query).toString()}`,
          back: ticket ? videoPath(ticket.id) : '/video',
          chosen: typed?.['slot'],
          error: problemLine(problem, lang),
        },
        lang,
      ),
    )
  }
  page(site, { path: '/video/book', act: 'video.own' }, show)
  form(site, { path: '/video/book', act: 'video.own', page: show, from: () => '/video' }, async (tx, visit, fields) => {
    const at = new Date(fields['slot'] ?? '')
    if (Number.isNaN(at.getTime())) throw new Refused(422, 'INVALID', visit.say('请选一个时间', 'Please choose a time'))
    const citizen = citizenOf(visit.actor)
    const { ticket } = visit.query
    const t = ticket
      ? await moveTime(tx, house, citizen, ticket, at)
      : await bookTime(tx, house, citizen, aboutOf(visit, fields), at)
    return videoPath(t.id)
  })
}

/** One place in line, and everything that may be pressed on it. */
function ticketForms(site: Site): void {
  const { house } = site.frame
  const show: Show = async ({ actor, params, lang, problem }) => {
    const ticket = await ownTicket(house.db.read, citizenOf(actor), params['id'] ?? '')
    if (ticket.state === 'serving' && ticket.session) return goTo(`${videoPath(ticket.id)}/call`)
    if (ticket.state === 'done' || ticket.state === 'to-counter') return goTo(`${videoPath(ticket.id)}/result`)
    const t = await ticketView(house.db.read, house, ticket)
    return draw(
      'videoTicket',
      ticketPageView(
        { t, hotline: house.city.hotline, now: house.time.now(), problem: problemLine(problem, lang) },
        lang,
      ),
    )
  }
  page(site, { path: '/my/video/:id', act: 'video.own' }, show)
  const press = (name: string, work: (tx: Tx, visit: Visit, id: string) => Promise<string>): void =>
    form(
      site,
      {
        path: `/my/video/:id/${name}`,
        act: 'video.own',
        page: show,
        from: (params) => videoPath(params['id'] ?? ''),
      },
      (tx, visit) => work(tx, visit, visit.params['id'] ?? ''),
    )
  press('answer', async (tx, { actor }, id) => {
    await answerRing(tx, house, citizenOf(actor), id)
    return `${videoPath(id)}/call`
  })
  press('decline', async (tx, { actor }, id) => {
    await ownTicket(tx, citizenOf(actor), id)
    await ringOver(tx, house, id)
    return videoPath(id)
  })
  press('cancel', async (tx, { actor }, id) => {
    await leaveLine(tx, house, citizenOf(actor), id)
    return '/video'
  })
  press('callback', async (tx, { actor }, id) => {
    await promiseCall(tx, house, citizenOf(actor), id)
    return videoPath(id)
  })
  press('requeue', async (tx, { actor }, id) => {
    await ownTicket(tx, citizenOf(actor), id)
    await moveTicket(tx, house, id, { type: 'requeue' })
    return videoPath(id)
  })
}
