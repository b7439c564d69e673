import { bindingsOf, endBinding } from '#server/authorities/bindings.ts'
import { citizenOf } from '#server/kit/serve.ts'
import type { LedgerItem } from '#web/citizen/ledger-view.ts'
import { paths } from '#web/citizen/paths.ts'
import { dateText, plateText } from '#web/kit/format.ts'
import { draw, longForm, page, post, type Show, type Site, type Visit } from '../kit.ts'
import { within } from '../within.ts'
import { problemLine } from '../words.ts'

const LIST = '/my/bindings'
const PATIENCE_MS = 3_000

/** Who uses my cars, or those of a company, beside their owner; the owner ends it here. */
export function bindingPages(site: Site): void {
  const { house } = site.frame
  const show: Show = async (visit) => {
    const asked = bindingsOf(house, citizenOf(visit.actor), visit.query['company'])
    return draw('ledger', listView(visit, await within(PATIENCE_MS, asked)))
  }
  const address = (query: Readonly<Record<string, string>>) =>
    query['company'] ? `${LIST}?company=${query['company']}` : LIST
  page(site, { path: LIST, act: 'citizen.self' }, show)
  longForm(
    site,
    { path: `${LIST}/end`, act: 'citizen.self', page: show, from: () => LIST },
    async ({ actor, query }) => {
      await endBinding(house, citizenOf(actor), query['handle'] ?? '', query['company'])
      return address(query)
    },
  )
}

function listView({ say, lang, problem, query }: Visit, asked: Awaited<ReturnType<typeof bindingsOf>> | undefined) {
  const line = problemLine(problem, lang)
  const company = query['company']
  const to = (handle: string) => `${LIST}/end?${new URLSearchParams({ handle, ...(company ? { company } : {}) })}`
  const items: LedgerItem[] = (asked?.bindings ?? []).map((b) => ({
    key: b.handle,
    title: `${plateText(b.plate)} · ${b.name}`,
    lines: [
      b.kind === 'bound'
        ? say('备案:可以查询、处理这辆车的违法', 'Bound: may see and settle violations of this car')
        : say('挂靠:由对方实际使用', 'Attached: used by this person'),
      ...(b.until ? [say(`有效期到 ${dateText(b.until, lang)}`, `Until ${dateText(b.until, lang)}`)] : []),
    ],
    posts: [
      {
        label: say('解除', 'End'),
        post: post(to(b.handle)),
        look: 'danger' as const,
      },
    ],
  }))
  return {
    title: say('谁在用我的车', 'Who uses my cars'),
    intro: say(
      '备案了您的车的人可以查询、处理它的违法。您可以随时解除,不用说明理由。',
      'Whoever is bound to your car may see and settle its violations. You can end this at any time without giving a reason.',
    ),
    back: company
      ? { label: say('单位', 'Company'), href: `/my/companies/${company}` }
      : { label: say('我的', 'Me'), href: paths.me },
    ...(line ? { problem: line } : {}),
    sections: [
      {
        id: 'bindings',
        title: say('现在有效的', 'In force now'),
        none:
          asked && !asked.down
            ? say('没有人备案您的车。', 'Nobody is bound to your cars.')
            : say(
                '机动车登记库暂时查不到,请过几分钟再试',
                'The vehicle register does not answer; please try again in a few minutes',
              ),
        items,
      },
    ],
  }
}
