import { expect, test } from 'vitest'
import { services } from '../../services/index.ts'
import { checklistFor } from './checklists.ts'

test('what a person signs says what was found, told or said, never what the officer is to do', () => {
  const steps = services.flatMap((service) => checklistFor(service)?.steps ?? [])
  expect(steps.length).toBeGreaterThan(100)
  for (const { stated } of steps) {
    expect(stated.zh).not.toMatch(/^(请|核对:|告知:)/)
    expect(stated.en).not.toMatch(/^(Check|Told|Show|Photo)\b/)
  }
})
