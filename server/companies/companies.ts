import { shanghaiDate } from '#domain/calendar.ts'
import { settingOn } from '#domain/city-rules.ts'
import { judgeCompany } from '#domain/checks/identity.ts'
import { id as parseId } from '#domain/rules/index.ts'
import { asCode, asIdNumber, asName } from '#domain/typed.ts'
import { idIndex, findPerson } from '#server/accounts/people.ts'
import type { Tx } from '#server/kit/db.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import { type FieldProblem, notFound, Refused, refusalWords, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { allow, type Citizen } from '#server/kit/serve.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import * as sql from './companies.sql.ts'
import type { DoneRow } from './done.ts'

export type MemberRole = 'legal' | 'admin' | 'user'

export interface Company {
  id: string
  creditCode: string
  name: string
  role: MemberRole
}

export interface Member {
  id: string
  name: string
  idNumber: string
  role: MemberRole
  since: Date
}

const fromRow = (row: sql.CompanyRow, role: MemberRole): Company => ({
  id: row.id,
  creditCode: row.credit_code,
  name: row.name,
  role,
})

/** The companies whose account a person may use. */
export const companiesOf = async (tx: Pick<Tx, 'many'>, person: string): Promise<Company[]> =>
  (await tx.many(sql.companiesOf, [person])).map((row) => fromRow(row, row.role))

/** The company as one of its users sees it; for everybody else it does not exist. */
export async function companyFor(tx: Pick<Tx, 'one'>, citizen: Citizen, id: string): Promise<Company> {
  const row = await tx.one(sql.readCompany, [id])
  const member = await tx.one(sql.membershipOf, [id, citizen.id])
  allow('company.use', citizen, { owner: member ? citizen.id : '' })
  if (!row || !member) throw notFound()
  return fromRow(row, member.role)
}

/**
 * Registers a company for the person whom the market register confirms, by name and identity number, as its legal representative. When the company is here already,
 * its legal representative has changed: the new one takes the place of the old. Throws Refused: 422 with the reason, 503.
 */
export async function registerCompany(house: House, citizen: Citizen, given: string): Promise<Company> {
  const creditCode = asCode(given)
  // The check character is a soft rule (codes with a wrong one are in use): the register decides.
  if (!/^[0-9A-HJ-NP-RTUW-Y]{18}$/.test(creditCode)) throw atField('creditCode', 'COMPANY_CODE')
  const person = await findPerson(house.db.read, house, citizen.id)
  const { market } = house.connectors
  const [found, legal] = await Promise.all([
    market.company({ creditCode }),
    market.representative({ creditCode, name: person.name, idNumber: person.idNumber }),
  ])
  await house.db.tx((tx) => keepEvidence(tx, house, undefined, [found.evidence, legal.evidence]))
  if (!found.ok || !legal.ok)
    throw new Refused(503, 'DATA_DOWN', '市场监管登记库暂时没有回应', { next: '请过几分钟再试。', retryAfter: 60 })
  const problem = judgeCompany(found.answer)[0]
  if (problem) throw atField('creditCode', problem.code, problem.params)
  if (!found.answer || !legal.answer.matches) throw atField('creditCode', 'COMPANY_NOT_LEGAL')
  const { name } = found.answer
  return house.db.tx((tx) => enterCompany(tx, house, citizen, person, { creditCode, name }))
}

/** Opens the account of a company for who has been found to be its legal representative, or gives the one there is. */
export async function enterCompany(
  tx: Tx,
  house: House,
  citizen: Citizen,
  person: { name: string; idNumber: string },
  { creditCode, name }: { creditCode: string; name: string },
): Promise<Company> {
  await tx.run(sql.insertCompany, [uuidv7(), creditCode, name])
  const row = await tx.one(sql.lockCompanyByCode, [creditCode])
  if (!row) throw new Error('a company was not stored')
  const known = await tx.one(sql.membershipOf, [row.id, citizen.id])
  await tx.run(sql.renameCompany, [row.id, name])
  if (known?.role === 'legal') return fromRow({ ...row, name }, 'legal')
  const now = house.time.now()
  await tx.run(sql.replaceLegal, [row.id, citizen.id, now])
  // Who was administrator or user until now has no second place.
  if (known) await tx.run(sql.removeMember, [row.id, known.id, citizen.id, now])
  await put(tx, house, citizen, row.id, { ...person, role: 'legal' })
  await tx.run(sql.endGrants, [row.id, now])
  return fromRow({ ...row, name }, 'legal')
}

/**
 * Names the administrator or adds a user: one administrator, so many users, a person in so many companies (not counting those
 * whose legal representative it is). Throws Refused 422 with every field that is wrong, 403 for who may not.
 */
