import type { Case } from '#domain/case.ts'
import type { Effect } from '#domain/commands.ts'
import { cancelAppointment } from '#server/appointments/appointments.ts'
import { tell } from '#server/messages/messages.ts'
import { closeBills, openBills } from '#server/payments/bills.ts'
import { assignPlate, releasePlate } from '#server/plates/plates.ts'
import { offerPlate } from '#server/plates/offer.ts'
import { freeOldNumber } from '#server/plates/rights.ts'
import { voidPlate } from '#server/plates/void.ts'
import { swapPlates } from '#server/plates/swap.ts'
import { queueProduction, stopProduction } from '#server/production/queue.ts'
import { askCoSigner, endCoSign } from '#server/co-signs/ask-co-signer.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { enqueue, type JobSpec, wakeAt } from '#server/kit/jobs.ts'
import { stepJob } from './step-job.ts'

type Handlers = {
  [T in Exclude<Effect['type'], 'run-step'>]: (
    tx: Tx,
    house: House,
    c: Case,
    effect: Extract<Effect, { type: T }>,
  ) => Promise<unknown>
}

/** What each effect means, in the same transaction as the decision that caused it. Waiting work becomes jobs. */
const HANDLERS: Handlers = {
  message: (tx, house, c, effect) => tell(tx, house, c, effect.template, effect.params),
  'open-bills': (tx, house, c) => openBills(tx, house, c),
  'close-bills': (tx, house, c) => closeBills(tx, house, c),
  'offer-plate': (tx, house, c) => offerPlate(tx, house, c),
  'assign-plate': (tx, house, c) => assignPlate(tx, house, c),
  'free-plate': (tx, house, c) =>
    c.data.subject.kind === 'vehicle' ? freeOldNumber(tx, house, c.office, c.data.subject.vehicle) : Promise.resolve(),
  'swap-plates': (tx, house, c, { other }) => swapPlates(tx, house, c, other),
  'release-plate': (tx, house, c) => releasePlate(tx, house, c),
  'void-plate': (tx, house, c) => voidPlate(tx, house, c),
  produce: (tx, house, c) => queueProduction(tx, house, c),
  'stop-production': (tx, house, c) => stopProduction(tx, house, c),
  'ask-co-signer': (tx, house, c, effect) => askCoSigner(tx, house, c, effect),
  'end-co-sign': (tx, house, c, effect) => endCoSign(tx, house, c, effect),
  'cancel-appointment': (tx, _house, c) => cancelAppointment(tx, c),
}

/** Carries out effects in order. */
export async function carryOut(tx: Tx, house: House, c: Case, effects: readonly Effect[]): Promise<void> {
  const jobs: JobSpec[] = []
  for (const effect of effects) {
    if (effect.type === 'run-step')
      jobs.push(stepJob({ caseId: c.id, step: effect.step, entered: c.version }, effect.at && wakeAt(house, effect.at)))
    else
      await (HANDLERS[effect.type] as (tx: Tx, house: House, c: Case, effect: Effect) => Promise<unknown>)(
        tx,
        house,
        c,
        effect,
      )
  }
  await enqueue(tx, house, jobs)
}
