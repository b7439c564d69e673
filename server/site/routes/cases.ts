import { isClosed } from '#domain/case.ts'
import { REFUSALS } from '#domain/refusals.ts'
import { definitionOf } from '#domain/services/index.ts'
import { isWithdrawn } from '#server/authorities/principals.ts'
import { caseEvents, mine, myCase, myCases } from '#server/cases/my-view.ts'
import { notFound } from '#server/kit/errors.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { isAsked, questionsFor } from '#server/co-signs/co-signs.ts'
import { billsOf } from '#server/payments/bills.ts'
import { trackingOf } from '#server/production/parcels.ts'
import { paths } from '#web/citizen/paths.ts'
import { type Fields, versionOf } from '../fields.ts'
import { draw, form, goTo, page, type Show, type Site } from '../kit.ts'
import { pageOf } from '../page-of.ts'
import { caseRow } from '../views/case-row.ts'
import { caseView } from '../views/case.ts'
import { decisionView, slipView } from '../views/slips.ts'
import { problemLine } from '../words.ts'
import { questionRow } from './co-sign.ts'

const PER_PAGE = 20

/** The own cases: list, progress, and what can be done with one at any time. */
export function casePages(site: Site): void {
  const { house } = site.frame
  const show: Show = async ({ actor, params, lang, problem }) => {
    // A message about another person's application leads to the question, not to the case.
    if (await isAsked(house, citizenOf(actor), params['id'] ?? '')) return goTo(paths.coSign(params['id'] ?? ''))
    const { c, events } = await myCase(house, citizenOf(actor), params['id'] ?? '')
    const [bills, tracking, followsOnly] = await Promise.all([
      billsOf(house.db.read, c.id),
      trackingOf(house.db.read, c.office, c.id),
      isWithdrawn(house.db.read, c, citizenOf(actor).id),
    ])
    return draw(
      'case',
      caseView(
        {
          c,
          events: caseEvents(house, c, events),
          bills,
          tracking,
          city: house.city,
          calendar: house.calendar,
          now: house.time.now(),
          followsOnly,
          problem: problemLine(problem, lang),
        },
        lang,
      ),
    )
  }
  page(site, { path: '/my/cases', act: 'citizen.self' }, async ({ actor, query, lang }) => {
    const [cases, asked] = await Promise.all([myCases(house, citizenOf(actor)), questionsFor(house, citizenOf(actor))])
    const { items, page: shown } = pageOf(cases, PER_PAGE, query['page'], paths.cases)
    return draw('cases', {
      // Answered ones stay for a while under the own applications' first page.
      asked: shown.n === 1 ? asked.map((q) => questionRow(q, lang)) : [],
      open: items.filter((c) => !isClosed(c.state)).map((c) => caseRow(c, lang)),
      closed: items.filter((c) => isClosed(c.state)).map((c) => caseRow(c, lang)),
      page: shown,
    })
  })
  page(site, { path: '/my/cases/:id', act: 'case.own' }, show)
  const spec = { act: 'case.own', page: show, from: (params: Fields) => paths.case(params['id'] ?? '') } as const
  const command = (name: string, make: () => Parameters<typeof mine>[5]): void =>
    form(site, { ...spec, path: `/my/cases/:id/${name}` }, async (tx, { actor, params }, fields) => {
      const c = await mine(tx, house, citizenOf(actor), params['id'] ?? '', versionOf(fields), make())
      return paths.case(c.id)
    })
  command('withdraw', () => ({ type: 'withdraw' }))
  command('recheck', () => ({ type: 'retry-checks' }))
  command('object', () => ({ type: 'object', reason: '申请人网上提出异议:不是本人办理' }))
  slips(site)
}

/** Papers about the case itself, to keep or to print. */
function slips({ frame, app, render }: Site): void {
  const { house } = frame
  const site = { frame, app, render }
  page(site, { path: '/my/cases/:id/slip', act: 'case.own' }, async ({ actor, params, lang }) => {
    const { c } = await myCase(house, citizenOf(actor), params['id'] ?? '')
    return draw('receipt', slipView({ c, service: definitionOf(c), city: house.city }, lang))
  })
  page(site, { path: '/my/cases/:id/decision', act: 'case.own' }, async ({ actor, params, lang }) => {
    const { c, events } = await myCase(house, citizenOf(actor), params['id'] ?? '')
    const { refusal } = c.data
    if (!refusal) throw notFound()
    return draw(
      'receipt',
      decisionView(
        {
          c,
          service: definitionOf(c),
          city: house.city,
          refusal,
          sentence: REFUSALS[refusal.code]?.message,
          at: events.at(-1)?.at ?? house.time.now(),
        },
        lang,
      ),
    )
  })
}
