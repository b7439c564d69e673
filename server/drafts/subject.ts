import type { CaseSubject } from '#domain/case.ts'
import { AFTER_FORM, type CheckName } from '#domain/checks/check.ts'
import type { LicenceRecord, VehicleRecord } from '#domain/records.ts'
import { plate as parsePlate, vin as parseVin } from '#domain/rules/index.ts'
import { asCode } from '#domain/typed.ts'
import { askAll } from '#server/checks/ask.ts'
import type { Target } from '#server/checks/judges.ts'
import { findPerson } from '#server/accounts/people.ts'
import { limitRate } from '#server/accounts/rate.ts'
import { actingFor } from '#server/authorities/acting.ts'
import { Refused, refusedBy } from '#server/kit/errors.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen } from '#server/kit/serve.ts'
import { changeDraft, type Draft, findDraft } from './drafts.ts'

/**
 * Which licence or vehicle: the own licence needs no choice; an own vehicle by plate, another's by plate and engine number; a new
 * car by VIN or invoice number.
 */
export interface SubjectChoice {
  plate?: string | undefined
  plateType?: string | undefined
  engineLast6?: string | undefined
  vin?: string | undefined
  invoiceNo?: string | undefined
}

export interface Holdings {
  licence: LicenceRecord | null
  vehicles: readonly VehicleRecord[]
  /** True when the register did not answer: the page says so instead of "you have none". */
  down: boolean
}

/** What the register holds in a person's name. */
export const holdingsOf = async (house: House, citizen: Citizen): Promise<Holdings> =>
  holdings(house, (await findPerson(house.db.read, house, citizen.id)).idNumber)

/** What the register holds for the person or company a draft is for; of an agent's, only what the authority names. */
export async function holdingsFor(house: House, citizen: Citizen, draft: Draft): Promise<Holdings> {
  const acting = await actingFor(house.db.read, house, citizen, draft.behalf, draft.service)
  const held = await holdings(house, acting.applicant.idNumber)
  return { ...held, vehicles: held.vehicles.filter((v) => acting.covers(v.plate)) }
}

async function holdings(house: House, idNumber: string): Promise<Holdings> {
  const [driver, vehicles] = await Promise.all([
    house.connectors.registry.driver({ idNumber }),
    house.connectors.registry.vehicles({ idNumber }),
  ])
  await house.db.tx((tx) => keepEvidence(tx, house, undefined, [driver.evidence, vehicles.evidence]))
  return {
    licence: driver.ok ? driver.answer : null,
    vehicles: vehicles.ok ? vehicles.answer : [],
    down: !driver.ok || !vehicles.ok,
  }
}

/**
 * Runs every check of the service before anything is typed, and keeps answers and evidence with the draft.
 * The refusals are all there at once; what an agency could not say yet is asked again after submission.
 */
export const precheck = async (
  house: House,
  citizen: Citizen,
  draftId: string,
  choice: SubjectChoice,
): Promise<Draft> => askForDraft(await preparePrecheck(house, citizen, draftId, choice))

/** Everything that is settled before the agencies are asked. */
export interface Prepared {
  house: House
  citizen: Citizen
  draftId: string
  owner: Parameters<typeof askAll>[2]
  target: Target
  strange: boolean
  checks: CheckName[]
}

/** Whom it is about and what is to be asked. Throws what is wrong with the choice: unknown, another's, a register that is silent. */
export async function preparePrecheck(
  patient: House,
  citizen: Citizen,
  draftId: string,
  choice: SubjectChoice,
): Promise<Prepared> {
  // Somebody looks at a page that does not come: an agency that takes its time is asked again after submission.
  const house = { ...patient, connectors: patient.quick }
  // One press asks up to ten agencies. A dealer with a yard of cars stays far below it.
  await limitRate(house.db.write, `precheck:${citizen.id}`, 120, 3_600)
  const draft = await findDraft(house.db.read, house, draftId)
  const acting = await actingFor(house.db.read, house, citizen, draft.behalf, draft.service)
  const { target, strange = false } = await targetFor(house, citizen, draft, choice, acting.applicant.idNumber)
  if (target.kind === 'vehicle' && !acting.covers(target.plate)) throw refusedBy(409, { code: 'AUTHORITY_VEHICLE' })
  const checks = draft.service.checks.filter(
    (check) => !AFTER_FORM.includes(check) && (!strange || OF_A_STRANGER.has(check)),
  )
  const owner = { ...acting.applicant, by: acting.actedBy?.person }
  return { house, citizen, draftId, owner, target, strange, checks }
}

/** Asks all at once and keeps answers and evidence with the draft. `heard` is told of each check as it is answered. */
export async function askForDraft(prepared: Prepared, heard?: (check: CheckName) => void): Promise<Draft> {
  const { house, citizen, draftId, owner, target, strange, checks } = prepared
  const asked = await askAll(house, checks, owner, target, {}, heard)
  const subject =
    asked.subject ??
    (target.kind === 'new-vehicle'
      ? ({ kind: 'new-vehicle', vin: target.vin, preInspected: false } satisfies CaseSubject)
      : undefined)
  return house.db.tx(async (tx) => {
    const draft = await changeDraft(tx, house, citizen, draftId, (data) => ({
      ...data,
      subject: strange ? undefined : subject,
      checks: asked.results,
      checkedAt: house.time.now().toISOString(),
    }))
    await keepEvidence(tx, house, draftId, asked.evidence)
    return draft
  })
}

/** Of somebody else's vehicle nothing is told but that it is somebody else's: neither its owner nor what bars it. */
const OF_A_STRANGER: ReadonlySet<string> = new Set(['identity', 'vehicle-owner'])

