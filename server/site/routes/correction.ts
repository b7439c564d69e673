import { definitionOf } from '#domain/services/index.ts'
import { correct, correctedForm, caseEvents, mine, myCase } from '#server/cases/my-view.ts'
import { ownCase } from '#server/cases/own-case.ts'
import { storeUpload } from '#server/files/files.ts'
import { onePicture } from '#server/files/one-picture.ts'
import { homeRegion } from '#server/kit/city.ts'
import { notFound, Refused } from '#server/kit/errors.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { paths } from '#web/citizen/paths.ts'
import { type Fields, versionOf } from '../fields.ts'
import { draw, form, goTo, longForm, page, type Show, type Site, type Visit } from '../kit.ts'
import {
  correctedValues,
  correctionSignView,
  correctionView,
  isForAgencies,
  photosOf,
  queryOf,
  unsigned,
} from '../views/correction.ts'

/**
 * Everything that must be mended, on one page; then the corrected words as a whole, to be signed like the first time. New photos
 * are kept in the address until the answer is sent, words go from page to page in the form itself.
 */
export function correctionPages(site: Site): void {
  const { house } = site.frame
  const show: Show = async (visit) => {
    const { c, events } = await myCase(house, citizenOf(visit.actor), visit.params['id'] ?? '')
    if (c.state !== 'correcting') return goTo(paths.case(c.id))
    if (!isToBeSigned(visit)) {
      const reading = { ...visit, homeProvince: homeRegion(house.city).province }
      return draw('correction', correctionView(c, caseEvents(house, c, events), reading))
    }
    const { values } = correctedForm(house, c, correctedValues(c, visit.typed ?? {}))
    return draw('correctionSign', correctionSignView(c, values, visit))
  }
  const base = (params: Fields) => `${paths.case(params['id'] ?? '')}/correction`
  const spec = { act: 'case.own', page: show, from: base } as const
  page(site, { path: '/my/cases/:id/correction', act: 'case.own' }, show)
  form(site, { ...spec, path: '/my/cases/:id/correction' }, async (tx, { actor, params, query }, fields) => {
    const citizen = citizenOf(actor)
    const c = await ownCase(tx, house, 'case.own', actor, params['id'] ?? '')
    if (fields['_action'] === 'province')
      return `${base(params)}?${queryOf(photosOf(query))}&province=${encodeURIComponent(fields['region_province'] ?? '')}`
    // Back to the words: drawn again with what was typed.
    if (fields['_action'] === 'edit') throw new Refused(422, 'INVALID', '请修改')
    const version = versionOf(fields)
    if (isForAgencies(c) && fields['all'] === undefined)
      await mine(tx, house, citizen, c.id, version, { type: 'retry-checks' })
    else
      await correct(tx, house, citizen, c.id, {
        version,
        values: correctedValues(c, fields),
        materials: photosOf(query),
        declared: fields['declared'] !== undefined,
        signature: (fields['signature'] ?? '').slice(0, 60),
        ...(fields['strokes'] ? { strokes: fields['strokes'] } : {}),
      })
    return paths.case(c.id)
  })
  longForm(site, { ...spec, path: '/my/cases/:id/files/:material' }, async (visit) => {
    const { c } = await myCase(house, citizenOf(visit.actor), visit.params['id'] ?? '')
    const material = definitionOf(c).materials.find((m) => m.code === visit.params['material'] && m.how === 'upload')
    if (!material) throw notFound()
    const { bytes } = await onePicture(visit.request)
    const file = await storeUpload(house, citizenOf(visit.actor).id, material.code, bytes)
    return `${base(visit.params)}?${queryOf({ ...photosOf(visit.query), [material.code]: [file.id] })}`
  })
}

/** The words are in order, only the signature under them is missing. */
const isToBeSigned = ({ problem, typed }: Visit): boolean =>
  typed !== undefined && (problem?.fields ?? []).length > 0 && unsigned(problem?.fields ?? []).length === 0
