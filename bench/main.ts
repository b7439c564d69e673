import { parseArgs } from 'node:util'
import { type Figure, type Group, keeps, rounded } from './figure.ts'
import { endAll } from './processes.ts'

/** `npm run bench -- [group …] [--json]`: the figures this repository promises, measured on this machine. See docs/bench.md. */
const GROUPS: Record<string, () => Promise<Group>> = {
  start: async () => (await import('./start.ts')).start,
  case: async () => (await import('./case.ts')).wholeCase,
  pages: async () => (await import('./pages.ts')).pages,
  plates: async () => (await import('./plates.ts')).plates,
  'plates-room': async () => (await import('./plates-room.ts')).platesRoom,
  'plates-millions': async () => (await import('./plates-millions.ts')).platesMillions,
  backup: async () => (await import('./backup.ts')).backup,
  lines: async () => (await import('./lines.ts')).lines,
  video: async () => (await import('./video.ts')).video,
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
})
const unknown = positionals.filter((name) => !Object.hasOwn(GROUPS, name))
if (unknown.length > 0) {
  console.error(`There is no group ${unknown.join(', ')}. Groups: ${Object.keys(GROUPS).join(', ')}`)
  process.exit(2)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void endAll().finally(() => process.exit(130)))

let missed = 0
try {
  for (const name of positionals.length > 0 ? positionals : Object.keys(GROUPS)) missed += await measure(name)
} finally {
  await endAll()
}
process.exitCode = missed > 0 ? 1 : 0

/** Runs one group; a group that breaks is said so and the others still run. Answers how many figures were missed. */
async function measure(name: string): Promise<number> {
  let misses = 0
  try {
    const group = await GROUPS[name]?.()
    for await (const figure of group?.() ?? []) {
      show(figure)
      if (keeps(figure) === false) misses += 1
    }
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    misses += 1
  }
  return misses
}

function show(figure: Figure): void {
  const value = rounded(figure.value)
  if (options.json)
    return console.log(JSON.stringify({ name: figure.name, value, unit: figure.unit, goal: figure.goal }))
  const verdict = keeps(figure)
  const ok = verdict === undefined ? '' : verdict ? 'ok' : 'MISSED'
  console.log(
    `${figure.name.padEnd(34)}${String(value).padStart(10)} ${figure.unit.padEnd(9)}${(figure.goal ?? '').padEnd(12)}${ok}`,
  )
}
