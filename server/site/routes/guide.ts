import { shanghaiDate } from '#domain/calendar.ts'
import { findService } from '#domain/services/index.ts'
import { notFound } from '#server/kit/errors.ts'
import { draw, page, type Site } from '../kit.ts'
import { guideView } from '../views/guide.ts'

/** What an item needs, costs and takes, before anybody signs in. */
export function guidePages(site: Site): void {
  const { house } = site.frame
  page(site, { path: '/services/:code', act: 'public' }, async ({ params, lang, actor }) => {
    const service = findService(params['code'] ?? '')
    if (!service) throw notFound()
    return draw(
      'guide',
      guideView(
        {
          service,
          fees: house.fees,
          city: house.city,
          today: shanghaiDate(house.time.now()),
          signedIn: actor.kind === 'citizen',
        },
        lang,
      ),
    )
  })
}
