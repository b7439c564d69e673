import { actIfFits } from '#server/cases/cases.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import { caseAt, isStill, parkAndRetry, runAgainIn, type StepRun } from './step-run.ts'

/** The office of origin has three working days (order 164 art. 18); most answer within the day. */
const ASK_AGAIN_MS = 60_000

/**
 * Asks the office of origin, through the national register, for the electronic file of a car that moves here. Asking
 * again is harmless: the register says how far the file is, until it or a refusal comes.
 */
export const runFetchFile: StepRun = async (house, task) => {
  const c = await caseAt(house, task)
  if (!c || c.data.subject.kind !== 'vehicle') return
  const { vin, plate, plateType } = c.data.subject.vehicle
  const sent = await house.connectors.registry.requestFile({
    caseNo: c.number,
    vin,
    plate,
    plateType,
    to: c.office,
  })
  if (!sent.ok) return parkAndRetry(house, c, task, 'registry', [sent.evidence])
  await house.db.tx(async (tx) => {
    const still = await isStill(tx, task)
    await keepEvidence(tx, house, c.id, [sent.evidence])
    if (!still) return
    const { answer } = sent
    if (answer.state === 'sent')
      await actIfFits(tx, house, c.id, { type: 'file-arrived', from: answer.from, hash: answer.hash }, 'registry')
    else if (answer.state === 'refused')
      await actIfFits(tx, house, c.id, { type: 'file-refused', reason: answer.reasonZh }, 'registry')
    else await runAgainIn(tx, house, task, ASK_AGAIN_MS)
  })
}