export async function addMember(
  tx: Tx,
  house: House,
  citizen: Citizen,
  company: string,
  given: { name: string; idNumber: string; role: 'admin' | 'user' },
): Promise<string> {
  await manager(tx, citizen, company)
  const member = { ...given, name: asName(given.name), idNumber: asIdNumber(given.idNumber) }
  const today = shanghaiDate(house.time.now())
  if (!parseId({ input: member.idNumber, today }).ok) throw atField('idNumber', 'AUTHORITY_ID')
  const index = idIndex(house, member.idNumber)
  await tx.run(sql.lockPerson, [index])
  const members = await tx.many(sql.membersOf, [company])
  const units = await tx.many(sql.unitsOfPerson, [index])
  if (units.some((u) => u.company === company)) throw atField('idNumber', 'COMPANY_MEMBER')
  if (units.filter((u) => u.role !== 'legal').length >= settingOn(house.rules, 'companiesOfAPerson', today))
    throw atField('idNumber', 'COMPANY_PERSON_FULL')
  if (given.role === 'admin' && members.some((m) => m.role === 'admin')) throw atField('role', 'COMPANY_ONE_ADMIN')
  if (
    given.role === 'user' &&
    members.filter((m) => m.role === 'user').length >= settingOn(house.rules, 'companyUsers', today)
  )
    throw atField('role', 'COMPANY_FULL')
  return put(tx, house, citizen, company, member)
}

/** Takes the account away from a user or the administrator; what that administrator granted for the company ends with it. */
export async function removeMember(tx: Tx, house: House, citizen: Citizen, company: string, id: string): Promise<void> {
  await manager(tx, citizen, company)
  const member = (await tx.many(sql.membersOf, [company])).find((m) => m.id === id)
  if (!member) throw notFound()
  if (member.role === 'legal') throw refusedBy(409, { code: 'COMPANY_LEGAL_STAYS' })
  const now = house.time.now()
  await tx.run(sql.removeMember, [company, id, citizen.id, now])
  await tx.run(sql.endGrants, [company, now])
}

/** The people who may act for a company, legal representative first. */
export async function membersOf(tx: Pick<Tx, 'many'>, house: House, company: string): Promise<Member[]> {
  return (await tx.many(sql.membersOf, [company])).map((row) => ({
    id: row.id,
    role: row.role,
    since: row.added_at,
    ...(JSON.parse(house.crypto.open(row.data, context(row.id)).toString()) as { name: string; idNumber: string }),
  }))
}

/** Throws 404 when there is no such company. */
export async function readCompany(tx: Pick<Tx, 'one'>, id: string): Promise<{ name: string; creditCode: string }> {
  const row = await tx.one(sql.readCompany, [id])
  if (!row) throw notFound()
  return { name: row.name, creditCode: row.credit_code }
}

/** What was applied for in the company's name, by its users or under an authority, newest first, with who did it. */
export const casesOfCompany = (tx: Pick<Tx, 'many'>, company: string): Promise<DoneRow[]> =>
  tx.many(sql.casesOfCompany, [company])

/** Until the commit nobody is removed from the company: who acts for it now may finish what is being handed in. */
export const holdCompany = async (tx: Tx, id: string): Promise<void> => {
  await tx.one(sql.holdCompany, [id])
}

/** Locks the company for its legal representative or administrator; for strangers it does not exist. */
async function manager(tx: Tx, citizen: Citizen, company: string): Promise<void> {
  const row = await tx.one(sql.lockCompany, [company])
  const member = row && (await tx.one(sql.membershipOf, [company, citizen.id]))
  allow('company.manage', citizen, { owner: member ? citizen.id : '' })
  if (member?.role === 'user') throw refusedBy(403, { code: 'COMPANY_ADMIN' })
}

async function put(
  tx: Tx,
  house: House,
  citizen: Citizen,
  company: string,
  { name, idNumber, role }: { name: string; idNumber: string; role: MemberRole },
): Promise<string> {
  const id = uuidv7()
  const data = house.crypto.seal(JSON.stringify({ name, idNumber }), context(id))
  await tx.run(sql.insertMember, [id, company, idIndex(house, idNumber), role, data, citizen.id, house.time.now()])
  return id
}

const context = (id: string): string => `company_members|data|${id}`

/** What is wrong at one field, with the sentence of the table. */
export function fieldProblem(field: string, code: string, params?: Refused['params']): Required<FieldProblem> {
  const refused = refusedBy(422, { code, params })
  return { field, code, message: refused.message, en: refusalWords(refused, 'en').message }
}

/** A refusal of one field alone. */
export function atField(field: string, code: string, params?: Refused['params']): Refused {
  const { message, next } = refusedBy(422, { code, params })
  return new Refused(422, code, message, { next, fields: [fieldProblem(field, code, params)], params })
}
