import { globSync, readFileSync } from 'node:fs'
import { services } from '#domain/services/index.ts'
import { type Figure, median } from './figure.ts'

/**
 * What one more service costs to write. Peers, counted the same way (lines of the files that hold one service):
 * OpenCRVS 1,398 to 5,185, Diia 3,186, DIGIT 4,488.
 */
const SMALLEST_PEER = 1_398

export async function* lines(): AsyncGenerator<Figure> {
  const sources = globSync('domain/services/*/*.ts')
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(file, 'utf8'))
  const counted = services.map(({ code }) => {
    const source = sources.find((text) => text.includes(`code: '${code}'`))
    if (!source) throw new Error(`no file defines the service ${code}`)
    // Several small services of one kind may share a file: each bears its part.
    return written(source) / Math.max(1, source.match(/^export const /gm)?.length ?? 1)
  })
  yield { name: 'services.count', value: counted.length, unit: 'services' }
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
    goal: `<= ${Math.round(SMALLEST_PEER / 10)}`,
  }
}

const written = (source: string): number => source.split('\n').filter((line) => line.trim() !== '').length
