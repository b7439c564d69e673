import { isAgent } from '#domain/acting.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { channelsOn } from '#domain/city-rules.ts'
import type { CaseSubject } from '#domain/case.ts'
import { allProblems, type CheckResult, type Problem } from '#domain/checks/check.ts'
import type { Field, FieldError, Values } from '#domain/fields.ts'
import { parseForm } from '#domain/form.ts'
import { isOpen, type Service } from '#domain/service.ts'
import { findService } from '#domain/services/index.ts'
import { type Acting, actingFor, type Behalf } from '#server/authorities/acting.ts'
import type { Citizen } from '#server/kit/serve.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { isCounty } from '#server/kit/regions.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import {
  draftFor,
  type DraftRow,
  draftsOf,
  dropDraft,
  insertDraft,
  lockDraft,
  lockStart,
  readDraft,
  saveDraft,
} from './drafts.sql.ts'

/** What has been gathered so far; sealed as one. */
export interface DraftData {
  values: Values
  materials: Readonly<Record<string, readonly string[]>>
  subject?: CaseSubject | undefined
  checks: readonly CheckResult[]
  checkedAt?: string | undefined
}

export interface Draft {
  id: string
  person: string
  service: Service
  /** For whom: '' for oneself, else `authority:<id>` or `company:<id>`. */
  behalf: Behalf
  version: number
  data: DraftData
  updatedAt: Date
}

const context = (id: string): string => `drafts|data|${id}`

function fromRow(house: Pick<House, 'crypto'>, row: DraftRow): Draft {
  const service = findService(row.service, row.service_version)
  if (!service) throw new Refused(409, 'SERVICE_CHANGED', '这项业务的办理规定已更新', { next: '请重新开始申请。' })
  return {
    id: row.id,
    person: row.person,
    service,
    behalf: row.behalf,
    version: row.version,
    data: JSON.parse(house.crypto.open(row.data, context(row.id)).toString()) as DraftData,
    updatedAt: row.updated_at,
  }
}

/** Begins an application, or goes on with the one that was left: nothing typed is ever asked twice. */
export async function startDraft(
  tx: Tx,
  house: House,
  citizen: Citizen,
  code: string,
  behalf: Behalf = '',
): Promise<Draft> {
  const service = findService(code)
  if (!service) throw notFound()
  if (!isOpen(service)) throw refusedBy(409, { code: 'SERVICE_NOT_OPEN', params: { hotline: house.city.hotline } })
  if (service.page)
    throw new Refused(409, 'CHANNEL', '这项业务有自己的页面', { next: `请到 ${service.page} 办理,不用填申请。` })
  // What the law lets be asked for by video only is filled in here too; the case then waits until an officer has seen the applicant.
  const channels = channelsOn(house.rules, service, shanghaiDate(house.time.now()))
  if (!channels.includes('web') && !channels.includes('video')) throw refusedBy(409, { code: 'CHANNEL' })
  await actingFor(tx, house, citizen, behalf, service)
  await tx.run(lockStart, [citizen.id, code])
  const left = await tx.one(draftFor, [citizen.id, code, service.version, behalf])
  if (left) return fromRow(house, left)
  const id = uuidv7()
  const data: DraftData = { values: {}, materials: {}, checks: [] }
  await tx.run(insertDraft, [
    id,
    citizen.id,
    code,
    service.version,
    behalf,
    house.crypto.seal(JSON.stringify(data), context(id)),
  ])
  return { id, person: citizen.id, service, behalf, version: 1, data, updatedAt: house.time.now() }
}

export async function findDraft(tx: Pick<Tx, 'one'>, house: House, id: string): Promise<Draft> {
  const row = await tx.one(readDraft, [id])
  if (!row) throw notFound()
  return fromRow(house, row)
}

export async function openDraftsOf(tx: Pick<Tx, 'many'>, house: House, person: string): Promise<Draft[]> {
  const rows = await tx.many(draftsOf, [person])
  return rows.filter((row) => findService(row.service, row.service_version)).map((row) => fromRow(house, row))
}

export async function lockOwnDraft(tx: Tx, house: House, citizen: Citizen, id: string): Promise<Draft> {
  const row = await tx.one(lockDraft, [id])
  if (!row || row.person !== citizen.id) throw notFound()
  return fromRow(house, row)
}

/** Changes a draft under its lock; two devices cannot overwrite each other's other fields. */
export async function changeDraft(
  tx: Tx,
  house: House,
  citizen: Citizen,
  id: string,
  change: (data: DraftData, service: Service) => DraftData,
): Promise<Draft> {
  const draft = await lockOwnDraft(tx, house, citizen, id)
  const data = change(draft.data, draft.service)
  await tx.run(saveDraft, [id, house.crypto.seal(JSON.stringify(data), context(id))])
  return { ...draft, data, version: draft.version + 1 }
}

export const removeDraft = (tx: Tx, id: string): Promise<number> => tx.run(dropDraft, [id])

/** The fields of one part, or of the whole form. */
export function fieldsOf(service: Service, part?: string): readonly Field[] {
  const parts = part === undefined ? service.form : service.form.filter((p) => p.code === part)
  if (parts.length === 0) throw notFound()
  return parts.flatMap((p) => p.fields)
}

/** Keeps what was typed, right or wrong, and says what is wrong with it. Names that the part does not know are dropped. */
export async function saveValues(
  tx: Tx,
  house: House,
  citizen: Citizen,
  id: string,
  part: string,
  raw: Values,
): Promise<{ draft: Draft; errors: FieldError[] }> {
  const draft = await changeDraft(tx, house, citizen, id, (data, service) => ({
    ...data,
    values: { ...data.values, ...typedIn(fieldsOf(service, part), raw) },
  }))
  const { service } = draft
  const fields = fieldsOf(service, part)
  const given = formContext(house, draft, await actingFor(tx, house, citizen, draft.behalf, service))
  return { draft, errors: parseForm(service, fields, draft.data.values, given).errors }
}

/** The answers that belong to these fields; a box that is not sent is not ticked. */
const typedIn = (fields: readonly Field[], raw: Values): Values =>
  Object.fromEntries(
    fields.flatMap((f) =>
      Object.hasOwn(raw, f.name) ? [[f.name, raw[f.name] ?? '']] : f.kind === 'confirm' ? [[f.name, false]] : [],
    ),
  )

/** What the answers of a draft are judged against. */
export const formContext = (house: House, draft: Draft, { applicant, actedBy }: Acting) => ({
  subject: draft.data.subject,
  isCounty,
  name: applicant.name,
  office: house.city.homeOffice,
  today: shanghaiDate(house.time.now()),
  byAgent: isAgent(actedBy),
})

export const blockingProblems = (checks: readonly CheckResult[]): Problem[] =>
  allProblems(checks).filter((p) => p.effect === 'block')
