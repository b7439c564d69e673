import { shanghaiTime } from '#domain/calendar.ts'
import type { Static } from 'typebox'
import type { CaseView } from '#api/case-view.ts'
import type { Case } from '#domain/case.ts'
import { CHECKS, type CheckName } from '#domain/checks/check.ts'
import { learnerFacts } from '#domain/checks/exam-words.ts'
import { isOverdue } from '#domain/clock.ts'
import type { CommandType } from '#domain/commands.ts'
import { dayText } from '#domain/day-text.ts'
import { whyNot } from '#domain/decide-officer.ts'
import { maskAnswer, maskIdNumber, maskMobile, maskName, maskVin } from '#domain/mask.ts'
import { stepStates } from '#domain/moves.ts'
import { sentenceOf } from '#domain/refusals.ts'
import { definitionOf } from '#domain/services/index.ts'
import { same, t, type Text } from '#domain/text.ts'
import type { Bill } from '#server/payments/bills.ts'
import { type City, placeOf } from '#server/kit/city.ts'
import type { House } from '#server/kit/house.ts'
import type { Officer } from '#server/kit/serve.ts'
import type { Crypto } from '#server/kit/crypto.ts'
import { regionName } from '#server/kit/regions.ts'
import { openWords } from './case-row.ts'
import type { EventRow } from './cases.sql.ts'
import { jointRows } from './joint-rows.ts'
import { ACTING, listWords, valueWords, yesNo } from './value-words.ts'

type View = Static<typeof CaseView>
type Row = View['form'][number]

const dayPair = (day: string): Text => ({ zh: dayText(day, 'zh'), en: dayText(day, 'en') })
const row = (label: Text, value: string | Text): Row => ({
  label,
  value: typeof value === 'string' ? same(value) : value,
  masked: false,
})
const masked = (label: Text, value: string, field: string): Row => ({ label, value: same(value), masked: true, field })

const COMMANDS: readonly CommandType[] = [
  'take',
  'give-back',
  'pass',
  'return',
  'refuse',
  'move-on-site',
  'continue-at-counter',
  'choose-plate',
  'inspect',
  'co-sign-seen',
  'meet',
  'second-pass',
  'second-return',
]

/** A case as an officer sees it: everything for the decision, personal values masked, and what this officer may do. */
export function officerView(
  c: Case,
  officer: Officer,
  events: readonly EventRow[],
  bills: readonly Bill[],
  { crypto, city }: Pick<House, 'crypto' | 'city'>,
  now: Date,
): View {
  const service = definitionOf(c)
  return {
    id: c.id,
    number: c.number,
    version: c.version,
    service: {
      code: service.code,
      name: { ...service.name },
      version: service.version,
      fields: service.form.flatMap((p) => p.fields.map((f) => ({ name: f.name, label: { ...f.label } }))),
      refusals: [...service.refusals],
      byVideo: service.channels.includes('video'),
    },
    state: c.state,
    step: c.step,
    steps: stepStates(definitionOf(c), c),
    channel: c.channel,
    submittedAt: c.submittedAt,
    clock: clockView(c, now),
    parked: c.parked?.agency ?? null,
    assignee: c.assignee ?? null,
    reviewedBy: c.reviewedBy ?? null,
    applicant: applicantRows(c),
    subject: subjectView(c),
    form: [...formRows(c), ...bookedRows(c, city)],
    checks: checkRows(c),
    materials: service.materials.map((m) => ({
      code: m.code,
      name: { ...m.name },
      how: m.how,
      files: [...(c.data.materials[m.code] ?? [])],
    })),
    history: events.map((e) => ({
      seq: e.seq,
      at: e.at.toISOString(),
      actor: actorWord(e),
      actorKind: e.actor_kind,
      kind: e.kind,
      step: (JSON.parse(e.body) as { to: { step: string } }).to.step,
      words: eventWords(crypto, c, e),
    })),
    defects: (c.data.defects ?? []).map((d) => ({ ...d, name: targetName(c, d.target) })),
    refusal: c.data.refusal?.reason ?? null,
    onSite: c.data.onSite?.reason ?? null,
    bills: bills.map((b) => ({ kind: b.kind, amountFen: b.amountFen, state: b.state })),
    waybill: c.data.waybill ?? null,
    may: Object.fromEntries(COMMANDS.map((command) => [command, mayView(whyNot(c, command, officer))])),
  }
}

