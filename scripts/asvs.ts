import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * docs/asvs.csv: which items of OWASP ASVS 5.0 apply, where they are met and which test shows it. `document`: the item asks for a
 * text, and `where` names it.
 */
export interface Item {
  id: string
  level: string
  asks: string
  applies: string
  where: string
  /** `path` or `path::part of a test's name`, several with ` | `. */
  tests: string[]
}

/** Throws for a row that is not six cells. */
export function parseSheet(text: string): Item[] {
  const [, ...lines] = text.trim().split('\n')
  return lines.map((line) => {
    const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
    )
    const [id = '', level = '', asks = '', applies = '', where = '', test = ''] = cells
    if (cells.length !== 6) throw new Error(`docs/asvs.csv: ${line.slice(0, 40)} has ${cells.length} cells`)
    return { id, level, asks, applies, where, tests: test.split(' | ').filter(Boolean) }
  })
}

/** What is claimed and cannot be: one sentence each. */
export function sheetProblems(items: readonly Item[], root: string): string[] {
  const ids = items.map(({ id }) => id)
  return [
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${id} stands there twice`),
    ...items.flatMap((item) => [
      ...(['yes', 'no', 'not met', 'document'].includes(item.applies)
        ? []
        : [`${item.id}: "${item.applies}" is none of yes, no, not met, document`]),
      ...(item.applies === 'yes' && item.tests.length === 0 ? [`${item.id} is said to be met and has no test`] : []),
      ...(['no', 'not met'].includes(item.applies) && item.where.length < 10
        ? [`${item.id} does not say why not`]
        : []),
      ...(item.applies === 'document'
        ? item.where
            .split('; ')
            .flatMap((path) => (existsSync(join(root, path)) ? [] : [`${item.id}: there is no ${path}`]))
        : []),
      ...(item.applies === 'not met' && item.tests.length > 0 ? [`${item.id} is not met and names a test`] : []),
      ...item.tests.flatMap((test) => testProblem(test, root).map((problem) => `${item.id}: ${problem}`)),
    ]),
  ]
}

function testProblem(test: string, root: string): string[] {
  const [path = '', name] = test.split('::')
  if (!/\.(test|e2e)\.tsx?$/.test(path) || !existsSync(join(root, path))) return [`there is no test ${path}`]
  if (name !== undefined && !readFileSync(join(root, path), 'utf8').includes(name))
    return [`${path} has no test "${name}"`]
  return []
}
