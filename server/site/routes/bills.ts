import { myCase } from '#server/cases/my-view.ts'
import { addressFor } from '#server/kit/house-address.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { billsOf, billWithReceipt } from '#server/payments/bills.ts'
import { pressPay } from '#server/payments/press.ts'
import { paths } from '#web/citizen/paths.ts'
import { draw, form, page, type Show, type Site } from '../kit.ts'
import { billsView } from '../views/bills.ts'
import { receiptView } from '../views/slips.ts'
import { problemLine } from '../words.ts'

/** Bills, the way to the bank's own page, receipts. */
export function billPages(site: Site): void {
  const { house } = site.frame
  const show: Show = async ({ actor, params, lang, problem }) => {
    const { c } = await myCase(house, citizenOf(actor), params['id'] ?? '')
    return draw(
      'bills',
      billsView(
        {
          c,
          bills: await billsOf(house.db.read, c.id),
          city: house.city,
          now: house.time.now(),
          problem: problemLine(problem, lang),
        },
        lang,
      ),
    )
  }
  page(site, { path: '/my/cases/:id/bills', act: 'case.own' }, show)
  form(
    site,
    {
      path: '/my/cases/:id/pay',
      act: 'case.own',
      page: show,
      from: (params) => `${paths.case(params['id'] ?? '')}/bills`,
    },
    (tx, { actor, params, request }) => pressPay(tx, house, actor, params['id'] ?? '', addressFor(house, request)),
  )
  page(site, { path: '/my/cases/:id/receipts/:bill', act: 'case.own' }, async ({ actor, params, lang }) => {
    const { c } = await myCase(house, citizenOf(actor), params['id'] ?? '')
    const paid = await billWithReceipt(house.db.read, c.id, params['bill'] ?? '')
    return draw('receipt', receiptView({ c, ...paid, city: house.city }, lang))
  })
}
