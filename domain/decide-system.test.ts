import { expect, test } from 'vitest'
import { caseOf, dataFor, does, SYSTEM, walkTo } from '#test/cases.ts'
import { findService } from './services/index.ts'

/** What the register's answer sets going for the numbers of the cars (order 164 arts. 20, 44). */
test.each<[string, Record<string, string>, object[]]>([
  ['new-vehicle-registration', {}, [{ type: 'assign-plate' }]],
  ['vehicle-loss-deregistration', {}, [{ type: 'free-plate' }]],
  ['plate-swap', { otherPlate: ' 鲁b·12346 ' }, [{ type: 'swap-plates', other: '鲁B12346' }]],
  ['vehicle-licence-replace', {}, []],
])('%s', (code, form, moved) => {
  const service = findService(code)
  if (!service) throw new RangeError(code)
  const data = dataFor(service)
  const start = caseOf(service, { data: { ...data, form: { ...data.form, ...form } } })
  const decision = does(walkTo(service, 'register', start), service, SYSTEM, { type: 'registered', result: {} })
  if (!decision.ok) throw new Error(decision.refusal.code)
  expect(decision.effects.filter((e) => /-plates?$/.test(e.type))).toEqual(moved)
})

test('a case that nobody pays for lapses, and its applicant is told so; one that nobody came for is told that', () => {
  const told = (code: string, step: 'pay' | 'meet') => {
    const service = findService(code)
    if (!service) throw new RangeError(code)
    const decision = does(walkTo(service, step), service, SYSTEM, { type: 'lapse' })
    return decision.ok
      ? decision.effects.flatMap((e) => (e.type === 'message' ? [e.template] : []))
      : decision.refusal.code
  }
  expect(told('licence-replace-lost', 'pay')).toEqual(['lapsed'])
  expect(told('counter-appointment', 'meet')).toEqual(['missed'])
})
