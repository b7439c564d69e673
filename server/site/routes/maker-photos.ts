import { readFileSync } from 'node:fs'
import { photoLabel } from '#domain/pre-inspection.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { drawsOf } from '#server/makers/draws.ts'
import { addKey, endKey, keysOf } from '#server/makers/keys.ts'
import { makerFor } from '#server/makers/maker.ts'
import { sendingOf } from '#server/makers/photo-parts.ts'
import { missingPhotos, readSend, takePhotos } from '#server/makers/photos.ts'
import { objectionsOf } from '#server/makers/samples.ts'
import { draw, form, longForm, page, type Show, type Site, type Visit } from '../kit.ts'
import { keysView, SIGNING_TOOL } from '../views/maker-keys.ts'
import { makerPath, samplingView, sentView } from '../views/maker.ts'
import { problemLine } from '../words.ts'

/** Cars in the list of missing photos. */
const LISTED = 100_000
const TOOL = new URL(`../../../scripts${SIGNING_TOOL}`, import.meta.url)

/** A maker's photos, keys, and what became of the samples; `list` is the portal's first page. */
export function makerPhotoPages(site: Site, list: Show): void {
  const { house } = site.frame
  const maker = (visit: Visit) => makerFor(house.db.read, house, citizenOf(visit.actor), visit.params['id'] ?? '')
  const home = (params: Readonly<Record<string, string>>): string => makerPath(params['id'] ?? '')

  page(site, { path: SIGNING_TOOL, act: 'public' }, () =>
    Promise.resolve({
      file: { type: 'text/javascript; charset=utf-8', name: SIGNING_TOOL.slice(1), body: readFileSync(TOOL, 'utf8') },
    }),
  )
  longForm(site, { path: '/my/makers/:id/photos', act: 'maker.use', page: list, from: home }, async (visit) => {
    const sent = await takePhotos(house, citizenOf(visit.actor), await maker(visit), sendingOf(visit.request))
    return `${home(visit.params)}/photos/${sent.id}`
  })
  page(site, { path: '/my/makers/:id/photos/:batch', act: 'maker.use' }, async (visit) => {
    const m = await maker(visit)
    const sent = await readSend(house.db.read, m, visit.params['batch'] ?? '')
    return draw('ledger', sentView(visit, m, sent.results))
  })
  page(site, { path: '/my/makers/:id/missing', act: 'maker.use' }, async (visit) => {
    const { cars } = await missingPhotos(house.db.read, await maker(visit), LISTED)
    const rows = cars.map((c) => `"${c.vin}","${c.slots.map((slot) => photoLabel(slot)).join('、')}"`)
    const body = `\ufeff${['车辆识别代号,缺少的照片', ...rows].join('\r\n')}`
    return { file: { type: 'text/csv; charset=utf-8', name: 'missing-photos.csv', body } }
  })

  const keys: Show = async (visit) => {
    const m = await maker(visit)
    return draw('ledger', keysView(visit, m, await keysOf(house.db.read, m), problemLine(visit.problem, visit.lang)))
  }
  const spec = {
    act: 'maker.manage',
    page: keys,
    from: (params: Readonly<Record<string, string>>) => `${home(params)}/keys`,
  } as const
  page(site, { path: '/my/makers/:id/keys', act: 'maker.use' }, keys)
  form(site, { ...spec, path: '/my/makers/:id/keys' }, async (tx, { actor, params }, fields) => {
    const m = await makerFor(tx, house, citizenOf(actor), params['id'] ?? '')
    await addKey(tx, house, citizenOf(actor), m, fields['pem'] ?? '')
    return `${home(params)}/keys`
  })
  form(site, { ...spec, path: '/my/makers/:id/keys/:key/end' }, async (tx, { actor, params }) => {
    const m = await makerFor(tx, house, citizenOf(actor), params['id'] ?? '')
    await endKey(tx, house, citizenOf(actor), m, params['key'] ?? '')
    return `${home(params)}/keys`
  })
  page(site, { path: '/my/makers/:id/sampling', act: 'maker.use' }, async (visit) => {
    const m = await maker(visit)
    const [objections, draws] = await Promise.all([objectionsOf(house.db.read, m), drawsOf(house.db.read, house, m.id)])
    return draw('ledger', samplingView(visit, m, objections, draws))
  })
}
