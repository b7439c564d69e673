import type { Static } from 'typebox'
import type { VideoDesk } from '#api/video-desk.ts'
import type { DeskSession } from '#api/video-desk-session.ts'
import { shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import { maskIdNumber, maskMobile, maskName } from '#domain/mask.ts'
import { citeLaw } from '#domain/law.ts'
import { sentenceOf } from '#domain/refusals.ts'
import { RULES, whyNotInSession } from '#domain/video/decide-session.ts'
import { IDENTITY_BY_RISK } from '#domain/video/checklist.ts'
import { openingText } from '#domain/video/consent.ts'
import { breakIsDue } from '#domain/video/officer.ts'
import { asked, CUE_TRIES, openIdentity } from '#domain/video/session-identity.ts'
import { whyNoOutcome } from '#domain/video/session-outcome.ts'
import { type Session, type SessionContext, stillOpen } from '#domain/video/session.ts'
import type { SessionCommandType } from '#domain/video/session-commands.ts'
import { OUTCOMES } from '#domain/video/terms.ts'
import { findService } from '#domain/services/index.ts'
import { findPerson } from '#server/accounts/people.ts'
import type { Case } from '#domain/case.ts'
import { isShared } from '#server/authorities/principals.ts'
import { loadCase } from '#server/cases/cases.ts'
import { officerView } from '#server/cases/officer-view.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import type { Officer } from '#server/kit/serve.ts'
import { deskDay, skillsOf } from './desks.sql.ts'
import { deskOf } from './desks.ts'
import { fieldsFor } from './fields.ts'
import { IDENTITY_WORDS, SIGNAL_WORDS } from './identity-words.ts'
import { deviceUsers, signalsOf } from './media.sql.ts'
import { machineView } from './machine.ts'
import { OUTCOME_WORDS } from './outcome-words.ts'
import { questionsFor } from './questions.ts'
import { consentsView, coreView, cuesView, summaryOf } from './session-view.ts'
import { contextOf } from './session-store.ts'
import { photosOf } from './sessions.sql.ts'
import { groupOf, skillOf } from './line.ts'
import { VIDEO } from './settings.ts'
import { inLine } from './tickets.sql.ts'
import { loadTicket } from './tickets.ts'

type Reader = Pick<Tx, 'one' | 'many'>
type DeskShown = Static<typeof VideoDesk>
type SessionShown = Static<typeof DeskSession>

/** An officer's own state, the offer that rings, and this day so far. */
export async function deskView(tx: Reader, house: House, officer: Officer): Promise<DeskShown> {
  const now = house.time.now()
  const desk = await deskOf(tx, house, officer)
  const skills = skillOf(officer.id, officer.roles, await tx.many(skillsOf, [[officer.id]]))
  let waiting = 0
  for (const group of skills.groups) waiting += (await tx.many(inLine, [group])).length
  const today = await tx.one(deskDay, [officer.id, shanghaiMoment(shanghaiDate(now))])
  return {
    state: desk.state,
    reason: desk.reason ?? null,
    since: desk.since,
    until: desk.until ?? null,
    breakDue: breakIsDue(desk, VIDEO),
    silent: desk.silent === true,
    shiftEnd: desk.shiftEnd ?? null,
    session: desk.session ?? null,
    offer: desk.state === 'offered' && desk.ticket ? await offerView(tx, house, desk.ticket, desk.until) : null,
    skills: skills.groups.map((group) => ({
      group,
      name: { ...groupOf(group).name },
      languages: [...skills.languages],
    })),
    waiting,
    today: {
      answered: today?.answered ?? 0,
      declined: desk.declines,
      talkMinutes: Math.round(Number(today?.talk_ms ?? 0) / 60_000),
      manyDeclines: desk.declines > VIDEO.officer.declinesADay,
    },
  }
}

async function offerView(tx: Reader, house: House, ticketId: string, until: string | undefined) {
  const t = await loadTicket(tx, ticketId)
  const name = t.service === undefined ? undefined : findService(t.service)?.name
  const now = house.time.now()
  return {
    ticket: t.id,
    kind: t.kind,
    group: t.group,
    serviceName: name ? { ...name } : null,
    caseNumber: t.caseId ? (await loadCase(tx, house, t.caseId)).number : null,
    language: t.language,
    resumed: t.session !== undefined,
    waitedSeconds: Math.max(0, Math.round((now.getTime() - Date.parse(t.waitingSince ?? t.createdAt)) / 1000)),
    acceptAt: until ?? now.toISOString(),
  }
}

/** A conversation with everything for the decision; personal values masked, and what this officer may do now. */
export async function deskSessionView(tx: Reader, house: House, s: Session, officer: Officer): Promise<SessionShown> {
  const ctx = await contextOf(tx, house, s, { kind: 'officer', ...officerParts(officer) })
  const matter = await matterView(tx, house, s, officer)
  return {
    ...coreView(house, s, ctx.rung),
    ...matter,
    fields: await fieldsFor(tx, house, s),
    photos: (await tx.many(photosOf, [s.person])).map((p) => ({
      file: p.id,
      what: { zh: '本人上传过的证件照', en: 'Licence photo the person sent' },
    })),
    consents: consentsView(house, s),
    opening: openingText(coreView(house, s, ctx.rung).officeName, s.officer, s.consents.recording?.given !== false),
    openingDone: s.openingSaid,
    codeSeen: { officer: s.codeSeen.officer ?? null, citizen: s.codeSeen.citizen ?? null },
    station: stationName(s.station),
    identity: { ...(await identityView(tx, house, s, ctx)), machine: machineView(s) },
    ...checklistView(s, ctx),
    summary: summaryOf(s),
    summaryConfirmed: s.confirmed ?? null,
    signal: (await tx.many(signalsOf, [s.id])).map((one) => ({
      peer: one.peer,
      rung: one.rung,
      lossPct: one.report.lossPct,
      rttMs: one.report.rttMs,
      path: one.report.path,
      at: one.at.toISOString(),
    })),
    may: (Object.keys(RULES) as SessionCommandType[]).filter(
      (command) => RULES[command].by.includes('officer') && whyNotInSession(s, command, ctx) === undefined,
    ),
    handedOver: s.handovers.map((h) => ({ ...h, to: h.to ?? null })),
  }
}

const stationName = (code: string | undefined) => {
  const name = VIDEO.stations.find((one) => one.code === code)?.name
  return name ? { ...name } : null
}

export const officerParts = ({ id, office, roles }: Officer) => ({ id, office, roles })

/**
 * Who sits there, where that is not the applicant: a user of the company, an agent, the person an agent acts for. This is who is
 * identified; the values are unmasked as `caller.name` and `caller.idNumber`.
 */
async function callerRows(tx: Reader, house: House, s: Session, c: Case) {
  const person = await findPerson(tx, house, s.person)
  if (person.idNumber === c.data.applicant.idNumber) return []
  const right = await isShared(tx, c, s.person)
  const words = { ...(c.data.actedBy?.kind === 'company' || right ? CALLERS.user : CALLERS.agent) }
  const row = (zh: string, en: string, value: string, field: string) => ({
    label: { zh, en },
    value: { zh: value, en: value },
    field,
    masked: true,
  })
  return [
    row('来电人', 'Who is calling', maskName(person.name), 'caller.name'),
    row('来电人身份证号', 'Identity number of who is calling', maskIdNumber(person.idNumber), 'caller.idNumber'),
    { label: { zh: '来电人身份', en: 'By what right' }, value: words, masked: false },
  ]
}

const CALLERS = {
  user: { zh: '申请单位的用户', en: 'User of the company that applies' },
  agent: { zh: '受委托的代理人', en: 'Agent with an authority' },
} as const

/** The case as the officer sees it everywhere else; without one, the person alone. */
async function matterView(tx: Reader, house: House, s: Session, officer: Officer) {
  if (s.caseId) {
    const c = await loadCase(tx, house, s.caseId)
    const view = officerView(c, { ...officer, office: c.office }, [], [], house, house.time.now())
    return {
      caseNumber: c.number,
      caseStep: c.state === 'open' ? c.step : c.state,
      applicant: [...(await callerRows(tx, house, s, c)), ...view.applicant],
      subject: view.subject.rows,
      form: view.form,
      checks: view.checks.map(({ label, outcome, words }) => ({ label, outcome, words })),
    }
  }
  const person = await findPerson(tx, house, s.person)
  const row = (zh: string, en: string, value: string, field: string) => ({
    label: { zh, en },
    value: { zh: value, en: value },
    field,
    masked: true,
  })
  return {
    caseNumber: null,
    caseStep: null,
    applicant: [
      row('姓名', 'Name', maskName(person.name), 'applicant.name'),
      row('身份证号', 'Identity number', maskIdNumber(person.idNumber), 'applicant.idNumber'),
      row('手机', 'Mobile', maskMobile(person.mobile), 'applicant.mobile'),
    ],
    subject: [],
    form: [],
    checks: [],
  }
}

async function identityView(tx: Reader, house: House, s: Session, ctx: SessionContext) {
  const wanted = asked(s, ctx)
  const shown = [...new Set([...IDENTITY_BY_RISK[ctx.checklist?.risk ?? 'low'], ...wanted])]
  const since = new Date(house.time.now().getTime() - 30 * 86_400_000)
  const mark = s.device ? house.crypto.hmac('video-device', s.device).toString('hex') : undefined
  const users = mark ? ((await tx.one(deviceUsers, [mark, since]))?.n ?? 0) : 0
  return {
    steps: shown.map((step) => ({
      step,
      label: { ...IDENTITY_WORDS[step].label },
      how: { ...IDENTITY_WORDS[step].how },
      required: wanted.includes(step),
      answer: s.identity.steps[step]?.answer ?? null,
      by: s.identity.steps[step]?.by ?? null,
      note: s.identity.steps[step]?.note ?? null,
    })),
    cues: cuesView(s),
    triesLeft: Math.max(0, CUE_TRIES - s.identity.tries),
    questions: openIdentity(s, ctx).includes('questions') ? await questionsFor(tx, house, s) : [],
    will: { ...(ctx.checklist?.will ?? { zh: '', en: '' }) },
    result: s.identity.result ?? null,
    recheck: s.identity.recheck,
    signals: [
      ...s.signals.map((one) => ({ code: one.code, text: signalText(one.code, one.note), at: one.at })),
      // Alone only amber: a family shares a phone; a ring of resellers does, too.
      ...(users > 2
        ? [{ code: 'device-reuse', text: signalText('device-reuse', String(users)), at: s.startedAt }]
        : []),
    ],
  }
}

function signalText(code: string, note: string) {
  const words = SIGNAL_WORDS[code] ?? { zh: code, en: code }
  return note ? { zh: `${words.zh}:${note}`, en: `${words.en}: ${note}` } : { ...words }
}

function checklistView(s: Session, ctx: SessionContext) {
  const steps = (ctx.checklist?.steps ?? []).map((step) => {
    const answer = s.steps[step.id]
    return {
      id: step.id,
      kind: step.kind,
      text: { ...step.text },
      required: step.required,
      law: step.law ? citeLaw(step.law) : null,
      evidence: step.evidence,
      onFail: step.onFail,
      meets: step.meets ?? null,
      apart: step.apart ?? null,
      result: answer?.result ?? null,
      note: answer?.note ?? null,
      by: answer?.by ?? null,
      offsetMs: answer?.offsetMs ?? null,
    }
  })
  return {
    steps,
    missing: stillOpen(s, ctx).map((step) => ({ ...step.text })),
    outcomes: OUTCOMES.map((kind) => {
      const why = whyNoOutcome(s, kind, ctx)
      return {
        kind,
        label: { ...(OUTCOME_WORDS[kind].desk ?? OUTCOME_WORDS[kind].label) },
        ok: why === undefined,
        ...(why ? { why: sentenceOf(why) } : {}),
      }
    }),
  }
}