interface Found {
  target: Target
  /** The vehicle belongs to somebody else, and the item is about an own one. */
  strange?: boolean
}

async function targetFor(
  house: House,
  citizen: Citizen,
  draft: Draft,
  choice: SubjectChoice,
  owner: string,
): Promise<Found> {
  const { service } = draft
  if (service.subject === 'licence' || service.subject === 'person') return { target: { kind: service.subject } }
  if (service.subject === 'new-vehicle')
    return { target: { kind: 'new-vehicle', vin: await vinFor(house, draft, choice) } }
  const known = draft.data.subject?.kind === 'vehicle' ? draft.data.subject.vehicle : undefined
  if (service.vehicleOf === 'other') return { target: targetOf(await another(house, citizen, choice, known)) }
  const vehicle = await ownOne(house, choice, known)
  return {
    target: targetOf(vehicle),
    strange: service.checks.includes('vehicle-owner') && vehicle.owner.idNumber !== owner,
  }
}

async function ownOne(house: House, choice: SubjectChoice, known: VehicleRecord | undefined): Promise<VehicleRecord> {
  const plate = choice.plate === undefined ? known?.plate : asCode(choice.plate)
  if (!plate) throw needed('plate', '请选择车辆', 'Please choose a vehicle')
  const vehicle = await registered(house, plate, choice.plateType ?? known?.plateType ?? '02')
  if (!vehicle) throw refusedBy(422, { code: 'NOT_OWNER' })
  return vehicle
}

const targetOf = ({ plate, plateType, vin }: VehicleRecord): Target => ({ kind: 'vehicle', plate, plateType, vin })

async function registered(house: House, plate: string, plateType: string): Promise<VehicleRecord | null> {
  const found = await house.connectors.registry.vehicle({ plate, plateType })
  if (found.ok) return found.answer
  throw new Refused(503, 'DATA_DOWN', '机动车登记库暂时没有回应', {
    next: '请过几分钟再试,已填写的内容没有丢失。',
    retryAfter: 60,
  })
}

/**
 * Somebody else's car. Plate and engine number are known to who holds the vehicle licence; which of the two is wrong is not told.
 * Looked up again without a choice, it is the one that was found before.
 */
async function another(
  house: House,
  citizen: Citizen,
  choice: SubjectChoice,
  known: VehicleRecord | undefined,
): Promise<VehicleRecord> {
  const plate = choice.plate === undefined ? undefined : asCode(choice.plate)
  if (plate === undefined && known) return (await registered(house, known.plate, known.plateType)) ?? known
  if (!plate) throw needed('plate', '请填写号牌号码', 'Please enter the plate number')
  const plateType = choice.plateType ?? '02'
  await mayGuess(house, citizen, plate, plateType)
  const vehicle = await registered(house, plate, plateType)
  if (!vehicle || engineEnd(vehicle.engineNo) !== engineEnd(choice.engineLast6 ?? ''))
    throw refusedBy(422, { code: 'VEHICLE_UNKNOWN' })
  return vehicle
}

/** Six characters of an engine number are not to be found by trying. */
async function mayGuess(house: House, citizen: Citizen, plate: string, type: string): Promise<void> {
  if (!parsePlate({ type, input: plate }).ok)
    throw needed(
      'plate',
      '号牌号码不正确,请对照行驶证',
      'This is no plate number; please compare with the vehicle licence',
    )
  await limitRate(house.db.write, `vehicle:${citizen.id}`, 20, 3_600)
}

const engineEnd = (engineNo: string): string => asCode(engineNo).slice(-6)

async function vinFor(house: House, draft: Draft, choice: SubjectChoice): Promise<string> {
  if (choice.vin) {
    const parsed = parseVin({ input: choice.vin })
    if (!parsed.ok)
      throw new Refused(422, 'INVALID', '车辆识别代号不正确', {
        fields: [
          {
            field: 'vin',
            code: parsed.why,
            message: '请核对 17 位车辆识别代号,没有字母 I、O、Q',
            en: 'Please check the 17 characters of the VIN; it has no I, O or Q',
          },
        ],
      })
    return asCode(choice.vin)
  }
  if (choice.invoiceNo) {
    const invoiceNo = asCode(choice.invoiceNo)
    if (!/^(\d{8}|\d{20})$/.test(invoiceNo))
      throw new Refused(422, 'INVALID', '发票号码不正确', {
        fields: [
          {
            field: 'invoiceNo',
            code: 'format',
            message: '发票号码是 8 位或 20 位数字',
            en: 'An invoice number has 8 or 20 digits',
          },
        ],
      })
    const invoice = await house.connectors.tax.invoice({ invoiceNo })
    if (!invoice.ok)
      throw new Refused(503, 'DATA_DOWN', '税务发票系统暂时没有回应', {
        next: '可以改用车辆识别代号查询,或过几分钟再试。',
        retryAfter: 60,
      })
    if (invoice.answer) return invoice.answer.vin
    throw new Refused(422, 'INVALID', '没有查到这张发票', {
      fields: [
        {
          field: 'invoiceNo',
          code: 'unknown',
          message: '没有查到这张发票,请核对号码',
          en: 'This invoice was not found; please check the number',
        },
      ],
    })
  }
  if (draft.data.subject?.kind === 'new-vehicle') return draft.data.subject.vin
  throw needed('vin', '请填写车辆识别代号或发票号码', 'Please enter the VIN or the invoice number')
}

const needed = (field: string, message: string, en: string): Refused =>
  new Refused(422, 'INVALID', message, { fields: [{ field, code: 'required', message, en }] })
