import { type Authority, type AuthorityKind, judgeGrant } from '#domain/acting.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { settingOn } from '#domain/city-rules.ts'
import { isPlate } from '#domain/rules/plates.ts'
import { findService } from '#domain/services/index.ts'
import { asPlate } from '#domain/plate-pool.ts'
import { asIdNumber, asName, isName } from '#domain/typed.ts'
import { findPerson, idIndex } from '#server/accounts/people.ts'
import { companiesOf, companyFor, fieldProblem, holdCompany } from '#server/companies/companies.ts'
import type { DoneRow } from '#server/companies/done.ts'
import type { Tx } from '#server/kit/db.ts'
import { allWrong, notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { allow, type Citizen } from '#server/kit/serve.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import * as sql from './authorities.sql.ts'

export interface AuthorityRecord extends Authority {
  id: string
  grantor: string
  company: string | null
  dealer: string | null
  used: number
  /** Whoever may act; for a dealer its name, and no number. */
  agent: { name: string; idNumber: string }
}

export interface GrantRequest {
  kind: AuthorityKind
  agentName?: string | undefined
  agentIdNumber?: string | undefined
  dealer?: string | undefined
  services: readonly string[]
  plates?: readonly string[] | undefined
  uses?: number | undefined
  until: string
  company?: string | undefined
}

/** Records an authority; it counts from the moment the agent accepts. Throws Refused 422 naming every field that is wrong. */
export async function grantAuthority(tx: Tx, house: House, citizen: Citizen, given: GrantRequest): Promise<string> {
  const company = given.company === undefined ? null : await managedCompany(tx, citizen, given.company)
  const person = await findPerson(tx, house, citizen.id)
  const agent = agentOf(house, given)
  const uses = given.uses ?? null
  const plates = [...new Set((given.plates ?? []).map(asPlate))]
  const today = shanghaiDate(house.time.now())
  const problems = [
    ...judgeGrant(
      {
        kind: given.kind,
        agentIdNumber: agent.idNumber,
        services: given.services.map((code) => findService(code)),
        uses,
        until: given.until,
      },
      { idNumber: person.idNumber, company: company !== null },
      today,
      {
        days: settingOn(house.rules, 'authorityDays', today),
        uses: settingOn(house.rules, 'authorityUses', today),
      },
    ),
    ...agent.problems,
    ...(plates.every(isPlate) ? [] : [{ field: 'plates', code: 'AUTHORITY_PLATE' }]),
  ]
  if (problems.length > 0) throw allWrong(problems.map(({ field, code }) => fieldProblem(field, code)))
  const id = uuidv7()
  const sealed = { agent: { name: agent.name, idNumber: agent.idNumber }, plates }
  await tx.run(sql.insertAuthority, [
    id,
    given.kind,
    citizen.id,
    company,
    agent.dealer === null ? idIndex(house, agent.idNumber) : null,
    agent.dealer,
    [...new Set(given.services)],
    house.crypto.seal(JSON.stringify(sealed), context(id)),
    uses,
    given.until,
    house.time.now(),
  ])
  return id
}

/** Whoever is to act: a person by name and number, or a registered dealer by its code. */
function agentOf(house: House, { kind, dealer: code, agentName = '', agentIdNumber = '' }: GrantRequest) {
  if (kind !== 'dealer') {
    const name = asName(agentName)
    const problems = !isName(name) ? [{ field: 'agentName', code: 'AUTHORITY_NAME' }] : []
    return { name, idNumber: asIdNumber(agentIdNumber), dealer: null, problems }
  }
  const dealer = house.city.dealers.find((d) => d.creditCode === code)
  const problems = dealer ? [] : [{ field: 'dealer', code: 'AUTHORITY_DEALER' }]
  return { name: dealer?.name ?? '', idNumber: '', dealer: dealer?.creditCode ?? '', problems }
}

export async function acceptAuthority(tx: Tx, house: House, citizen: Citizen, id: string): Promise<void> {
  const authority = await receivedAuthority(tx, house, citizen, id)
  if (authority.revoked || authority.until < shanghaiDate(house.time.now()))
    throw refusedBy(409, { code: 'AUTH_EXPIRED' })
  await tx.run(sql.acceptAuthority, [id, citizen.id, house.time.now()])
}

/** Nothing can be begun under it any more; cases already handed in go on, as they are the principal's own. */
export async function revokeAuthority(tx: Tx, house: House, citizen: Citizen, id: string): Promise<void> {
  const row = await tx.one(sql.readAuthority, [id])
  allow('authority.own', citizen, { owner: row && (await mayRevoke(tx, citizen, row)) ? citizen.id : '' })
  await tx.run(sql.revokeAuthority, [id, house.time.now()])
}

export async function authoritiesOf(
  tx: Pick<Tx, 'many'>,
  house: House,
  citizen: Citizen,
): Promise<{ given: AuthorityRecord[]; received: AuthorityRecord[] }> {
  // One after the other: a transaction has one connection, and pg warns of statements that queue on it.
  const given = await tx.many(sql.givenBy, [citizen.id, await managedBy(tx, citizen)])
  const received = await tx.many(sql.receivedBy, [citizen.id, await dealersOf(tx, house, citizen)])
  return { given: given.map((row) => fromRow(house, row)), received: received.map((row) => fromRow(house, row)) }
}

/** The authority if it was granted to this person or to a dealer whose user the person is; else it does not exist. */
export async function receivedAuthority(
  tx: Pick<Tx, 'many'>,
  house: House,
  citizen: Citizen,
  id: string,
): Promise<AuthorityRecord> {
  const [mine] = await tx.many(sql.receivedOne, [citizen.id, await dealersOf(tx, house, citizen), id])
  allow('authority.agent', citizen, { owner: mine ? citizen.id : '' })
  if (!mine) throw notFound()
  return fromRow(house, mine)
}

/** Two applications under one authority wait for each other until the commit: it is never used more often than it allows. */
export const lockAuthority = async (tx: Tx, id: string): Promise<void> => {
  await tx.one(sql.lockAuthority, [id])
}

/** Remembers whom a case was opened for; counts as one use of the authority. */
export const rememberPrincipal = async (
  tx: Tx,
  c: { office: number; id: string },
  by: string,
  whom: { person?: string | undefined; company?: string | undefined; authority?: string | undefined },
): Promise<void> => {
  await tx.run(sql.insertPrincipal, [
    c.office,
    c.id,
    whom.person ?? null,
    whom.company ?? null,
    whom.authority ?? null,
    by,
  ])
}

/**
 * Refuses 409 DUPLICATE what another has handed in already for the same person or company: holder and agent, or two users of a unit,
 * who apply at the same moment are one application. Waits for whoever hands in the same at this moment.
 */
export async function refuseSecond(
  tx: Tx,
  service: string,
  subject: Buffer,
  whom: { person?: string | undefined; company?: string | undefined },
): Promise<void> {
  await tx.run(sql.lockMatter, [service, subject])
  const running = await tx.one(sql.runningForPrincipal, [service, subject, whom.person ?? null, whom.company ?? null])
  if (running) throw refusedBy(409, { code: 'DUPLICATE', params: { no: running.number } })
}

/** The cases that were opened under an authority, newest first. */
export const usesOf = (tx: Pick<Tx, 'many'>, id: string): Promise<DoneRow[]> => tx.many(sql.usesOf, [id])

/** Held until the commit: whoever loses the right to grant meanwhile ends what was granted, this too. */
async function managedCompany(tx: Tx, citizen: Citizen, id: string): Promise<string> {
  await holdCompany(tx, id)
  const company = await companyFor(tx, citizen, id)
  if (company.role === 'user') throw refusedBy(403, { code: 'COMPANY_ADMIN' })
  return company.id
}

/** The companies for which a person may grant now. */
const managedBy = async (tx: Pick<Tx, 'many'>, citizen: Citizen): Promise<string[]> =>
  (await companiesOf(tx, citizen.id)).filter((c) => c.role !== 'user').map((c) => c.id)

/** What was granted for a company is the company's: whoever may grant for it may withdraw it, and nobody else. */
const mayRevoke = async (tx: Pick<Tx, 'many'>, citizen: Citizen, row: sql.AuthorityRow): Promise<boolean> =>
  row.company === null ? row.grantor === citizen.id : (await managedBy(tx, citizen)).includes(row.company)

async function dealersOf(tx: Pick<Tx, 'many'>, house: House, citizen: Citizen): Promise<string[]> {
  const codes = (await companiesOf(tx, citizen.id)).map((c) => c.creditCode)
  return codes.filter((code) => house.city.dealers.some((d) => d.creditCode === code))
}

const context = (id: string): string => `authorities|data|${id}`

function fromRow(house: Pick<House, 'crypto'>, row: sql.AuthorityRow): AuthorityRecord {
  const sealed = JSON.parse(house.crypto.open(row.data, context(row.id)).toString()) as {
    agent: AuthorityRecord['agent']
    plates: string[]
  }
  return {
    id: row.id,
    kind: row.kind,
    grantor: row.grantor,
    company: row.company,
    dealer: row.dealer,
    services: row.services,
    uses: row.uses,
    used: row.used,
    until: row.until,
    accepted: row.accepted_at !== null,
    revoked: row.revoked_at !== null,
    ...sealed,
  }
}