const clockView = (c: Case, now: Date): View['clock'] => ({
  limitDays: c.clock.limitDays,
  due: c.clock.due ?? null,
  overdue: isOverdue(c.clock, now),
  stopped: c.clock.stoppedOn !== undefined,
  promiseFrom: c.clock.promiseFrom ?? null,
})

/** Names of checks that speak to the applicant, as an officer reads them. */
const OFFICERS_WORDS: Partial<Record<CheckName, Text>> = {
  'vehicle-owner': t('登记在申请人名下', 'Registered in the name of the applicant'),
  'vehicle-linked': t('申请人的车或者已备案的车', "The applicant's own or a linked vehicle"),
  'former-owner': t('登记在申请人名下(含原证件)', 'Registered to the applicant, by a former paper too'),
}

const checkRows = (c: Case): View['checks'] =>
  c.data.checks.map((r) => ({
    check: r.check,
    label: { ...(OFFICERS_WORDS[r.check] ?? CHECKS[r.check].label) },
    agency: CHECKS[r.check].agency,
    outcome: r.outcome,
    at: r.at,
    words: r.problems.map((p) => sentenceOf(p.code, p.params)),
    evidence: [...r.evidence],
  }))

const mayView = (why: string | undefined): { ok: boolean; why?: { zh: string; en: string } } =>
  why === undefined ? { ok: true } : { ok: false, why: sentenceOf(why) }

/** Citizens are named by what they are in the case, never by the number of their account. */
const actorWord = ({ actor_kind, actor_id }: EventRow): string =>
  actor_kind === 'citizen' ? '申请人' : actor_kind === 'co-signer' ? '共同申请人' : actor_id

const applicantRows = (c: Case): Row[] => [
  masked(t('姓名', 'Name'), maskName(c.data.applicant.name), 'applicant.name'),
  masked(t('身份证号', 'Identity number'), maskIdNumber(c.data.applicant.idNumber), 'applicant.idNumber'),
  masked(t('手机', 'Mobile'), maskMobile(c.data.applicant.mobile), 'applicant.mobile'),
  ...actedByRows(c),
  ...jointRows(c).map(({ label, value }) => row(label, value)),
]

/** Who acted for the applicant, and by what right. */
function actedByRows({ data: { actedBy } }: Case): Row[] {
  if (!actedBy) return []
  return [
    row(t('代办方式', 'Acting'), ACTING[actedBy.kind]),
    ...(actedBy.company ? [row(t('单位', 'Unit'), actedBy.company)] : []),
    masked(t('代办人', 'Acted by'), maskName(actedBy.person.name), 'actedBy.name'),
    masked(
      t('代办人身份证号', 'Identity number of who acted'),
      maskIdNumber(actedBy.person.idNumber),
      'actedBy.idNumber',
    ),
  ]
}

function subjectView(c: Case): View['subject'] {
  const { subject, plate } = c.data
  if (subject.kind === 'licence') {
    const l = subject.licence
    return {
      kind: 'licence',
      plate: null,
      plateType: null,
      rows: [
        row(t('准驾车型', 'Classes'), l.classes.join('')),
        row(t('有效期止', 'Valid until'), l.validTo === 'long' ? t('长期', 'for life') : l.validTo),
        row(t('状态', 'State'), valueWords(l.state)),
        row(t('累积记分', 'Points'), String(l.points)),
        masked(t('档案编号', 'File number'), maskVin(l.fileNo), 'subject.fileNo'),
      ],
    }
  }
  if (subject.kind === 'vehicle') {
    const v = subject.vehicle
    return {
      kind: 'vehicle',
      plate: v.plate,
      plateType: v.plateType,
      rows: [
        row(t('车辆', 'Vehicle'), `${v.brand} ${v.model}`),
        row(t('颜色', 'Colour'), valueWords(v.colour)),
        row(t('使用性质', 'Use'), valueWords(v.useType)),
        row(t('初次登记', 'First registered'), v.registeredOn),
        row(t('状态', 'State'), listWords(v.states)),
        masked(t('车辆识别代号', 'VIN'), maskVin(v.vin), 'subject.vin'),
      ],
    }
  }
  if (subject.kind === 'person') {
    const facts = subject.learner ? learnerFacts(subject.learner) : []
    return { kind: 'person', plate: null, plateType: null, rows: facts.map((f) => row(f.label, f.value)) }
  }
  const rows = [
    masked(t('车辆识别代号', 'VIN'), maskVin(subject.vin), 'subject.vin'),
    row(
      t('出厂查验', 'Pre-inspection'),
      subject.preInspected
        ? t('已查验', 'Done by the maker')
        : t('未查验,须现场查验', 'Not done: the car must be inspected on site'),
    ),
  ]
  if (subject.certificate)
    rows.unshift(
      row(t('车辆', 'Vehicle'), `${subject.certificate.brand} ${subject.certificate.model}`),
      row(t('动力', 'Power'), valueWords(subject.certificate.fuel)),
    )
  if (subject.invoice) rows.push(row(t('发票日期', 'Invoice date'), dayPair(subject.invoice.issuedOn)))
  return { kind: 'new-vehicle', plate: plate?.number ?? null, plateType: plate?.type ?? null, rows }
}

