import type { Case } from '#domain/case.ts'
import type { Command } from '#domain/commands.ts'
import { isResting } from '#domain/phone-rest.ts'
import type { Text } from '#domain/text.ts'
import { definitionOf } from '#domain/services/index.ts'
import { findPerson, idIndex } from '#server/accounts/people.ts'
import { answerWords } from '#server/cases/answer-words.ts'
import { act, loadCase } from '#server/cases/cases.ts'
import { signatureProblems } from '#server/cases/signing.ts'
import { companiesOf } from '#server/companies/companies.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { allWrong, notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { phoneRests } from '#server/kit/phone-rest.ts'
import { allow, type Citizen } from '#server/kit/serve.ts'
import { type CoSignRow, questionOf, questionsTo } from './co-signs.sql.ts'

/** What another person is asked to agree to: that much of the case, and no more. */
export interface Question {
  id: string
  number: string
  version: number
  service: string
  serviceName: Text
  state: CoSignRow['state']
  role: Text
  /** Who asks. */
  applicant: string
  /** Plate and kind of the car it is about. */
  vehicle: string | undefined
  consent: Text
  terms: { label: Text; value: Text }[]
  askedAt: string
  until: string
}

/** Everything that waits, or waited, for this person, newest first. */
export async function questionsFor(house: House, citizen: Citizen): Promise<Question[]> {
  const rows = await house.db.read.many(questionsTo, [await indexesOf(house.db.read, house, citizen)])
  return Promise.all(rows.map(async (row) => questionView(await loadCase(house.db.read, house, row.case_id), row)))
}

/** One question; another person's is "not found". That it was read is written down. */
export async function readQuestion(house: House, citizen: Citizen, id: string): Promise<Question> {
  const row = await questionFor(house.db.read, house, citizen, id)
  const c = await loadCase(house.db.read, house, id)
  await audit(house.db.write, citizen, {
    act: 'read-co-sign',
    object: { kind: 'case', id },
    person: c.applicant,
    purpose: `共同申请人核对 ${c.number}`,
    result: 'done',
  })
  return questionView(c, row)
}

/** Whether this case asks, or asked, this person for agreement. */
export async function isAsked(house: House, citizen: Citizen, id: string): Promise<boolean> {
  return (await house.db.read.one(questionOf, [id, await indexesOf(house.db.read, house, citizen)])) !== undefined
}

/** Agrees, with the own name as signature. Throws Refused 404 (not asked), 422 (another name), 409 as `act` does. */
export async function sign(
  tx: Tx,
  house: House,
  citizen: Citizen,
  id: string,
  version: number,
  given: { agreed: boolean; signature: string },
): Promise<Case> {
  await questionFor(tx, house, citizen, id)
  // At the counter one may agree at once, both together.
  const { protects } = definitionOf(await loadCase(tx, house, id))
  if (protects && isResting(citizen)) throw phoneRests(citizen)
  const { name } = await findPerson(tx, house, citizen.id)
  const problems = [
    ...(given.agreed
      ? []
      : [
          { field: 'agreed', code: 'required', message: '请阅读并勾选同意', en: 'Please read and tick your agreement' },
        ]),
    ...signatureProblems(given.signature, name),
  ]
  if (problems.length > 0) throw allWrong(problems)
  return answered(tx, house, citizen, id, version, { type: 'co-sign', name })
}

/** Says no: the application ends and the applicant is told. */
export async function decline(tx: Tx, house: House, citizen: Citizen, id: string, version: number): Promise<Case> {
  await questionFor(tx, house, citizen, id)
  return answered(tx, house, citizen, id, version, { type: 'co-decline' })
}

const answered = (tx: Tx, house: House, { id: by }: Citizen, id: string, version: number, command: Command) =>
  act(tx, house, { kind: 'co-signer', id: by }, id, version, command)

async function questionFor(
  tx: Pick<Tx, 'one' | 'many'>,
  house: House,
  citizen: Citizen,
  id: string,
): Promise<CoSignRow> {
  const row = await tx.one(questionOf, [id, await indexesOf(tx, house, citizen)])
  if (!row) throw notFound()
  allow('co-sign.own', citizen, { owner: citizen.id })
  return row
}

/** Under which numbers a person may be asked: the own one, and those of units whose representative or administrator this is. */
async function indexesOf(tx: Pick<Tx, 'one' | 'many'>, house: House, citizen: Citizen): Promise<string[]> {
  const [{ idNumber }, units] = [await findPerson(tx, house, citizen.id), await companiesOf(tx, citizen.id)]
  const codes = units.filter((unit) => unit.role !== 'user').map((unit) => unit.creditCode)
  return [idNumber, ...codes].map((number) => idIndex(house, number).toString('hex'))
}

function questionView(c: Case, row: CoSignRow): Question {
  const service = definitionOf(c)
  const { subject } = c.data
  const terms = service.coSign?.terms ?? []
  return {
    id: c.id,
    number: c.number,
    version: c.version,
    service: service.code,
    serviceName: service.name,
    state: row.state,
    role: service.coSign?.role ?? { zh: '', en: '' },
    applicant: c.data.applicant.name,
    vehicle:
      subject.kind === 'vehicle'
        ? `${subject.vehicle.plate} ${subject.vehicle.brand} ${subject.vehicle.model}`
        : undefined,
    consent: service.coSign?.consent ?? { zh: '', en: '' },
    terms: answerWords(service, c.data.form, terms),
    askedAt: row.asked_at.toISOString(),
    until: row.until.toISOString(),
  }
}
