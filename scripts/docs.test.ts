import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { services } from '#domain/services/index.ts'
import { houseJobs } from '#server/house.ts'
import { loadFees } from '#server/kit/city.ts'
import { servicesPage, servicesPageIsCurrent } from './docs.ts'

describe('the page about the services', () => {
  test('is what the catalogue says today; "npm run docs" writes it', () => {
    expect(servicesPageIsCurrent()).toBe(true)
  })

  test('changes when an item changes', () => {
    const [first, ...rest] = services
    if (!first) throw new Error('the catalogue is empty')
    const before = servicesPage(services, loadFees())
    expect(servicesPage([{ ...first, limit: { ...first.limit, workingDays: 9 } }, ...rest], loadFees())).not.toBe(
      before,
    )
    expect(servicesPage(rest, loadFees())).not.toContain(`\`${first.code}\``)
  })

  test('tells every check, field and refusal of every item', () => {
    const page = servicesPage(services, loadFees())
    for (const s of services) {
      for (const name of [...s.checks, ...s.refusals]) expect(page).toContain(`\`${name}\``)
      for (const field of s.form.flatMap((part) => part.fields)) expect(page).toContain(field.purpose.zh)
    }
  })

  test('refuses an item whose refusal nobody can explain', () => {
    const [first] = services
    if (!first) throw new Error('the catalogue is empty')
    expect(() => servicesPage([{ ...first, refusals: ['NO_SUCH_SENTENCE'] }], loadFees())).toThrow('NO_SUCH_SENTENCE')
  })
})

describe('the table of jobs in docs/architecture.md', () => {
  const rows = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8').split('\n')
  const clocked = houseJobs.flatMap(({ name, cron }) => (cron === undefined ? [] : [[name, inChina(cron)] as const]))

  test.each(clocked)('%s stands at %s', (name, when) => {
    expect(rows.filter((row) => row.startsWith(`| ${when} |`)).join('\n')).toContain(`\`${name}\``)
  })
})

/** A cron pattern of ours, which is UTC, as the table says it. */
function inChina(cron: string): string {
  const [minute = '', hour = '', day = ''] = cron.split(' ')
  if (minute === '*') return 'every min'
  if (minute.startsWith('*/')) return `every ${minute.slice(2)} min`
  if (hour === '*') return `hourly at :${minute}`
  const local = Number(hour) + 8
  const time = `${String(local % 24).padStart(2, '0')}:${minute.padStart(2, '0')}`
  return day === '*' ? time : `${time} on the ${Number(day) + Math.floor(local / 24)}nd`
}
