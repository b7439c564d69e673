import { citizenOf } from '#server/kit/serve.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, Refused } from '#server/kit/errors.ts'
import { contextOf, loadSession } from '#server/video/session-store.ts'
import { mySessionView, summaryOf } from '#server/video/session-view.ts'
import { rate, ratingGiven } from '#server/video/ratings.ts'
import { ownTicket } from '#server/video/tickets.ts'
import { ownRecordings } from '#server/video/recordings.ts'
import { draw, form, goTo, page, type Show, type Site, type Visit } from '../kit.ts'
import { resultView } from '../views/video-result.ts'
import { otherWays, videoPath } from '../views/video.ts'
import { problemLine } from '../words.ts'

/** The call itself, which needs a script and says so, and what came out of it. */
export function videoCallPages(site: Site): void {
  const { house } = site.frame
  const sessionOf = async ({ actor, params }: Visit, tx: Pick<Tx, 'one' | 'many'> = house.db.read) => {
    const ticket = await ownTicket(tx, citizenOf(actor), params['id'] ?? '')
    if (!ticket.session) throw notFound()
    return { ticket, s: await loadSession(tx, house, ticket.session) }
  }
  page(site, { path: '/my/video/:id/call', act: 'video.own' }, async (visit) => {
    const { ticket, s } = await sessionOf(visit)
    if (s.outcome) return goTo(`${videoPath(ticket.id)}/result`)
    return draw('videoCall', {
      title: visit.say('视频通话', 'Video call'),
      island: 'call',
      session: s.id,
      back: videoPath(ticket.id),
      channels: otherWays(house.city.hotline, visit.say),
    })
  })
  const result: Show = async (visit) => {
    const { ticket, s } = await sessionOf(visit)
    if (!s.outcome) return goTo(videoPath(ticket.id))
    const citizen = citizenOf(visit.actor)
    const { rung } = await contextOf(house.db.read, house, s, { kind: 'citizen', id: citizen.id })
    const recordings = await ownRecordings(house.db.read, house, citizen)
    return draw(
      'videoResult',
      resultView(
        {
          s: mySessionView(house, s, rung, 'citizen'),
          done: summaryOf(s),
          recording: recordings.find((r) => r.session === s.id),
          hotline: house.city.hotline,
          rated: await ratingGiven(house.db.read, s.office, s.id),
          problem: problemLine(visit.problem, visit.lang),
        },
        visit.lang,
      ),
    )
  }
  page(site, { path: '/my/video/:id/result', act: 'video.own' }, result)
  form(
    site,
    {
      path: '/my/video/:id/rate',
      act: 'video.own',
      page: result,
      from: (params) => `${videoPath(params['id'] ?? '')}/result`,
    },
    async (tx, visit, fields) => {
      const { ticket, s } = await sessionOf(visit, tx)
      const stars = Number(fields['stars'])
      if (!Number.isInteger(stars) || stars < 1 || stars > 5)
        throw new Refused(422, 'INVALID', visit.say('请选一项评价', 'Please choose a rating'))
      const words = (fields['words'] ?? '').trim().slice(0, 500)
      await rate(tx, house, citizenOf(visit.actor), s.id, { stars, words, complaint: fields['complaint'] === 'yes' })
      return `${videoPath(ticket.id)}/result`
    },
  )
}
