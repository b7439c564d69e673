import { shanghaiDate } from '#domain/calendar.ts'
import { billsFor } from '#domain/fees.ts'
import { choosesSubject, feesOf, type Service } from '#domain/service.ts'
import { findPerson } from '#server/accounts/people.ts'
import {
  blockingProblems,
  type Draft,
  lockOwnDraft,
  removeDraft,
  saveValues,
  startDraft,
} from '#server/drafts/drafts.ts'
import { beginPrecheck, progressOf } from '#server/drafts/progress.ts'
import { submitDraft } from '#server/drafts/submit.ts'
import { DECLARATION } from '#server/cases/signing.ts'
import { homeRegion } from '#server/kit/city.ts'
import { notFound, Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { paths } from '#web/citizen/paths.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { askedParts, draftSteps, resumeAt, stepAfter, stepPath, stepView } from '../draft-steps.ts'
import type { Fields } from '../fields.ts'
import { draw, form, goTo, longForm, page, post, type Show, type Site, type Visit } from '../kit.ts'
import { draftOf, draftSpec } from '../own-draft.ts'
import { answerRows, fieldViews, valuesOf } from '../views/fields.ts'
import { askingView, precheckView, sentences, signingFields, subjectFacts } from '../views/draft.ts'
import { problemLine, type Say } from '../words.ts'
import { showGuide } from './guide.ts'

const at = (step: string) => (params: Fields) =>
  `/my/drafts/${params['id']}/${step.replace(/:(\w+)/, (_, name: string) => params[name] ?? '')}`

/** An application from its start to its signature. */
export function draftPages(site: Site): void {
  const { house } = site.frame
  startForms(site)
  page(site, { ...draftSpec(house), path: '/my/drafts/:id' }, async (visit) => {
    const draft = await draftOf(house, visit)
    if (await progressOf(house, draft.id)) return goTo(stepPath(draft, 'precheck'))
    return goTo(stepPath(draft, resumeAt(draft)))
  })
  form(
    site,
    { ...draftSpec(house), path: '/my/drafts/:id/drop', page: async () => goTo('/'), from: () => '/' },
    async (tx, { actor, params }) => {
      const draft = await lockOwnDraft(tx, house, citizenOf(actor), params['id'] ?? '')
      await removeDraft(tx, draft.id)
      return paths.home
    },
  )
  checkForms(site)
  partForms(site)
  signingForms(site)
}

/** Begins, or goes on; a service about the own licence is checked at once, as there is nothing to choose. */
function startForms({ frame, app, render }: Site): void {
  const { house } = frame
  longForm(
    { frame, app, render },
    {
      path: '/services/:code/start',
      act: 'citizen.self',
      page: showGuide({ frame, app, render }),
      from: (params) => paths.guide(params['code'] ?? ''),
    },
    async ({ actor, params }, fields) => {
      const citizen = citizenOf(actor)
      const draft = await house.db.tx((tx) => startDraft(tx, house, citizen, params['code'] ?? '', fields['for'] ?? ''))
      if (!choosesSubject(draft.service) && draft.data.checks.length === 0)
        await beginPrecheck(house, citizen, draft.id, {})
      return `/my/drafts/${draft.id}`
    },
  )
}

function checkForms(site: Site): void {
  const { house } = site.frame
  const show: Show = async (visit) => {
    const draft = await draftOf(house, visit)
    const progress = await progressOf(house, draft.id)
    if (progress) return draw('precheck', askingView(draft, progress, visit.lang))
    if (choosesSubject(draft.service) && draft.data.checks.length === 0) return goTo(stepPath(draft, 'subject'))
    return draw('precheck', precheckView(draft, visit.lang))
  }
  const spec = { ...draftSpec(house), page: show, from: at('precheck') }
  page(site, { ...spec, path: '/my/drafts/:id/precheck' }, show)
  longForm(site, { ...spec, path: '/my/drafts/:id/recheck' }, async (visit) => {
    const draft = await draftOf(house, visit)
    await beginPrecheck(house, citizenOf(visit.actor), draft.id, {})
    return stepPath(draft, 'precheck')
  })
  longForm(site, { ...spec, path: '/my/drafts/:id/precheck' }, async (visit) => {
    const draft = await draftOf(house, visit)
    const blocking = blockingProblems(draft.data.checks)[0]
    if (blocking) throw refusedBy(409, blocking)
    if (!draft.data.subject) throw new Refused(409, 'NOT_CHECKED', '还没有完成联网核查', { next: '请点“重新核对”。' })
    return stepPath(draft, stepAfter(draft, 'precheck'))
  })
}

function partForms(site: Site): void {
  const { house } = site.frame
  const show: Show = async (visit) => {
    const draft = await draftOf(house, visit)
    if (draft.data.checks.length === 0) return goTo(stepPath(draft, resumeAt(draft)))
    const part = partOf(draft.service, visit.params)
    const step = `form/${part.code}`
    const typed = visit.typed ? valuesOf(part.fields, visit.typed) : {}
    const values = { ...(await knownValues(house, draft)), ...draft.data.values, ...typed }
    const path = stepPath(draft, step)
    const others =
      visit.problem && !visit.problem.fields?.some((f) => part.fields.some((own) => own.name === f.field))
        ? problemLine(visit.problem, visit.lang)
        : undefined
    return draw('formStep', {
      ...stepView(draft, step, visit.say),
      title: visit.say(part.title),
      facts: part === draft.service.form[0] ? subjectFacts(draft.data.subject, visit.say) : [],
      groups: [
        {
          fields: fieldViews(part.fields, {
            say: visit.say,
            values,
            problems: visit.problem?.fields ?? [],
            homeProvince: homeRegion(house.city).province,
            province: visit.query['province'],
          }),
        },
      ],
      ...(others ? { problem: others } : {}),
      post: post(path),
      autosave: `${path}/autosave`,
      ...(draft.version > 2 ? { savedAt: shortMomentText(draft.updatedAt.toISOString(), visit.lang) } : {}),
    })
  }
  const spec = { ...draftSpec(house), page: show, from: at('form/:part') }
  page(site, { ...spec, path: '/my/drafts/:id/form/:part' }, show)
  longForm(site, { ...spec, path: '/my/drafts/:id/form/:part/autosave' }, async (visit, fields) => {
    await save(house, visit, fields)
    return undefined
  })
  longForm(site, { ...spec, path: '/my/drafts/:id/form/:part' }, async (visit, fields) => {
    const { part, draft, errors, onPage } = await save(house, visit, fields)
    const step = `form/${part.code}`
    const region = part.fields.find((f) => f.kind === 'region')
    if (fields['_action'] === 'province' && region)
      return `${stepPath(draft, step)}?province=${encodeURIComponent(fields[`${region.name}_province`] ?? '')}#f-${region.name}`
    // A question that this answer brought up was not on the page: it is shown now, and is no mistake yet.
    if (errors.length > 0 && !errors.some((e) => onPage.has(e.field))) return stepPath(draft, step)
    if (errors.length > 0)
      throw new Refused(
        422,
        'INVALID',
        visit.say(`还有 ${errors.length} 处需要改`, `${errors.length} answers to put right`),
        { fields: errors.map((e) => ({ field: e.field, code: e.code, message: visit.say(e.message) })) },
      )
    return stepPath(draft, stepAfter(draft, step))
  })
}

async function save(house: House, visit: Visit, fields: Fields) {
  const draft = await draftOf(house, visit)
  const part = partOf(draft.service, visit.params)
  const values = valuesOf(part.fields, fields)
  const before = { ...(await knownValues(house, draft)), ...draft.data.values }
  const onPage = new Set(part.fields.filter((f) => !f.shownWhen || f.shownWhen(before)).map((f) => f.name))
  const saved = await house.db.tx((tx) => saveValues(tx, house, citizenOf(visit.actor), draft.id, part.code, values))
  return { ...saved, part, onPage }
}

/** What we know already stands in the form: the own name and mobile, and the only option of a question. */
async function knownValues(house: House, draft: Draft): Promise<Record<string, string>> {
  const person = await findPerson(house.db.read, house, draft.person)
  const only = draft.service.form
    .flatMap((p) => p.fields)
    .flatMap((f) => (f.options?.length === 1 && f.options[0] ? [[f.name, f.options[0].value] as const] : []))
  return {
    mobile: person.mobile,
    recipient: person.name,
    recipientMobile: person.mobile,
    deliveryMethod: 'post',
    ...Object.fromEntries(only),
  }
}

function partOf(service: Service, params: Fields) {
  const part = service.form.find((p) => p.code === params['part'])
  if (!part) throw notFound()
  return part
}

function signingForms(site: Site): void {
  const { house } = site.frame
  const show: Show = async (visit) => {
    const draft = await draftOf(house, visit)
    const step = resumeAt(draft)
    // Something is still missing: that first. After a refused press the page itself says what.
    if (step !== 'check' && !visit.problem) return goTo(stepPath(draft, step))
    const problems = visit.problem?.fields ?? []
    const elsewhere = problems.filter((p) => p.field !== 'declared' && p.field !== 'signature')
    const line =
      elsewhere.length > 0
        ? elsewhere.map((p) => p.message).join(visit.say(';', '; '))
        : problems.length > 0
          ? undefined
          : problemLine(visit.problem, visit.lang)
    return draw('check', {
      ...stepView(draft, 'check', visit.say),
      sections: sectionsOf(draft, visit.say),
      fees: amountsOf(house, draft, visit.say),
      declaration: { version: DECLARATION.version, text: sentences(visit.say(DECLARATION.text), visit.lang) },
      fields: signingFields(visit.typed ?? {}, problems, visit.say),
      handwriting: true,
      ...(line ? { problem: line } : {}),
      post: post(stepPath(draft, 'submit')),
    })
  }
  const spec = { ...draftSpec(house), page: show, from: at('check') }
  page(site, { ...spec, path: '/my/drafts/:id/check' }, show)
  form(site, { ...spec, path: '/my/drafts/:id/submit' }, async (tx, { actor, params }, fields) => {
    const strokes = fields['strokes']
    const c = await submitDraft(tx, house, citizenOf(actor), params['id'] ?? '', {
      declared: fields['declared'] !== undefined,
      signature: (fields['signature'] ?? '').slice(0, 60),
      ...(strokes ? { strokes } : {}),
    })
    return paths.case(c.id)
  })
}

function sectionsOf(draft: Draft, say: Say) {
  const { service, data } = draft
  const subject = subjectFacts(data.subject, say).map(({ label, value }) => ({ label, value }))
  return [
    ...(subject.length > 0
      ? [
          {
            title: say('我们已经查到', 'What we already know'),
            rows: subject,
          },
        ]
      : []),
    ...askedParts(draft).map((part) => ({
      title: say(part.title),
      change: stepPath(draft, `form/${part.code}`),
      rows: answerRows(part.fields, data.values, say, false),
    })),
    ...(draftSteps(draft).includes('materials')
      ? [
          {
            title: say('材料', 'Papers'),
            change: stepPath(draft, 'materials'),
            rows: Object.entries(data.materials)
              .filter(([, files]) => files.length > 0)
              .map(([code]) => ({
                label: say(service.materials.find((m) => m.code === code)?.name ?? { zh: code, en: code }),
                value: say('已上传', 'uploaded'),
              })),
          },
        ]
      : []),
  ]
}

/** The amounts that will be billed, from the dated table. */
function amountsOf(house: House, { service, data }: Draft, say: Say): { name: string; fen: number }[] {
  if (!data.subject) return []
  const fees = feesOf(service, { form: data.values, subject: data.subject })
  const bills = billsFor(house.fees, fees, shanghaiDate(house.time.now()))
  return bills.flatMap((b) => b.lines.map((line) => ({ name: say(line.name), fen: line.fen })))
}
