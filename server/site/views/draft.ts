import { agencyName } from '#domain/agencies.ts'
import type { CaseSubject } from '#domain/case.ts'
import { CHECKS, type CheckResult, type Problem } from '#domain/checks/check.ts'
import { learnerFacts } from '#domain/checks/exam-words.ts'
import { maskVin } from '#domain/mask.ts'
import { refusalOf } from '#domain/refusals.ts'
import type { Lang } from '#domain/text.ts'
import type { FieldProblem } from '#server/kit/errors.ts'
import type { CheckView, LookedUp, MaterialView, PrecheckView } from '#web/citizen/pages/apply-views.ts'
import { dateText, plateText, shortMomentText } from '#web/kit/format.ts'
import type { Draft } from '#server/drafts/drafts.ts'
import type { ProgressRow } from '#server/drafts/progress.ts'
import { post } from '../kit.ts'
import { stepPath, stepView, wantedMaterials } from '../draft-steps.ts'
import { asking, sayIn, type Say } from '../words.ts'

/** All that stands in the way, all that passed and all that has not answered: at one time (order 164 art. 3). */
export function precheckView(draft: Draft, lang: Lang): PrecheckView {
  const say = sayIn(lang)
  const { checks } = draft.data
  const found = checks.flatMap((r) =>
    r.problems.map((p) => ({
      ...problemWords(p, say),
      code: p.code,
      effect: p.effect,
      source: source(r, say),
      at: shortMomentText(r.at, lang),
    })),
  )
  const problems = found.filter((p) => p.effect === 'block')
  const notes = found.filter((p) => p.effect !== 'block').map((p) => ({ title: p.message, text: p.next }))
  const open = problems.length === 0 && draft.data.subject !== undefined
  const asked = checks.length > 0
  return {
    ...stepView(draft, 'precheck', say),
    problems: problems.map(({ message, next, source: from, at }) => ({ message, next, source: from, at })),
    ...(problems.some((p) => EARLY.has(p.code)) ? { early: true } : {}),
    ...(notes.length > 0 ? { notes } : {}),
    passed: checks
      .filter((r) => r.outcome === 'passed')
      .map((r) => ({ text: say(CHECKS[r.check].label), source: source(r, say), at: shortMomentText(r.at, lang) })),
    pending: asked
      ? checks
          .filter((r) => r.outcome === 'no-answer')
          .map((r) => ({
            text: say(CHECKS[r.check].label),
            source: source(r, say),
            note: say(
              '暂时没有答复,可以先继续填,提交后自动再查',
              'no answer yet; go on, we ask again after you submit',
            ),
          }))
      : [
          {
            text: say(draft.service.name),
            source: say('各部门', 'the agencies'),
            note: say('还没有核对,请点“重新核对”', 'not checked yet: press “Check again”'),
          },
        ],
    ...(open
      ? { next: post(stepPath(draft, 'precheck')) }
      : { recheck: asking(post(stepPath(draft, 'recheck')), say) }),
  }
}

/** Refusals that end by themselves, on the day they name; until then nothing else helps. */
const EARLY: ReadonlySet<string> = new Set(['LICENCE_NOT_DUE', 'TOO_EARLY', 'EXAM_SOON', 'EXAM_10D'])

/** While the agencies are asked: who was, and who has answered, one line an agency. */
export function askingView(draft: Draft, { asked, answered }: ProgressRow, lang: Lang): PrecheckView {
  const say = sayIn(lang)
  const agencies = Map.groupBy(asked, (check) => CHECKS[check].agency)
  const rows = [...agencies].map(([agency, checks]) => ({
    source: say(agencyName(agency)),
    text: checks.map((check) => say(CHECKS[check].label)).join(say('、', ', ')),
    done: checks.every((check) => answered.includes(check)),
  }))
  return {
    ...stepView(draft, 'precheck', say),
    problems: [],
    passed: [],
    pending: [],
    asking: { rows, here: stepPath(draft, 'precheck') },
  }
}

const source = (r: CheckResult, say: Say): string => say(agencyName(CHECKS[r.check].agency))

function problemWords(p: Problem, say: Say): { message: string; next: string } {
  const { message, next } = refusalOf(p.code, p.params)
  return { message: say(message), next: say(next) }
}

