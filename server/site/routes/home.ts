import type { Service } from '#domain/service.ts'
import { services } from '#domain/services/index.ts'
import { paths } from '#web/citizen/paths.ts'
import { firstOfGroups, itemOf, serviceGroups } from '../catalogue.ts'
import { draw, goTo, page, type Show, type Site } from '../kit.ts'
import { searchServices } from '../search.ts'
import { keepPrefs, localPath } from '../shell.ts'
import { homeView } from '../views/home.ts'
import { waitingFor } from '../waiting.ts'

/** Where one begins: home, the list with its search, and the display switches. */
export function homePages(site: Site): void {
  const { house } = site.frame
  page(site, { path: '/', act: 'public' }, home(site))
  page(site, { path: '/services', act: 'public' }, async ({ query, say }) => {
    const asked = (query['q'] ?? '').trim().slice(0, 60)
    const results = searchServices(asked)
    return draw('services', {
      query: asked,
      ...(asked === '' ? {} : { results: results.map((s) => itemOf(s, say)) }),
      suggestions: asked !== '' && results.length === 0 ? suggestions(say) : [],
      // What was found, or that nothing was, is not buried under everything there is.
      groups: asked === '' ? serviceGroups(say) : [],
    })
  })
  page(site, { path: '/prefs', act: 'public' }, async ({ query, reply }) => {
    keepPrefs(house, reply, query)
    return goTo(withoutLang(localPath(query['back'])))
  })
}

const home =
  ({ frame }: Site): Show =>
  async ({ actor, say, lang }) =>
    draw(
      'home',
      homeView(
        {
          groups: firstOfGroups(say),
          mine: actor.kind === 'citizen' ? await waitingFor(frame.house, actor, lang) : undefined,
          now: frame.house.time.now(),
        },
        say,
      ),
    )

/** `?lang=` in the address would win over the cookie that was just set. */
function withoutLang(path: string): string {
  const [route = '/', query = ''] = path.split('?')
  const rest = new URLSearchParams(query)
  rest.delete('lang')
  return rest.size > 0 ? `${route}?${rest}` : route
}

const suggestions = (say: (text: Service['name']) => string) =>
  services.slice(0, 4).map((s) => ({ label: say(s.name), href: paths.guide(s.code) }))
