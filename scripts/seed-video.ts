import { addDays, isWorkingDay, shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import { findService } from '#domain/services/index.ts'
import { checklistFor } from '#domain/video/checklists/checklists.ts'
import { CONSENT_TEXTS } from '#domain/video/consent.ts'
import { SHEET_POINTS } from '#domain/video/quality.ts'
import { asked } from '#domain/video/session-identity.ts'
import type { SessionCommand } from '#domain/video/session-commands.ts'
import type { Session, SessionActor } from '#domain/video/session.ts'
import { personFor } from '#server/accounts/people.ts'
import { Refused } from '#server/kit/errors.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen, Officer } from '#server/kit/serve.ts'
import { acceptOffer, answerRing, leaveLine } from '#server/video/calls.ts'
import { drawCues } from '#server/video/cues.ts'
import { moveDesk, openDesk } from '#server/video/desks.ts'
import { dispatch } from '#server/video/dispatch.ts'
import { lend, setSkills } from '#server/video/floor.ts'
import { endRecordings, insertRecording, insertSegment, segmentValues } from '#server/video/media.sql.ts'
import { drawSheets } from '#server/video/quality-draw.ts'
import { judge, listSheets } from '#server/video/quality.ts'
import { rate } from '#server/video/ratings.ts'
import { askExport } from '#server/video/recordings.ts'
import { contextOf } from '#server/video/session-store.ts'
import { actInSession } from '#server/video/sessions.ts'
import { VIDEO } from '#server/video/settings.ts'
import { takePlace } from '#server/video/window.ts'
import type { Applicant, applicants } from './seed-applicants.ts'
import { type Film, film } from './seed-film.ts'
import type { SeededRandom } from './seed-random.ts'
import { LIN, SUPERVISOR, ZHOU } from './seed-officers.ts'
import { type Talk, TALKS } from './seed-talks.ts'
import { walkCase } from './seed-walk.ts'

const HOUSE: SessionActor = { kind: 'house' }

/** Conversations of the last days through the doors that people, jobs and the media use, each in one transaction at its own past time. */
export async function seedVideo(
  real: House,
  queue: ReturnType<typeof applicants>,
  random: SeededRandom,
): Promise<void> {
  await real.db.tx(async (tx) => {
    const groups = VIDEO.groups.map((group) => group.code)
    await setSkills(
      tx,
      real,
      ZHOU,
      groups.map((group) => ({ group, languages: ['zh'] as const })),
    )
    await setSkills(
      tx,
      real,
      LIN,
      groups.map((group) => ({ group, languages: ['zh', 'en'] as const })),
    )
    const today = shanghaiDate(real.time.now())
    const days = { from: addDays(today, 1), to: addDays(today, 3) }
    await lend(tx, real, SUPERVISOR, {
      group: 'title',
      lender: 370211,
      ...days,
      reason: '年底补领登记证书增多,两天支援',
    })
  })
  let last: string | undefined
  for (const talk of TALKS) last = (await hold(real, talk, queue, random)) ?? last
  await drawSheets(real)
  const { toReview } = await listSheets(real.db.read, real, SUPERVISOR)
  const [sheet] = toReview
  if (sheet && toReview.length > 1)
    await real.db.tx((tx) =>
      judge(
        tx,
        real,
        SUPERVISOR,
        sheet.id,
        SHEET_POINTS.map(({ id }) => ({ id, ok: id !== 'once' })),
        '流程完整;缺的材料分两次告知,下次一次说全',
      ),
    )
  if (last) {
    const session = last
    await real.db.tx((tx) => askExport(tx, real, SUPERVISOR, session, '12345 热线投诉核查,调取通话录像'))
  }
}

/** Gives the conversation when it was recorded; nothing when there was none, or the window was closed then. */
async function hold(
  real: House,
  talk: Talk,
  queue: ReturnType<typeof applicants>,
  random: SeededRandom,
): Promise<string | undefined> {
  const began = momentOf(real, talk)
  const service = talk.ends === 'papers' ? 'registration-cert-replace' : 'licence-replace-lost'
  const applicant = queue.next([service])
  if (!applicant) return undefined
  const about = talk.ends === 'papers' ? await caseFor(real, applicant, began, random) : {}
  if (!about) return undefined
  const consent = CONSENT_TEXTS.recording
  const consentHash = real.crypto.hashHex(consent.text.zh)
  const from = new Date(began.getTime() + talk.waits * 60_000)
  const recorded = talk.ends === 'gone' ? undefined : await film(real, { from, minutes: talk.minutes, consentHash })
  try {
    return await real.db.tx((tx) => walk(tx, real, talk, { began, applicant, about, film: recorded }))
  } catch (error) {
    if (error instanceof Refused && error.status === 409) return undefined
    throw error
  }
}

const caseFor = async (real: House, applicant: Applicant, began: Date, random: SeededRandom) => {
  const hours = (real.time.now().getTime() - began.getTime()) / 3_600_000
  const to = { at: 'meet' as const, services: ['registration-cert-replace'], age: [hours + 9, hours + 12] as const }
  const c = await walkCase(real, applicant, to, random)
  return c && { caseId: c.id }
}

function momentOf(real: House, { day, at }: Talk): Date {
  const now = real.time.now()
  if (day === 0) return new Date(now.getTime() - at * 60_000)
  let date = shanghaiDate(now)
  for (let left = day; left > 0;) {
    date = addDays(date, -1)
    if (isWorkingDay(date, real.calendar)) left -= 1
  }
  return new Date(shanghaiMoment(date).getTime() + at * 60_000)
}

interface Given {
  began: Date
  applicant: Applicant
  about: { caseId?: string }
  film: Film | undefined
}

async function walk(tx: Tx, real: House, talk: Talk, { began, applicant, about, film: recorded }: Given) {
  let moment = began.getTime()
  const pass = (seconds: number): void => void (moment += seconds * 1_000)
  const house: House = { ...real, time: { now: () => new Date(moment) } }
  const citizen: Citizen = { kind: 'citizen', id: await personFor(tx, house, applicant), session: '' }
  const desk = talk.officer.id
  await openDesk(tx, house, talk.officer)
  await moveDesk(tx, house, desk, { type: 'ready' })
  const place = await takePlace(tx, house, citizen, { ...about, language: 'zh' })
  pass(talk.waits * 60)
  if (talk.ends === 'gone') {
    await leaveLine(tx, house, citizen, place.id)
    await moveDesk(tx, house, desk, { type: 'offline' })
    return undefined
  }
  await dispatch(tx, house, place.group)
  await acceptOffer(tx, house, desk, place.id)
  pass(7)
  let s = await answerRing(tx, house, citizen, place.id)
  const does = async (actor: SessionActor, command: SessionCommand): Promise<Session> =>
    (s = await actInSession(tx, house, actor, s.id, command))
  const me: SessionActor = { kind: 'citizen', id: citizen.id }
  await opened(tx, house, s, { me, officer: talk.officer, does, pass, film: recorded, lost: talk.lost })
  const conversation = { me, officer: talk.officer, does, pass, seconds: talk.minutes * 60, name: applicant.name }
  if (talk.ends === 'papers') await papers(tx, house, () => s, conversation)
  else pass(talk.minutes * 60 - 40)
  await does(talk.officer, OUTCOME[talk.ends])
  if (recorded) {
    for (const f of recorded.segments) await tx.run(insertSegment, segmentValues(f))
    await tx.run(endRecordings, [s.id, house.time.now(), null])
  }
  pass(90)
  await moveDesk(tx, house, desk, { type: 'offline' })
  if (talk.stars !== undefined)
    await rate(tx, house, citizen, s.id, { stars: talk.stars, complaint: talk.complaint === true, words: talk.says })
  return s.id
}

const OUTCOME = {
  papers: { type: 'outcome', outcome: 'submitted-for-review', note: '人证一致,本人自愿,遗失经过陈述清楚' },
  question: { type: 'outcome', outcome: 'consult-only' },
  counter: { type: 'outcome', outcome: 'to-counter', reason: '身份证磁条损坏,面容光线不足,改由窗口核验' },
} as const satisfies Record<string, SessionCommand>

interface Conversation {
  me: SessionActor
  officer: Officer
  does: (actor: SessionActor, command: SessionCommand) => Promise<Session>
  pass: (seconds: number) => void
}

/** Consents, the recorder, both pictures, the codes read out to each other. */
async function opened(
  tx: Tx,
  house: House,
  s: Session,
  {
    me,
    officer: by,
    does,
    pass,
    film: recorded,
    lost,
  }: Conversation & { film: Film | undefined; lost: true | undefined },
): Promise<void> {
  for (const kind of ['recording', 'face'] as const) {
    const { version, text } = CONSENT_TEXTS[kind]
    await does(me, { type: 'consent', kind, given: true, version, hash: house.crypto.hashHex(text.zh) })
    pass(5)
  }
  if (recorded) {
    const hash = house.crypto.hashHex(CONSENT_TEXTS.recording.text.zh)
    await tx.run(insertRecording, [s.office, recorded.id, s.id, 'demo', recorded.wrappedKey, hash, house.time.now()])
  }
  await does(HOUSE, { type: 'recorder', on: true })
  await does(HOUSE, { type: 'media', side: 'citizen', on: true, device: 'phone' })
  await does(HOUSE, { type: 'media', side: 'officer', on: true })
  pass(6)
  await does(by, { type: 'opening-said' })
  await does(by, { type: 'code-seen', same: true })
  await does(me, { type: 'code-seen', same: true })
  if (!lost) return
  await does(HOUSE, { type: 'media', side: 'citizen', on: false, cause: 'network' })
  pass(9)
  await does(HOUSE, { type: 'media', side: 'citizen', on: true, device: 'phone' })
}

/** Identity, the list of the item, read back, confirmed, signed. */
async function papers(
  tx: Tx,
  house: House,
  now: () => Session,
  { me, officer: by, does, pass, seconds, name }: Conversation & { seconds: number; name: string },
): Promise<void> {
  const { checklist } = await contextOf(tx, house, now(), by)
  for (const step of asked(now(), { checklist })) {
    if (step === 'cues') await does(by, { type: 'ask-cues', cues: drawCues() })
    pass(15)
    await does(by, { type: 'identity', step, answer: 'match' })
  }
  await does(by, { type: 'identity-result', result: 'pass' })
  const steps = (checklistFor(findService(now().service ?? ''))?.steps ?? []).filter((step) => step.kind !== 'sign')
  for (const step of steps) {
    pass((seconds - 150) / steps.length)
    await does(by, { type: 'step', step: step.id, result: 'done', note: '申请人自述清楚,与材料一致' })
  }
  await does(by, { type: 'read-back' })
  pass(20)
  await does(me, { type: 'confirm-summary', agree: true })
  const { document } = await does(by, { type: 'ask-sign' })
  if (!document) throw new Error('no statement to sign')
  pass(35)
  const strokes = '[[[20,60,0],[60,22,120],[104,64,260]],[[130,30,400],[178,66,560]]]'
  await does(me, { type: 'sign', document: document.id, hash: document.hash, readToEnd: true, name, strokes })
  pass(15)
}
