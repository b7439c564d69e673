import { myCases } from '#server/cases/my-view.ts'
import { holdingsOf } from '#server/drafts/subject.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { billsOf } from '#server/payments/bills.ts'
import { draw, page, type Site } from '../kit.ts'
import { documentsView } from '../views/documents.ts'
import { within } from '../within.ts'

/** A page waits for the registers this long and no longer. */
const PATIENCE_MS = 2_000
/** Receipts of the latest paid cases. */
const RECENT = 20

/** What the registers hold in the reader's name, and the receipts. */
export function documentPages(site: Site): void {
  const { house } = site.frame
  page(site, { path: '/my/documents', act: 'citizen.self' }, async ({ actor, lang }) => {
    const citizen = citizenOf(actor)
    const [held, cases] = await Promise.all([within(PATIENCE_MS, holdingsOf(house, citizen)), myCases(house, citizen)])
    const paid = cases.filter((c) => c.data.paidAt).slice(0, RECENT)
    const bills = await Promise.all(paid.map(async (c) => ({ c, bills: await billsOf(house.db.read, c.id) })))
    return draw('documents', documentsView({ held, bills, now: house.time.now() }, lang))
  })
}
