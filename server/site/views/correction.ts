import type { Case, CaseData } from '#domain/case.ts'
import { allProblems } from '#domain/checks/check.ts'
import type { Field } from '#domain/fields.ts'
import { refusalOf } from '#domain/refusals.ts'
import type { Material } from '#domain/service.ts'
import { definitionOf } from '#domain/services/index.ts'
import type { CaseEvent } from '#server/cases/my-view.ts'
import { DECLARATION } from '#server/cases/signing.ts'
import type { FieldProblem } from '#server/kit/errors.ts'
import { paths } from '#web/citizen/paths.ts'
import type { CorrectionSignView, CorrectionView } from '#web/citizen/pages/case-views.ts'
import { momentText } from '#web/kit/format.ts'
import type { Fields } from '../fields.ts'
import { post, type Visit } from '../kit.ts'
import { problemLine } from '../words.ts'
import { sentences, signingFields, uploadView } from './draft.ts'
import { answerRows, fieldViews, valuesOf } from './fields.ts'

/** The questions of an item, in the order of its form. */
const questionsOf = (c: Case): Field[] => definitionOf(c).form.flatMap((part) => part.fields)

/** What the officer asked for; what the checks found is in `problemItems`, and is settled with the agencies. */
const askedOf = (c: Case) => (c.data.defects ?? []).filter((d) => d.reason !== d.target)

/** Whether nothing of the applicant's own was found wrong: the agencies need only be asked again. */
export const isForAgencies = (c: Case): boolean => askedOf(c).length === 0

/** The questions on the page: those the officer asked about, those that go with a new answer, or all of them. */
function shownQuestions(c: Case, posted: Fields, all: boolean): Field[] {
  const asked = new Set(askedOf(c).map((d) => d.target))
  return questionsOf(c).filter((f) => all || asked.has(f.name) || isPosted(f, posted))
}

const isPosted = ({ name }: Field, posted: Fields): boolean =>
  posted[name] !== undefined || posted[`${name}_year`] !== undefined

/** The answers that a press on the correction's page carries. A box that stood there and is not sent is not ticked. */
export const correctedValues = (c: Case, posted: Fields): Record<string, string | boolean> =>
  valuesOf(shownQuestions(c, posted, posted['all'] !== undefined), posted)

const PREFIX = 'photo.'

/** Material → new photos, from the address. Whether they are the reader's own is asked when they are handed in. */
export const photosOf = (query: Fields): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, id]) =>
      name.startsWith(PREFIX) && /^[0-9a-f-]{36}$/.test(id) ? [[name.slice(PREFIX.length), [id]]] : [],
    ),
  )

export const queryOf = (photos: Readonly<Record<string, readonly string[]>>): string =>
  new URLSearchParams(Object.entries(photos).map(([code, [id = '']]) => [PREFIX + code, id])).toString()

/** A visit of the page, and the province whose counties a place is chosen from at first. */
type Reading = Visit & { homeProvince: string }

/** Everything that must be mended, and what goes with it, on one page. */
export function correctionView(c: Case, events: readonly CaseEvent[], visit: Reading): CorrectionView {
  const { say, lang, problem } = visit
  const photos = photosOf(visit.query)
  const query = queryOf(photos)
  const here = `${paths.case(c.id)}/correction`
  const back = events.findLast((e) => e.to.state === 'correcting' && e.kind !== 'correct')
  const all = visit.query['all'] !== undefined || visit.typed?.['all'] !== undefined
  const items = [...defectItems(c, visit, photos, query), ...otherItems(c, visit, all), ...problemItems(c, visit)]
  const shown = new Set(items.flatMap((i) => i.field?.name ?? []))
  const elsewhere = unsigned(problem?.fields ?? []).filter((p) => !shown.has(p.field))
  const line = elsewhere.length > 0 ? elsewhere.map((p) => p.message).join(say(';', '; ')) : wholeLine(visit)
  return {
    service: say(definitionOf(c).name),
    number: c.number,
    back: paths.case(c.id),
    from:
      back?.actor.kind === 'officer'
        ? say(`民警 ${back.actor.id}`, `Officer ${back.actor.id}`)
        : say('联网核查', 'Checks with the agencies'),
    at: back ? momentText(back.at.toISOString(), lang) : '',
    items,
    signs: all || !isForAgencies(c),
    ...(all ? { all } : { more: `${here}?${query ? `${query}&` : ''}all=1` }),
    ...(line ? { problem: line } : {}),
    post: post(`${here}${query ? `?${query}` : ''}`, c.version),
  }
}

