import { expect, test } from 'vitest'
import { dataFor } from '#test/cases.ts'
import { mustRest, mustRestWith } from './phone-rest.ts'
import type { Service } from './service.ts'
import { services } from './services/index.ts'

/** What gives plates or the title paper, takes a number away or moves it, protects something by that alone. */
const touches = (s: Service): boolean =>
  s.products.some((p) => p === 'plates' || p === 'registration-certificate') ||
  s.steps.some((step) => step.kind === 'choose-plate') ||
  s.freesPlate === true ||
  s.swapsPlate !== undefined

test('no item about plates or the title paper forgets to say what it protects', () => {
  expect(services.filter((s) => touches(s) && !s.protects).map((s) => s.code)).toEqual([])
})

test('what protects nothing never rests, what protects something rests unless an officer will see the person', () => {
  const actor = { kind: 'citizen', id: 'c-1', session: '', restsUntil: '2026-03-01T00:00:00.000Z' } as const
  for (const service of services) {
    const data = dataFor(service)
    const seen = service.steps.some((s) => s.kind === 'meet' && (!s.when || s.when(data)))
    expect([service.code, mustRestWith(service, data, actor)]).toEqual([
      service.code,
      service.protects !== undefined && !seen,
    ])
    expect(mustRestWith(service, data, { ...actor, restsUntil: undefined })).toBe(false)
    const met = { ...data, met: { at: '2026-02-01T00:00:00.000Z', by: 'o-1', note: '' } }
    expect(mustRestWith(service, met, actor)).toBe(service.protects !== undefined)
  }
})

test('for a day nobody else is let act, and no number is given away; everything else goes on', () => {
  const rested = { kind: 'citizen', id: 'c-1', session: '' } as const
  const resting = { ...rested, restsUntil: '2026-03-01T00:00:00.000Z' }
  expect(mustRest('authority.grant', resting)).toBe(true)
  expect(mustRest('plate.own', resting)).toBe(true)
  expect(mustRest('case.own', resting)).toBe(false)
  expect(mustRest('authority.grant', rested)).toBe(false)
  expect(mustRest('authority.grant', { kind: 'anyone' })).toBe(false)
})
