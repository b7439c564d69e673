import { shanghaiDate } from '#domain/calendar.ts'
import { channelsOn } from '#domain/city-rules.ts'
import { isResting } from '#domain/phone-rest.ts'
import { findService } from '#domain/services/index.ts'
import { forWhom } from '#server/authorities/acting.ts'
import { notFound } from '#server/kit/errors.ts'
import { phoneRests } from '#server/kit/phone-rest.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { draw, page, type Show, type Site } from '../kit.ts'
import { guideView } from '../views/guide.ts'
import { problemLine } from '../words.ts'

/** What an item needs, costs and takes, before anybody signs in. */
export const guidePages = (site: Site): void => page(site, { path: '/services/:code', act: 'public' }, showGuide(site))

/** The guide, with what was refused when the reader tried to begin. */
export function showGuide({ frame: { house } }: Site): Show {
  return async ({ params, lang, actor, problem }) => {
    const service = findService(params['code'] ?? '')
    if (!service) throw notFound()
    const today = shanghaiDate(house.time.now())
    const signedIn = actor.kind === 'citizen'
    return draw(
      'guide',
      guideView(
        {
          service: { ...service, channels: channelsOn(house.rules, service, today) },
          fees: house.fees,
          city: house.city,
          today,
          signedIn,
          ...(signedIn ? { whom: await forWhom(house.db.read, house, citizenOf(actor), service) } : {}),
          problem: problemLine(problem ?? (service.protects && isResting(actor) ? phoneRests(actor) : undefined), lang),
        },
        lang,
      ),
    )
  }
}