/** The name of what an officer or a check found wrong; of what has none, its code's words. */
function targetName(c: Case, target: string): Text {
  const { materials, form } = definitionOf(c)
  return (
    materials.find((m) => m.code === target)?.name ??
    form.flatMap((p) => p.fields).find((f) => f.name === target)?.label ??
    sentenceOf(target)
  )
}

function formRows(c: Case): Row[] {
  return definitionOf(c)
    .form.flatMap((p) => p.fields)
    .flatMap((f) => {
      const value = c.data.form[f.name]
      if (value === undefined) return []
      if (typeof value === 'boolean') return [row(f.label, yesNo(value))]
      if (f.kind === 'region') return [row(f.label, regionName(value))]
      if (!f.personal) return [row(f.label, f.options?.find((o) => o.value === value)?.label ?? value)]
      return [masked(f.label, maskAnswer(f, value), `form.${f.name}`)]
    })
}

/** When and where the applicant is expected. */
function bookedRows({ data: { appointment } }: Case, city: City): Row[] {
  if (!appointment) return []
  const place = placeOf(city, appointment.site)?.name ?? same(appointment.site)
  const [date = '', time = ''] = shanghaiTime(new Date(appointment.from)).slice(0, 16).split(' ')
  const day = dayPair(date)
  return [row(t('预约', 'Booked'), { zh: `${day.zh} ${time} ${place.zh}`, en: `${day.en}, ${time}, ${place.en}` })]
}

/** What was said with an event. People's own words stay in their language; codes become words of both. */
function eventWords(crypto: Crypto, c: Case, e: EventRow): Text {
  const parts = Object.entries(openWords(crypto, c.id, e)).map(([name, value]): Text => {
    if (Array.isArray(value)) return same(value.map((d: { reason?: string }) => d.reason ?? '').join(';'))
    if (typeof value === 'boolean') return value ? t('合格', 'Passed') : t('不合格', 'Not passed')
    return name === 'code' ? sentenceOf(String(value)) : same(String(value))
  })
  return { zh: parts.map((p) => p.zh).join(' · '), en: parts.map((p) => p.en).join(' · ') }
}

/** One masked value in full, by its name on screen. */
export function fieldValue(c: Case, field: string): string | undefined {
  const { applicant, subject, form } = c.data
  const known: Record<string, string | undefined> = {
    'applicant.name': applicant.name,
    'applicant.idNumber': applicant.idNumber,
    'applicant.mobile': applicant.mobile,
    'actedBy.name': c.data.actedBy?.person.name,
    'actedBy.idNumber': c.data.actedBy?.person.idNumber,
    'subject.fileNo': subject.kind === 'licence' ? subject.licence.fileNo : undefined,
    'subject.vin':
      subject.kind === 'vehicle' ? subject.vehicle.vin : subject.kind === 'new-vehicle' ? subject.vin : undefined,
  }
  if (Object.hasOwn(known, field)) return known[field]
  const name = field.startsWith('form.') ? field.slice('form.'.length) : ''
  const value = Object.hasOwn(form, name) ? form[name] : undefined
  return typeof value === 'string' ? value : undefined
}
