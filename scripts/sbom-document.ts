import { createHash } from 'node:crypto'
import { licenceOf, type LockedPackage, nameAt, type Supply } from './supply.ts'

/**
 * The bill of materials in CycloneDX 1.6: every package that is installed, with licence, hash and what it needs. The same tree gives
 * the same document, without a time of day in it.
 */
export function sbomOf({ own, locked, installed }: Supply) {
  const here = [...installed.keys()].toSorted().flatMap((place) => {
    const one = locked.get(place)
    return one ? [{ place, one }] : []
  })
  // One package may lie at several places.
  const components = new Map(here.map(({ place, one }) => [refOf(place, one), component(place, one)]))
  const dependencies = new Map<string, Set<string>>()
  for (const { place, one } of here) {
    const needs = dependencies.get(refOf(place, one)) ?? new Set()
    for (const name of namesOf(one)) for (const ref of find(locked, installed, place, name)) needs.add(ref)
    dependencies.set(refOf(place, one), needs)
  }
  const root = `pkg:npm/${own.name}@${own.version}`
  const direct = Object.keys({ ...own.dependencies, ...own.optionalDependencies, ...own.devDependencies })
  dependencies.set(root, new Set(direct.flatMap((name) => find(locked, installed, '', name))))
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf([root, ...components.keys()].join('\n'))}`,
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': root,
        name: own.name,
        version: own.version,
        licenses: [{ license: { id: own.license } }],
        purl: root,
      },
    },
    components: [...components.values()],
    dependencies: [...dependencies].map(([ref, dependsOn]) => ({ ref, dependsOn: [...dependsOn].toSorted() })),
  }
}

function component(place: string, one: LockedPackage) {
  const [group, name] = nameAt(place).startsWith('@') ? nameAt(place).split('/') : [undefined, nameAt(place)]
  const licence = licenceOf(one)
  return {
    type: 'library',
    'bom-ref': refOf(place, one),
    ...(group ? { group } : {}),
    name,
    version: one.version,
    // `excluded`: built and tested with, not delivered.
    scope: one.dev || one.devOptional ? 'excluded' : one.optional ? 'optional' : 'required',
    hashes: [
      { alg: 'SHA-512', content: Buffer.from((one.integrity ?? '').replace(/^sha512-/, ''), 'base64').toString('hex') },
    ],
    licenses: licence?.includes(' ') ? [{ expression: licence }] : [{ license: { id: licence } }],
    purl: refOf(place, one),
  }
}

const refOf = (place: string, { version }: LockedPackage): string =>
  `pkg:npm/${nameAt(place).replace('@', '%40')}@${version}`

const namesOf = (one: LockedPackage): string[] =>
  Object.keys({ ...one.dependencies, ...one.optionalDependencies, ...one.peerDependencies })

/** As Node finds it: in the own node_modules, else in those of the folders above. What is not installed (another platform's) is none. */
function find(locked: Supply['locked'], installed: Supply['installed'], from: string, name: string): string[] {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    const one = installed.has(place) ? locked.get(place) : undefined
    if (one) return [refOf(place, one)]
    if (at === '') return []
  }
}

/** A UUID of version 8 (RFC 9562) made of the content. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
