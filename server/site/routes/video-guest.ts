import { Refused, refusedBy } from '#server/kit/errors.ts'
import { guestOf, guestPass, knock } from '#server/video/guests.ts'
import { consentsView } from '#server/video/session-view.ts'
import type { Fields } from '../fields.ts'
import { draw, goTo, longForm, page, type Show, type Site, type Visit } from '../kit.ts'
import { doorView, joinView } from '../views/video-guest.ts'
import { otherWays } from '../views/video.ts'
import { problemLine } from '../words.ts'

/** For who was asked into a call and has no account: the door, the wait in front of it, the call. */
export function videoGuestPages(site: Site): void {
  const { house } = site.frame
  const door: Show = async ({ typed, lang, problem, query }) => {
    const consent = consentsView(house).find((c) => c.kind === 'recording')
    if (!consent) throw new Error('there is no text for the consent to a recording')
    return draw(
      'videoJoin',
      joinView(
        {
          typed: typed ?? (query['code'] ? { code: query['code'] } : {}),
          consent,
          problem,
          line: problemLine(problem, lang),
        },
        lang,
      ),
    )
  }
  page(site, { path: '/video/join', act: 'public' }, door)
  longForm(
    site,
    { path: '/video/join', act: 'public', page: door, from: () => '/video/join' },
    async ({ request, reply, say }, fields) => {
      const said = saidAt(fields, say)
      try {
        guestPass.set(house, reply, await knock(house, request.ip, said))
      } catch (error) {
        // A wrong code is something to correct on this page, not a page that is missing.
        if (error instanceof Refused && error.status === 404) throw refusedBy(409, { code: 'VIDEO_INVITE' })
        throw error
      }
      return '/video/guest'
    },
  )
  page(site, { path: '/video/guest', act: 'public' }, async (visit) => {
    const found = await findGuest(site, visit)
    if (!found) return goTo('/video/join')
    if (found === 'gone') return draw('videoDoor', doorView('gone', undefined, visit.lang))
    const { s, guest } = found
    if (s.outcome) return draw('videoDoor', doorView('over', guest, visit.lang))
    if (!guest.joined) return draw('videoDoor', doorView('waiting', guest, visit.lang))
    return draw('videoCall', {
      title: visit.say('视频通话', 'Video call'),
      island: 'guest',
      session: s.id,
      back: '/video',
      channels: otherWays(house.city.hotline, visit.say),
    })
  })
}

/** What was said at the door; the consent is a tick, and its text is named by the form. Throws Refused 422. */
function saidAt(fields: Fields, say: Visit['say']) {
  const said = {
    code: (fields['code'] ?? '').replace(/\D/g, ''),
    name: (fields['name'] ?? '').trim().slice(0, 30),
    relation: (fields['relation'] ?? '').trim().slice(0, 20),
    version: fields['version'] ?? '',
    hash: fields['hash'] ?? '',
  }
  const wrong = [
    ...(said.code.length === 8
      ? []
      : [{ field: 'code', message: say('邀请码是 8 位数字', 'The code has eight digits') }]),
    ...(said.name.length >= 2 ? [] : [{ field: 'name', message: say('请填真实姓名', 'Give your real name') }]),
    ...(said.relation ? [] : [{ field: 'relation', message: say('请选一项', 'Choose one') }]),
    ...(fields['agree'] === 'yes'
      ? []
      : [
          {
            field: 'agree',
            message: say(
              '通话全程录音录像,不同意就不能加入;可以请办理人单独办理',
              'The call is recorded; without your consent you cannot join, and the applicant goes on alone',
            ),
          },
        ]),
  ]
  if (wrong.length > 0)
    throw new Refused(422, 'INVALID', say('还差几项', 'Something is missing'), {
      fields: wrong.map((w) => ({ ...w, code: 'required' })),
    })
  return said
}

async function findGuest(site: Site, { request }: Visit) {
  const { house } = site.frame
  if (!guestPass.get(house, request)) return undefined
  try {
    return await guestOf(house.db.read, house, request)
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return 'gone' as const
    throw error
  }
}
