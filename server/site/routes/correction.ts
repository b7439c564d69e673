import type { Case } from '#domain/case.ts'
import { allProblems } from '#domain/checks/check.ts'
import type { Material } from '#domain/service.ts'
import { definitionOf } from '#server/cases/cases.ts'
import { type CaseEvent, caseEvents, correct, mine, myCase } from '#server/cases/my-view.ts'
import { wordsOf } from '#server/cases/officer-view.ts'
import { REFUSALS } from '#domain/refusals.ts'
import { fill } from '#domain/text.ts'
import { storeUpload } from '#server/files/files.ts'
import { onePicture } from '#server/files/one-picture.ts'
import { notFound } from '#server/kit/errors.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { paths } from '#web/citizen/paths.ts'
import type { CorrectionView } from '#web/citizen/pages/case-views.ts'
import { momentText } from '#web/kit/format.ts'
import {
  draw,
  type Fields,
  form,
  goTo,
  longForm,
  page,
  post,
  type Show,
  type Site,
  type Visit,
  versionOf,
} from '../kit.ts'
import { uploadView } from '../views/draft.ts'
import { fieldViews, valuesOf } from '../views/fields.ts'
import { problemLine } from '../words.ts'

/** Everything that must be mended, on one page. New photos are kept in the address until the answer is sent. */
export function correctionPages(site: Site): void {
  const { house } = site.frame
  const show: Show = async (visit) => {
    const { c, events } = await myCase(house, citizenOf(visit.actor), visit.params['id'] ?? '')
    return c.state === 'correcting'
      ? draw('correction', correctionView(c, caseEvents(house, c, events), visit))
      : goTo(paths.case(c.id))
  }
  const base = (params: Fields) => `${paths.case(params['id'] ?? '')}/correction`
  const spec = { act: 'case.own', page: show, from: base } as const
  page(site, { path: '/my/cases/:id/correction', act: 'case.own' }, show)
  form(site, { ...spec, path: '/my/cases/:id/correction' }, async (tx, { actor, params, query }, fields) => {
    const citizen = citizenOf(actor)
    const { c } = await myCase(house, citizen, params['id'] ?? '')
    if (fields['_action'] === 'province')
      return `${base(params)}?${queryOf(photosOf(query))}&province=${encodeURIComponent(fields['region_province'] ?? '')}`
    const version = versionOf(fields)
    const defects = c.data.defects ?? []
    // Nothing of the applicant's own is wrong: the agencies are asked again.
    if (defects.length === 0) await mine(tx, house, citizen, c.id, version, { type: 'retry-checks' })
    else {
      const asked = definitionOf(c)
        .form.flatMap((p) => p.fields)
        .filter((f) => defects.some((d) => d.target === f.name))
      await correct(tx, house, citizen, c.id, { version, values: valuesOf(asked, fields), materials: photosOf(query) })
    }
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

const PREFIX = 'photo.'

/** Material → new photos, from the address. Whether they are the reader's own is asked when they are handed in. */
const photosOf = (query: Fields): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, id]) =>
      name.startsWith(PREFIX) && /^[0-9a-f-]{36}$/.test(id) ? [[name.slice(PREFIX.length), [id]]] : [],
    ),
  )

const queryOf = (photos: Readonly<Record<string, readonly string[]>>): string =>
  new URLSearchParams(Object.entries(photos).map(([code, [id = '']]) => [PREFIX + code, id])).toString()

function correctionView(c: Case, events: readonly CaseEvent[], visit: Visit): CorrectionView {
  const { say, lang } = visit
  const photos = photosOf(visit.query)
  const query = queryOf(photos)
  const back = events.findLast((e) => e.to.state === 'correcting' && e.kind !== 'correct')
  const onFields = visit.problem?.fields && visit.problem.fields.length > 0
  const badPhoto = visit.params['material']
  const line = problemLine(visit.problem, lang)
  return {
    service: say(definitionOf(c).name),
    number: c.number,
    back: paths.case(c.id),
    from:
      back?.actor.kind === 'officer'
        ? say(`民警 ${back.actor.id}`, `Officer ${back.actor.id}`)
        : say('联网核查', 'Checks with the agencies'),
    at: back ? momentText(back.at.toISOString(), lang) : '',
    items: [...defectItems(c, visit, photos, query), ...problemItems(c, visit)],
    ...(line && !onFields && !badPhoto ? { problem: line } : {}),
    post: post(`${paths.case(c.id)}/correction${query ? `?${query}` : ''}`, c.version),
  }
}

function defectItems(c: Case, visit: Visit, photos: Record<string, string[]>, query: string): CorrectionView['items'] {
  const { say, typed, problem } = visit
  const service = definitionOf(c)
  const fields = service.form.flatMap((p) => p.fields)
  const values = {
    ...c.data.form,
    ...valuesOf(
      fields.filter((f) => typed?.[f.name] !== undefined),
      typed ?? {},
    ),
  }
  return (c.data.defects ?? []).map((d) => {
    const field = fields.find((f) => f.name === d.target)
    const material = service.materials.find((m) => m.code === d.target && m.how === 'upload')
    const view = field
      ? fieldViews([field], { say, values, problems: problem?.fields ?? [], province: visit.query['province'] })[0]
      : undefined
    return {
      what: say(field?.label ?? material?.name ?? { zh: '请注意', en: 'Please note' }),
      why: d.reason,
      ...(view ? { field: view } : {}),
      ...(material ? { material: photoView(c, material, visit, photos[material.code]?.[0], query) } : {}),
    }
  })
}

function photoView(
  c: Case,
  material: Material,
  { say, params, problem, lang }: Visit,
  file: string | undefined,
  query: string,
) {
  const reason = params['material'] === material.code ? problemLine(problem, lang) : undefined
  return uploadView(
    { code: material.code, name: say(material.name), hint: material.hint ? say(material.hint) : '' },
    { file, at: '', reason, upload: `${paths.case(c.id)}/files/${material.code}${query ? `?${query}` : ''}` },
    say,
  )
}

/** What an agency found: to be settled there, then asked again. */
function problemItems(c: Case, { say }: Visit): CorrectionView['items'] {
  if ((c.data.defects ?? []).length > 0) return []
  return allProblems(c.data.checks)
    .filter((p) => p.effect === 'block')
    .map((p) => ({
      what: say(wordsOf(p.code, p.params)),
      why: fill(say(REFUSALS[p.code]?.next ?? { zh: '', en: '' }), p.params),
    }))
}
