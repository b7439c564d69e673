import type { Static } from 'typebox'
import type * as api from '#api/my-cases.ts'
import { isAgent } from '#domain/acting.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import { allProblems } from '#domain/checks/check.ts'
import { mayWithdraw } from '#domain/decide-citizen.ts'
import { parseForm } from '#domain/form.ts'
import { at, stepStates } from '#domain/moves.ts'
import { isResting, mustRestWith } from '#domain/phone-rest.ts'
import { wantedUploads } from '#domain/service.ts'
import { refusalOf } from '#domain/refusals.ts'
import { definitionOf } from '#domain/services/index.ts'
import { findPerson } from '#server/accounts/people.ts'
import { ownerFor } from '#server/authorities/principals.ts'
import { ownFiles } from '#server/files/files.ts'
import type { Tx } from '#server/kit/db.ts'
import { allWrong, notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { phoneRests } from '#server/kit/phone-rest.ts'
import { isCounty } from '#server/kit/regions.ts'
import { allow, type Citizen } from '#server/kit/serve.ts'
import { fromRow, openWords } from './case-row.ts'
import { act, loadCase } from './cases.ts'
import { casesOf, type EventRow, eventsOf, ownerOf } from './cases.sql.ts'
import { ownCase } from './own-case.ts'
import { signed, type Signing, signingProblems } from './signing.ts'

/** What happened to a case and where it then stood. */
export interface CaseEvent {
  at: Date
  kind: string
  actor: { kind: string; id: string }
  to: { state: string; step: string }
  /** The words of the person who acted, sealed beside the event. */
  words: Readonly<Record<string, unknown>>
}

/** The events of a case as its applicant may see them. */
export const caseEvents = (house: Pick<House, 'crypto'>, c: Case, rows: readonly EventRow[]): CaseEvent[] =>
  rows.map((e) => ({
    at: e.at,
    kind: e.kind,
    actor: { kind: e.actor_kind, id: e.actor_id },
    to: (JSON.parse(e.body) as { to: CaseEvent['to'] }).to,
    words: openWords(house.crypto, c.id, e),
  }))

export async function myCases(house: House, citizen: Citizen): Promise<Case[]> {
  const rows = await house.db.read.many(casesOf, [citizen.id])
  return rows.map((row) => fromRow(house.crypto, row))
}

export async function myCase(house: House, citizen: Citizen, id: string): Promise<{ c: Case; events: EventRow[] }> {
  const c = await ownCase(house.db.read, house, 'case.own', citizen, id)
  return { c, events: await house.db.read.many(eventsOf, [c.office, c.id]) }
}

/** A citizen's command on the own case; another person's case is "not found". */
export async function mine(
  tx: Tx,
  house: House,
  citizen: Citizen,
  id: string,
  version: number,
  command: Parameters<typeof act>[5],
): Promise<Case> {
  const owner = await tx.one(ownerOf, [id])
  if (!owner) throw notFound()
  allow('case.own', citizen, { owner: await ownerFor(tx, { ...owner, id }, citizen.id) })
  if (command.type === 'withdraw' && isResting(citizen)) await holdsNoNumber(tx, house, citizen, id)
  return act(tx, house, { kind: 'citizen', id: citizen.id }, id, version, command)
}

/** Who withdraws the choice of a number gives the number away. */
async function holdsNoNumber(tx: Tx, house: House, citizen: Citizen, id: string): Promise<void> {
  if (definitionOf(await loadCase(tx, house, id)).protects === 'plates') throw phoneRests(citizen)
}

export interface Correction extends Signing {
  version: number
  values: Readonly<Record<string, string | boolean>>
  materials: Readonly<Record<string, readonly string[]>>
}

/**
 * Takes the mended answers: the whole form is checked again with them, and signed again by whoever sends them. Throws Refused 422
 * with everything that is still wrong; `declared` and `signature` alone: the words are in order and only to be signed.
 */
export async function correct(tx: Tx, house: House, citizen: Citizen, id: string, given: Correction): Promise<Case> {
  const c = await ownCase(tx, house, 'case.own', citizen, id)
  // An address that is changed now is where the papers go.
  if (mustRestWith(definitionOf(c), c.data, citizen)) throw phoneRests(citizen)
  const { values, errors } = correctedForm(house, c, given.values)
  const files = await correctedFiles(tx, citizen, c, values, given.materials)
  const { name } = await findPerson(tx, house, citizen.id)
  const problems = [
    ...errors.map((e) => ({ field: e.field, code: e.code, message: e.message.zh, en: e.message.en })),
    ...files.problems,
    ...signingProblems(given, name),
  ]
  if (problems.length > 0) throw allWrong(problems)
  return mine(tx, house, citizen, id, given.version, {
    type: 'correct',
    form: values,
    materials: files.fresh,
    mobile: typeof values['mobile'] === 'string' ? values['mobile'] : c.data.applicant.mobile,
    ...signed(house, values, given),
  })
}

/** The whole form with some answers replaced, and what is wrong with it. */
export function correctedForm(house: Pick<House, 'time'>, c: Case, values: Correction['values']) {
  const service = definitionOf(c)
  const fields = service.form.flatMap((p) => p.fields)
  return parseForm(
    service,
    fields,
    { ...c.data.form, ...values },
    {
      subject: c.data.subject,
      isCounty,
      name: c.data.applicant.name,
      office: c.office,
      today: shanghaiDate(house.time.now()),
      byAgent: isAgent(c.data.actedBy),
    },
  )
}

/** The new pictures, each its own and for its material; none that the answers need may be missing or taken away. */
async function correctedFiles(
  tx: Tx,
  citizen: Citizen,
  c: Case,
  form: Case['data']['form'],
  given: Correction['materials'],
) {
  const service = definitionOf(c)
  const fresh = Object.entries(given).filter(([code]) =>
    service.materials.some((m) => m.code === code && m.how === 'upload'),
  )
  const ids = fresh.flatMap(([, files]) => files)
  const known = await ownFiles(tx, citizen.id, ids)
  const all: Correction['materials'] = { ...c.data.materials, ...Object.fromEntries(fresh) }
  const problems = [
    ...fresh
      .filter(([code, files]) => files.some((id) => known.get(id) !== code))
      .map(([field]) => ({ field, code: 'unknown', message: '请重新上传', en: 'Please upload it again' })),
    ...wantedUploads(service, { form, subject: c.data.subject })
      .filter((m) => (all[m.code] ?? []).length === 0)
      .map((m) => ({
        field: m.code,
        code: 'required',
        message: `请上传${m.name.zh}`,
        en: `Please upload: ${m.name.en}`,
      })),
  ]
  return { fresh: Object.fromEntries(fresh), problems }
}

/** `followsOnly`: opened under an authority that was withdrawn. */
export function myCaseView(c: Case, events: readonly EventRow[], followsOnly = false): Static<typeof api.MyCase> {
  const service = definitionOf(c)
  const problems = c.state === 'correcting' || c.parked ? allProblems(c.data.checks) : []
  return {
    id: c.id,
    number: c.number,
    version: c.version,
    service: c.service,
    serviceName: { ...service.name },
    state: c.state,
    step: c.step,
    steps: stepStates(service, c).map((s) => ({ ...s, at: reachedAt(events, s.kind) })),
    submittedAt: c.submittedAt,
    due: c.clock.due ?? null,
    clockStopped: c.clock.stoppedOn !== undefined,
    parked: c.parked?.agency ?? null,
    plate: c.data.plate?.number ?? null,
    problems: problems.map((p) => ({ code: p.code, ...refusalOf(p.code, p.params) })),
    defects: (c.data.defects ?? []).map((d) => ({ ...d })),
    waybill: c.data.waybill ?? null,
    mayWithdraw: mayWithdraw(c) && !followsOnly,
    mayObject: at(c, 'hold') && !followsOnly,
  }
}

/** When the case first came to a step: the time of the first event after which it stood there. */
export function reachedAt(events: readonly EventRow[], kind: string): string | null {
  const index = events.findIndex((e) => (JSON.parse(e.body) as { to: { step: string } }).to.step === kind)
  return index >= 0 ? (events[index]?.at.toISOString() ?? null) : null
}