/** A refusal that is about no field and no photo. */
const wholeLine = ({ problem, params, typed, lang }: Visit): string | undefined =>
  problem && !problem.fields?.length && !params['material'] && typed?.['_action'] !== 'edit'
    ? problemLine(problem, lang)
    : undefined

/** What is wrong beside the signature that comes last. */
export const unsigned = (problems: readonly FieldProblem[]): FieldProblem[] =>
  problems.filter((p) => p.field !== 'declared' && p.field !== 'signature')

function defectItems(
  c: Case,
  visit: Reading,
  photos: Record<string, string[]>,
  query: string,
): CorrectionView['items'] {
  const { say } = visit
  const { materials } = definitionOf(c)
  return askedOf(c).map((d) => {
    const field = questionsOf(c).find((f) => f.name === d.target)
    const material = materials.find((m) => m.code === d.target && m.how === 'upload')
    const view = field ? questionView(c, field, visit) : undefined
    return {
      what: say(field?.label ?? material?.name ?? { zh: '请注意', en: 'Please note' }),
      why: d.reason,
      ...(view ? { field: view } : {}),
      ...(material ? { material: photoView(c, material, visit, photos[material.code]?.[0], query) } : {}),
    }
  })
}

/** What no officer asked for: questions that a new answer brings along (posted after all: where to), or the rest of the form. */
function otherItems(c: Case, visit: Reading, all: boolean): CorrectionView['items'] {
  const asked = new Set(askedOf(c).map((d) => d.target))
  const wrong = new Set(visit.problem?.fields?.map((p) => p.field))
  const shown = new Set(shownQuestions(c, visit.typed ?? {}, all).map((f) => f.name))
  return questionsOf(c)
    .filter((f) => !asked.has(f.name) && (shown.has(f.name) || wrong.has(f.name)))
    .flatMap((f) => {
      const field = questionView(c, f, visit)
      return field ? [{ what: visit.say(f.label), field }] : []
    })
}

/** Nothing for a question that these answers do not ask. */
function questionView(c: Case, field: Field, { say, typed, problem, query, homeProvince }: Reading) {
  const values = { ...c.data.form, ...(typed ? correctedValues(c, typed) : {}) }
  return fieldViews([field], {
    say,
    values,
    problems: problem?.fields ?? [],
    homeProvince,
    province: query['province'],
  })[0]
}

/** The statement with the corrected words in it, to be declared and signed like the first one. */
export function correctionSignView(c: Case, form: CaseData['form'], visit: Visit): CorrectionSignView {
  const { say, lang, typed = {}, problem } = visit
  const service = definitionOf(c)
  const photos = photosOf(visit.query)
  const query = queryOf(photos)
  const before = answerRows(questionsOf(c), c.data.form, say, false)
  const changed = answerRows(questionsOf(c), form, say, false).flatMap(({ label, value }) => {
    const old = before.find((row) => row.label === label)?.value
    return old === value ? [] : [{ label, value, ...(old ? { note: say(`原来:${old}`, `before: ${old}`) } : {}) }]
  })
  const fresh = Object.keys(photos).map((code) => ({
    label: say(service.materials.find((m) => m.code === code)?.name ?? { zh: code, en: code }),
    value: say('已重新上传', 'uploaded anew'),
  }))
  // What was not signed yet is no mistake when one comes from the page before.
  const problems = typed['signature'] === undefined ? [] : (problem?.fields ?? [])
  return {
    service: say(service.name),
    number: c.number,
    back: `${paths.case(c.id)}/correction${query ? `?${query}` : ''}`,
    changed: [...changed, ...fresh],
    sections: service.form
      .map((part) => ({ title: say(part.title), rows: answerRows(part.fields, form, say, false) }))
      .filter((part) => part.rows.length > 0),
    declaration: { version: DECLARATION.version, text: sentences(say(DECLARATION.text), lang) },
    fields: signingFields(typed, problems, say),
    handwriting: true,
    carried: Object.entries(typed).flatMap(([name, value]) =>
      name.startsWith('_') || NOT_CARRIED.has(name) ? [] : [{ name, value }],
    ),
    post: post(`${paths.case(c.id)}/correction${query ? `?${query}` : ''}`, c.version),
  }
}

const NOT_CARRIED: ReadonlySet<string> = new Set(['declared', 'signature', 'strokes', 'declaration'])

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
  if (!isForAgencies(c)) return []
  return allProblems(c.data.checks)
    .filter((p) => p.effect === 'block')
    .map((p) => refusalOf(p.code, p.params))
    .map(({ message, next }) => ({ what: say(message), why: say(next) }))
}