/** What the registers already told about the licence or car, so that nobody types it. Numbers that name a car are shortened. */
export function subjectFacts(subject: CaseSubject | undefined, say: Say): LookedUp[] {
  if (!subject) return []
  if (subject.kind === 'person') {
    const from = say(agencyName('traffic-exam'))
    const facts = subject.learner ? learnerFacts(subject.learner) : []
    return facts.map(({ label, value }) => ({ label: say(label), value: say(value), source: from }))
  }
  if (subject.kind === 'licence') {
    const { licence } = subject
    const from = say(agencyName('traffic-driver'))
    return [
      { label: say('准驾车型', 'Classes'), value: licence.classes.join(''), source: from },
      {
        label: say('有效期止', 'Valid until'),
        value:
          licence.validTo === 'long'
            ? say('长期', 'no end')
            : say(dateText(licence.validTo, 'zh'), dateText(licence.validTo, 'en')),
        source: from,
      },
    ]
  }
  if (subject.kind === 'vehicle') {
    const { vehicle } = subject
    const from = say(agencyName('traffic-vehicle'))
    return [
      { label: say('号牌号码', 'Plate'), value: plateText(vehicle.plate), source: from },
      { label: say('车辆', 'Vehicle'), value: `${vehicle.brand} ${vehicle.model}`, source: from },
      { label: say('车辆识别代号', 'VIN'), value: maskVin(vehicle.vin), source: from },
    ]
  }
  const { certificate, invoice, vin } = subject
  return [
    ...(certificate
      ? [
          {
            label: say('车辆', 'Vehicle'),
            value: `${certificate.brand} ${certificate.model}`,
            source: say(agencyName('miit-certificate')),
          },
        ]
      : []),
    {
      label: say('车辆识别代号', 'VIN'),
      value: maskVin(vin),
      source: say(certificate ? agencyName('miit-certificate') : { zh: '您的填写', en: 'what you typed' }),
    },
    ...(invoice
      ? [
          {
            label: say('发票日期', 'Invoice date'),
            value: say(dateText(invoice.issuedOn, 'zh'), dateText(invoice.issuedOn, 'en')),
            source: say(agencyName('tax-invoice')),
          },
        ]
      : []),
  ]
}

/** One card for each paper: looked up ones say who answered, the others take a photo. */
export function materialViews(
  draft: Draft,
  bad: { code: string; reason: string } | undefined,
  lang: Lang,
): MaterialView[] {
  const say = sayIn(lang)
  const wanted = wantedMaterials(draft)
  return draft.service.materials
    .filter((m) => m.how === 'networked' || wanted.includes(m))
    .map((m): MaterialView => {
      const base = { code: m.code, name: say(m.name), hint: m.hint ? say(m.hint) : '' }
      if (m.how === 'networked')
        return {
          ...base,
          state: 'looked-up',
          reason: say('各部门联网核查,不用您交', 'Checked with the agencies; nothing to hand in'),
        }
      const file = draft.data.materials[m.code]?.[0]
      return uploadView(
        base,
        {
          file,
          at: shortMomentText(draft.updatedAt.toISOString(), lang),
          reason: bad?.code === m.code ? bad.reason : undefined,
          upload: stepPath(draft, `files/${m.code}`),
          remove: stepPath(draft, `files/${m.code}/remove`),
        },
        say,
      )
    })
}

/** A paper that is handed in as a picture. */
export function uploadView(
  base: Pick<MaterialView, 'code' | 'name' | 'hint'>,
  given: { file: string | undefined; at: string; reason: string | undefined; upload: string; remove?: string },
  say: Say,
): MaterialView {
  const { file, at, reason, upload, remove } = given
  return {
    ...base,
    state: reason ? 'bad' : file ? 'ok' : 'missing',
    ...(reason ? { reason } : {}),
    ...(file
      ? {
          file: { thumb: `/api/my/files/${file}`, name: say('已上传的照片', 'Your photo'), at },
          ...(remove ? { remove: post(remove) } : {}),
        }
      : {}),
    upload: post(upload),
  }
}

/** The box and the name under an application. */
export function signingFields(
  typed: Readonly<Record<string, string>>,
  problems: readonly FieldProblem[],
  say: Say,
): CheckView['fields'] {
  const error = (name: string) => {
    const found = problems.find((p) => p.field === name)
    return found ? { error: found.message } : {}
  }
  return [
    {
      kind: 'checkbox',
      name: 'declared',
      label: say('以上内容我都看过,属实', 'I have read the above and it is true'),
      checked: typed['declared'] !== undefined,
      ...error('declared'),
    },
    {
      kind: 'text',
      name: 'signature',
      label: say('签名:请输入您的姓名', 'Signature: type your name'),
      hint: say('和身份证上一致', 'As on your identity card'),
      autocomplete: 'off',
      maxLength: 60,
      value: typed['signature'] ?? '',
      ...error('signature'),
    },
  ]
}

/** A statement as its numbered sentences. */
export const sentences = (text: string, lang: Lang): string[] =>
  (lang === 'en' ? text.split(/(?<=\.) /) : text.split(/(?<=。)/)).filter(Boolean)
