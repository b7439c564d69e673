import { citizenOf } from '#server/kit/serve.ts'
import { listMessages, readAllMessages } from '#server/messages/messages.ts'
import { paths } from '#web/citizen/paths.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { draw, form, page, post, type Show, type Site } from '../kit.ts'
import { pageLinks, pageNumber } from '../page-of.ts'

/** Everything the house has told the reader. */
export function messagePages(site: Site): void {
  const { house } = site.frame
  const show: Show = async ({ actor, query, lang }) => {
    const list = await listMessages(house.db.read, house, citizenOf(actor).id, lang, pageNumber(query['page']))
    return draw('messages', {
      unread: list.unread,
      items: list.items.map(({ id, title, text, at, unread, caseId }) => ({
        id,
        title,
        text,
        at: shortMomentText(at, lang),
        unread,
        ...(caseId ? { href: paths.case(caseId) } : {}),
      })),
      ...(list.unread > 0 ? { markAll: post('/my/messages/read') } : {}),
      page: pageLinks(list.page, list.pages, paths.messages),
    })
  }
  page(site, { path: '/my/messages', act: 'citizen.self' }, show)
  form(
    site,
    { path: '/my/messages/read', act: 'citizen.self', page: show, from: () => paths.messages },
    async (tx, { actor }) => {
      await readAllMessages(tx, citizenOf(actor).id)
      return paths.messages
    },
  )
}
