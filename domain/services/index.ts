import type { Case } from '../case.ts'
import { CATEGORIES, type Service } from '../service.ts'
import { serviceFiles } from './files.ts'

const all: Service[] = []
const newest: Service[] = []

/** The newest version of every item, in the order in which lists show it. */
export const services: readonly Service[] = newest

/** The newest definition of an item, or that version of it; undefined when there is none. */
export const findService = (code: string, version?: number): Service | undefined =>
  version === undefined
    ? newest.find((s) => s.code === code)
    : all.find((s) => s.code === code && s.version === version)

/** The definition a case began under, whatever the catalogue says today. */
export function definitionOf({
  service: code,
  serviceVersion: version,
}: Pick<Case, 'service' | 'serviceVersion'>): Service {
  const service = findService(code, version)
  if (!service) throw new Error(`the definition ${code} v${version} is missing while cases run on it`)
  return service
}

/**
 * Adds items to the catalogue; what they replace stays beside them while cases run on it. Gives back how to take them out again.
 * Throws when the same version of an item is already there: a definition never changes under a running case.
 */
export function addServices(found: readonly Service[]): () => void {
  for (const service of found) {
    if (findService(service.code, service.version))
      throw new Error(`${service.code} version ${service.version} is in the catalogue twice; raise the version`)
    all.push(service)
  }
  arrange()
  return () => {
    for (const service of found) all.splice(all.indexOf(service), 1)
    arrange()
  }
}

function arrange(): void {
  const latest = all.filter((s) => !all.some((other) => other.code === s.code && other.version > s.version))
  newest.splice(0, newest.length, ...latest.toSorted(inLists))
}

const inLists = (a: Service, b: Service): number =>
  CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) ||
  (a.rank ?? LAST) - (b.rank ?? LAST) ||
  (a.code < b.code ? -1 : 1)
const LAST = 1_000

addServices(await serviceFiles())
