import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { services } from '#domain/services/index.ts'
import { walkAll, working } from '#test/walk.ts'
import { type Figure, median } from './figure.ts'

/**
 * What one more service costs to write. Peers, counted the same way (lines of the files that hold one service):
 * OpenCRVS 1,398 to 5,185, Diia 3,186, DIGIT 4,488.
 */
const SMALLEST_PEER = 1_398

export async function* lines(): AsyncGenerator<Figure> {
  const counted = services.map(({ category, code }) =>
    written(readFileSync(`domain/services/${category}/${code}.ts`, 'utf8')),
  )
  yield { name: 'services.count', value: counted.length, unit: 'services', goal: '>= 81' }
  yield { name: 'services.working', value: working(services).length, unit: 'services' }
  yield {
    name: 'services.lines_median',
    value: median(counted),
    unit: 'lines',
    goal: `<= ${Math.round(SMALLEST_PEER / 10)}`,
  }
  yield {
    name: 'services.lines_max',
    value: Math.max(...counted),
    unit: 'lines',
    goal: '<= 120',
  }
  yield { name: 'services.walk', value: walkMs(), unit: 'ms', goal: '<= 2000' }
  yield { name: 'typecheck.cpu', value: median([1, 2, 3].map(typeCheckSeconds)), unit: 's', goal: '<= 5' }
}

const written = (source: string): number => source.split('\n').filter((line) => line.trim() !== '').length

/** Every item that works, from its first step to its last, by decisions alone. */
function walkMs(): number {
  const start = performance.now()
  const walked = walkAll(services)
  const stuck = walked.filter((w) => w.end !== 'done')
  if (stuck.length > 0) throw new Error(`does not come to its end: ${stuck.map((w) => w.code).join(', ')}`)
  return performance.now() - start
}

/** Processor seconds of one check of all types, as `npm run check` makes it; read from the shell, which knows its children's. */
function typeCheckSeconds(): number {
  const { stdout } = spawnSync(
    'sh',
    ['-c', 'GOGC=off GOMEMLIMIT=2GiB node_modules/.bin/tsc -p . --singleThreaded > /dev/null; times'],
    {
      encoding: 'utf8',
    },
  )
  const children = stdout.trim().split('\n').at(-1) ?? ''
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, m) => sum + Number(m[1]) * 60 + Number(m[2]), 0)
}
