import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayActBy } from '#domain/acting.ts'
import { parseForm } from '#domain/form.ts'
import { dataFor, VEHICLE } from '#test/cases.ts'
import { VEHICLE_FORMS } from '#test/forms/vehicle.ts'
import { findService, services } from './index.ts'

const must = (code: string) => {
  const service = findService(code)
  if (!service) throw new RangeError(code)
  return service
}

describe('order 164 art. 86', () => {
  test.each(['spouse-co-owner-change', 'vehicle-loss-deregistration'])('%s is not for agents', (code) => {
    expect(mayActBy(must(code), 'agent')).toBe(false)
    expect(mayActBy(must(code), 'relative')).toBe(false)
  })
  test.each(['vehicle-relocate', 'vehicle-transfer-registration', 'mortgage-register', 'pledge-record'])(
    '%s may be asked for by an agent',
    (code) => expect(mayActBy(must(code), 'agent')).toBe(true),
  )
})

describe.each(services.filter((s) => s.coSign).map((s) => [s.code, s] as const))('%s', (_code, service) => {
  test('waits for somebody whom its own form or the register names, and shows them questions it asks', () => {
    const form = Object.assign({}, ...Object.values(VEHICLE_FORMS[service.code] ?? {})) as Record<string, string>
    const data = dataFor(service, { form: { ...form, creditor: 'person', creditorName: '高磊', creditorId: '1' } })
    expect(service.coSign?.party(data)).toMatchObject({ name: expect.any(String), idNumber: expect.any(String) })
    const asked = service.form.flatMap((part) => part.fields.map((f) => f.name))
    for (const name of service.coSign?.terms ?? []) expect(asked).toContain(name)
    expect(service.steps.some((s) => s.kind === 'co-sign')).toBe(true)
    expect(service.coSign?.days).toBeGreaterThan(0)
  })
})

describe('the days of a special plate', () => {
  const service = must('oversize-temp-plate')
  const errors = (from: string, days: string) =>
    parseForm(
      service,
      service.form.flatMap((part) => part.fields).filter((f) => ['from', 'days'].includes(f.name)),
      { from, days },
      {
        subject: { kind: 'new-vehicle', vin: VEHICLE.vin, preInspected: false },
        name: '',
        office: 370200,
        today: '2026-03-02',
        isCounty: () => true,
      },
    ).errors.map((e) => `${e.field} ${e.code}`)
  test.each([
    ['2026-03-02', '1', []],
    ['2026-04-01', '90', []],
    ['2026-03-01', '90', ['from unfit']],
    ['2026-04-02', '90', ['from unfit']],
    ['2026-03-02', '91', ['days unfit']],
    ['2026-03-02', '0', ['days unfit']],
    ['2026-03-02', '007', ['days too-long']],
    ['', '', ['from required', 'days required']],
  ] as const)('from %s for %s days', (from, days, wrong) => expect(errors(from, days)).toEqual(wrong))
  test('exactly the whole numbers from 1 to 90 are days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 200 }), (n) => {
        expect(errors('2026-03-02', String(n)).length === 0).toBe(n >= 1 && n <= 90)
      }),
    )
  })
})
