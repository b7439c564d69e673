import type { Case } from '#domain/case.ts'
import { definitionOf } from '#domain/services/index.ts'
import type { Tx } from '#server/kit/db.ts'
import { actIfFits, lockedStepEntry } from '#server/cases/cases.ts'
import type { StepTask } from '#server/cases/step-job.ts'
import type { RegisterAnswer } from '#server/connectors/registry.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import type { House } from '#server/kit/house.ts'
import { caseAt, isStill, parkAndRetry, runAgainIn, type StepRun } from './step-run.ts'

/** After this the citizen is told that the register has not confirmed yet. */
const NO_ANSWER_MS = 30 * 60_000
const ASK_AGAIN_MS = 60_000
/** The register's code for a chosen number that is in use already: the one refusal that the applicant can mend from home. */
const NUMBER_IN_USE = 'PLATE_TAKEN'

/**
 * Hands the act over to the national register. The message id is fixed by case and step, so however often this runs,
 * the register writes once; a lost answer is asked for again by the same id.
 */
export const runRegister: StepRun = async (house, task) => {
  const c = await caseAt(house, task)
  if (!c) return
  const key = registerKey(task)
  const sent = await house.connectors.registry.register(key, {
    caseNo: c.number,
    service: c.service,
    act: definitionOf(c).register,
    data: registerData(c),
  })
  if (!sent.ok) return parkAndRetry(house, c, task, 'registry', [sent.evidence])
  await house.db.tx(async (tx) => {
    await keepEvidence(tx, house, c.id, [sent.evidence])
    if (sent.answer.state === 'pending') await waitForAnswer(tx, house, c, task)
    else await registerAnswered(tx, house, task, sent.answer)
  })
}

export const registerKey = (task: Pick<StepTask, 'caseId' | 'entered'>): string =>
  `register:${task.caseId}:${task.entered}`

/** Which stay of which case at the register an answer belongs to; undefined for a message id that is not ours. */
export function taskOfRegisterKey(key: string): Pick<StepTask, 'caseId' | 'entered'> | undefined {
  const [, caseId, entered] = /^register:([0-9a-f-]{36}):(\d{1,9})$/.exec(key) ?? []
  return caseId === undefined ? undefined : { caseId, entered: Number(entered) }
}

/**
 * Takes an answer to the case, whether it came at once, by push or by asking again. An answer to an earlier message
 * (refused, mended at the counter, handed over anew) comes too late: what counts is the answer to the message that is out now.
 */
export async function registerAnswered(
  tx: Tx,
  house: House,
  { caseId, entered }: Pick<StepTask, 'caseId' | 'entered'>,
  answer: Exclude<RegisterAnswer, { state: 'pending' }>,
): Promise<void> {
  if ((await lockedStepEntry(tx, caseId)) !== entered) return
  if (answer.state === 'refused') {
    const type = answer.code === NUMBER_IN_USE ? 'plate-refused' : 'register-refused'
    await actIfFits(tx, house, caseId, { type, reason: answer.reasonZh }, 'registry')
    return
  }
  const result = Object.fromEntries(Object.entries(answer.result).map(([name, value]) => [name, String(value)]))
  await actIfFits(tx, house, caseId, { type: 'registered', result }, 'registry')
}

async function waitForAnswer(tx: Tx, house: House, c: Case, task: StepTask): Promise<void> {
  // The answer itself may have been pushed while the register was still saying "pending".
  if (!(await isStill(tx, task))) return
  const since = c.clock.promiseFrom ? house.time.now().getTime() - new Date(c.clock.promiseFrom).getTime() : 0
  if (since > NO_ANSWER_MS && !c.parked) await actIfFits(tx, house, c.id, { type: 'park', agency: 'registry' })
  await runAgainIn(tx, house, task, ASK_AGAIN_MS)
}

/** What the register needs for the act; it holds everything else itself. */
function registerData(c: Case): Record<string, unknown> {
  const { subject, applicant, plate, form } = c.data
  const told = (definitionOf(c).handOver ?? []).flatMap((name) => {
    const value = form[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const base = { idNumber: applicant.idNumber, mobile: applicant.mobile, ...Object.fromEntries(told) }
  if (subject.kind === 'person') return base
  if (subject.kind === 'licence') return { ...base, photo: form['photoChoice'] === 'new' ? 'new' : 'stored' }
  if (subject.kind === 'vehicle')
    return {
      ...base,
      vin: subject.vehicle.vin,
      plate: subject.vehicle.plate,
      plateType: subject.vehicle.plateType,
      // A car that moves or changes hands gets the number that was chosen.
      ...(plate ? { newPlate: plate.number, newPlateType: plate.type } : {}),
    }
  return {
    ...base,
    vin: subject.vin,
    useType: '非营运',
    ...(plate ? { plate: plate.number, plateType: plate.type } : {}),
  }
}
