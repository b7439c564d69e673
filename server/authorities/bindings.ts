import { maskName } from '#domain/mask.ts'
import { findPerson } from '#server/accounts/people.ts'
import { companyFor } from '#server/companies/companies.ts'
import { audit } from '#server/kit/audit.ts'
import type { Evidence } from '#server/connectors/exchange.ts'
import { Refused, refusedBy } from '#server/kit/errors.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen } from '#server/kit/serve.ts'

export interface Binding {
  /** Names the user of the car in addresses and forms without saying who it is. */
  handle: string
  plate: string
  plateType: string
  /** Masked. */
  name: string
  kind: 'bound' | 'attached'
  until?: string
}

/** A binding with what only the register may see. */
interface Found extends Binding {
  vin: string
  idNumber: string
}

/**
 * Who beside the owner may see and settle the violations of a person's or a company's cars, as the register has it now. `down`:
 * the register did not answer for all cars. Throws Refused 404 for a company one does not act for.
 */
export async function bindingsOf(
  house: House,
  citizen: Citizen,
  company?: string,
): Promise<{ down: boolean; bindings: Binding[] }> {
  const { down, found } = await read(house, await ownerOf(house, citizen, company))
  return { down, bindings: found.map(({ vin: _vin, idNumber: _id, ...shown }) => shown) }
}

/**
 * The owner ends a binding at any time and without giving a reason (order 157 art. 58 lets others settle a car's violations only
 * while its owner agrees). Throws Refused: 409 BINDING_NONE where there is (no longer) such a binding of one's own car, 503 when the register is silent.
 */
export async function endBinding(house: House, citizen: Citizen, handle: string, company?: string): Promise<void> {
  const owner = await ownerOf(house, citizen, company)
  const { down, found } = await read(house, owner)
  const binding = found.find((b) => b.handle === handle)
  if (!binding) throw down ? silent() : gone()
  const { vin, idNumber, kind } = binding
  const ended = await house.connectors.registry.endUse({ vin, owner, idNumber, kind })
  await house.db.tx(async (tx) => {
    await keepEvidence(tx, house, undefined, [ended.evidence])
    await audit(tx, citizen, {
      act: 'binding.end',
      object: { kind: 'vehicle', id: handle },
      person: citizen.id,
      purpose: '车主解除备案',
      result: ended.ok && ended.answer.ended ? 'done' : 'failed',
    })
  })
  if (!ended.ok) throw silent()
  if (!ended.answer.ended) throw gone()
}

/** The number under which the register knows the owner. */
async function ownerOf(house: House, citizen: Citizen, company: string | undefined): Promise<string> {
  if (company !== undefined) return (await companyFor(house.db.read, citizen, company)).creditCode
  return (await findPerson(house.db.read, house, citizen.id)).idNumber
}

async function read(house: House, owner: string): Promise<{ down: boolean; found: Found[] }> {
  const { registry } = house.connectors
  const cars = await registry.vehicles({ idNumber: owner })
  if (!cars.ok) return { down: true, found: [] }
  const asked = await Promise.all(
    cars.answer.map(async (car) => ({ car, users: await registry.users({ vin: car.vin, owner }) })),
  )
  await keep(house, [cars.evidence, ...asked.map(({ users }) => users.evidence)])
  return {
    down: asked.some(({ users }) => !users.ok),
    found: asked.flatMap(({ car, users }) =>
      users.ok
        ? users.answer.map(({ idNumber, name, kind, until }) => ({
            handle: house.crypto.blindIndex('bindings.handle', `${car.vin}|${kind}|${idNumber}`).toString('hex'),
            plate: car.plate,
            plateType: car.plateType,
            name: maskName(name),
            kind,
            ...(until === undefined ? {} : { until }),
            vin: car.vin,
            idNumber,
          }))
        : [],
    ),
  }
}

const keep = (house: House, evidence: readonly Evidence[]): Promise<void> =>
  house.db.tx((tx) => keepEvidence(tx, house, undefined, evidence))

const gone = (): Refused => refusedBy(409, { code: 'BINDING_NONE' })
const silent = (): Refused =>
  new Refused(503, 'DATA_DOWN', '机动车登记库暂时没有回应', { next: '请过几分钟再试,备案还没有解除。', retryAfter: 60 })
