import { readFileSync } from 'node:fs'

/** The figures of the last measurement, out of the one place where they are written down: the table "Last figures" of docs/bench.md. */
export interface Measured {
  /** 'YYYY-MM-DD' */
  day: string
  /** Leading number of the value, as it is written there ("14,762"), by the fixed name of the figure. */
  figures: ReadonlyMap<string, string>
}

let read: Measured | undefined

export const measured = (): Measured =>
  (read ??= parseMeasured(readFileSync(new URL('../../../docs/bench.md', import.meta.url), 'utf8')))

/** Rows hold one name or several (`a` / `b`), with as many values. Rows of another shape are for readers only. Throws without a table. */
export function parseMeasured(text: string): Measured {
  const [, section = ''] = text.split(/^## Last figures\s*$/m)
  const day = /^\s*(\d{4}-\d{2}-\d{2})/.exec(section)?.[1]
  if (day === undefined)
    throw new Error('docs/bench.md does not say under "Last figures" on which day they were measured')
  const table = section.split(/^## /m)[0] ?? ''
  const figures = new Map<string, string>()
  for (const [, name = '', value = ''] of table.matchAll(/^\| ([^|]+) \| ([^|]+) \|/gm)) {
    const names = [...name.matchAll(/`([^`]+)`/g)].map(([, one = '']) => one)
    const values = names.length === 1 ? [value] : value.split(' / ')
    if (names.length !== values.length) continue
    names.forEach((one, i) => {
      const number = /^[*\s]*(\d[\d,.]*)/.exec(values[i] ?? '')?.[1]
      if (number !== undefined) figures.set(one, number)
    })
  }
  return { day, figures }
}
