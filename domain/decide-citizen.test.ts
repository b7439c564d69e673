import { expect, test } from 'vitest'
import { caseOf, CITIZEN, context, dataFor, GOOD, mended, SYSTEM, walkTo } from '#test/cases.ts'
import type { Case } from './case.ts'
import type { Command } from './commands.ts'
import { decide } from './decide.ts'
import { findService } from './services/index.ts'

const newCar = findService('new-vehicle-registration')
if (!newCar) throw new RangeError('no such item')

/** What happens when whoever opened the case tries something after the authority was withdrawn. */
const afterwards = (c: Case, command: Command) => {
  const decision = decide(c, command, { ...context(newCar, CITIZEN), withdrawn: true })
  return decision.ok ? 'done' : decision.refusal.code
}

test('an agent whose authority was withdrawn neither ends the case nor settles anything in it', () => {
  const choosing = walkTo(newCar, 'choose-plate')
  expect(afterwards(choosing, { type: 'withdraw' })).toBe('AUTHORITY_WITHDRAWN')
  expect(afterwards(choosing, GOOD['choose-plate'][1])).toBe('AUTHORITY_WITHDRAWN')
  const correcting: Case = { ...caseOf(newCar), state: 'correcting' }
  expect(afterwards(correcting, mended(correcting))).toBe('AUTHORITY_WITHDRAWN')
  const data = dataFor(newCar, { subject: { kind: 'new-vehicle', vin: 'LGBH52E00RY000001', preInspected: false } })
  expect(afterwards(walkTo(newCar, 'appointment', caseOf(newCar, { data })), GOOD.appointment[1])).toBe('done')
  expect(afterwards(correcting, { type: 'retry-checks' })).toBe('done')
})

test('the case itself goes on', () => {
  const decision = decide(caseOf(newCar), GOOD.check[1], { ...context(newCar, SYSTEM), withdrawn: true })
  expect(decision.ok).toBe(true)
})
