import { describe, expect, test } from 'vitest'
import { sbomOf } from './sbom-document.ts'
import { problemsOf, readSupply, type Supply } from './supply.ts'

/** What is delivered is what was chosen: on the real tree, and on trees that somebody changed. */

const supply = readSupply(process.cwd())
const changed = (
  change: (
    copy: { -readonly [K in keyof Supply]: Supply[K] },
    maps: { locked: Map<string, object>; installed: Map<string, object> },
  ) => void,
): string[] => {
  const [locked, installed] = [new Map(supply.locked), new Map(supply.installed)]
  const copy = { ...supply, locked, installed }
  change(copy, { locked, installed })
  return problemsOf(copy)
}
const PG = 'node_modules/pg'
const pg = supply.locked.get(PG) ?? {}

test('the tree of this machine has no problem', () => {
  expect(problemsOf(supply)).toEqual([])
  expect(supply.installed.size).toBeGreaterThan(100)
})

describe('found is', () => {
  test.each<[string, Parameters<typeof changed>[0], RegExp]>([
    [
      'a dependency without a reason',
      (s) => (s.reasons = s.reasons.replace('| `pg` |', '| `gp` |')),
      /no reason for pg$/,
    ],
    [
      'a reason for nothing',
      (s) => (s.reasons = s.reasons.replace('| `pg` |', '| `gp` |')),
      /names gp, which is no dependency/,
    ],
    [
      'native code that is not called risky',
      (s) => (s.reasons = s.reasons.replaceAll('`sharp` (', '`shrap` (')),
      /not call sharp risky/,
    ],
    [
      'a range instead of a version',
      (s) => (s.own = { ...s.own, dependencies: { ...s.own.dependencies, pg: '^8.0.0' } }),
      /pg \^8\.0\.0 is not one version/,
    ],
    ['a package without a hash', (_, m) => m.locked.set(PG, { ...pg, integrity: undefined }), /pg has no SHA-512/],
    [
      'a weaker hash',
      (_, m) => m.locked.set(PG, { ...pg, integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }),
      /pg has no SHA-512/,
    ],
    [
      'a place of its own',
      (_, m) => m.locked.set(PG, { ...pg, resolved: 'git+ssh://example.org/pg.git' }),
      /fetched from a place of its own/,
    ],
    [
      'a licence nobody approved',
      (_, m) => m.locked.set(PG, { ...pg, license: 'MIT AND SSPL-1.0' }),
      /pg: licence SSPL-1\.0/,
    ],
    ['no licence', (_, m) => m.locked.set(PG, { ...pg, license: undefined }), /pg: licence none/],
    [
      'LGPL elsewhere than in libvips',
      (_, m) => m.locked.set(PG, { ...pg, license: 'LGPL-3.0-or-later' }),
      /pg: licence LGPL/,
    ],
    [
      'an install script in the lock file',
      (_, m) => m.locked.set(PG, { ...pg, hasInstallScript: true }),
      /pg has an install script/,
    ],
    [
      'an install script on the disk',
      (_, m) => m.installed.set(PG, { name: 'pg', version: '8.23.1', runs: true }),
      /pg would run a script/,
    ],
    [
      'another version on the disk',
      (_, m) => m.installed.set(PG, { name: 'pg', version: '8.0.0', runs: false }),
      /pg is 8\.0\.0, the lock file says/,
    ],
    [
      'a stranger on the disk',
      (_, m) => m.installed.set('node_modules/pq', { name: 'pq', version: '1.0.0', runs: false }),
      /pq is installed and not in the lock/,
    ],
    ['a package that is gone', (_, m) => m.installed.delete(PG), /pg is not installed/],
  ])('%s', (_, change, sentence) => {
    const found = changed(change)
    expect(
      found.some((one) => sentence.test(one)),
      found.join('\n'),
    ).toBe(true)
  })
})

describe('the bill of materials', () => {
  const sbom = sbomOf(supply)

  test('is CycloneDX 1.6 and names each installed package once, with version, hash and licence', () => {
    expect(sbom).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { component: { name: 'yunchuang' } },
    })
    expect(sbom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
    const named = sbom.components.map((one) => `${one.group ? `${one.group}/` : ''}${one.name}@${one.version}`)
    const there = [...supply.installed].map(
      ([place, one]) => `${place.slice(place.lastIndexOf('node_modules/') + 13)}@${one.version}`,
    )
    expect(named.toSorted()).toEqual([...new Set(there)].toSorted())
    for (const one of sbom.components) {
      expect(one.hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/)
      expect(JSON.stringify(one.licenses)).toMatch(/"(id|expression)":"[A-Z0]/)
    }
  })

  test('says what needs what, and every name in it is one of its own', () => {
    const refs = new Set([...sbom.components.map((one) => one['bom-ref']), sbom.metadata.component['bom-ref']])
    expect(new Set(sbom.dependencies.map(({ ref }) => ref))).toEqual(refs)
    expect(sbom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([])
    const of = (name: string) =>
      sbom.dependencies.find(({ ref }) => ref.startsWith(`pkg:npm/${name}@`))?.dependsOn.join(' ')
    expect(of('pg')).toMatch(/pkg:npm\/pg-protocol@.*pkg:npm\/pg-types@/)
    expect(of('yunchuang')).toContain('pkg:npm/fastify@')
    // Every package is there because something needs it: what we build with, what runs, or what those need.
    expect(
      [...refs].filter(
        (ref) =>
          ref !== sbom.metadata.component['bom-ref'] &&
          !sbom.dependencies.some(({ dependsOn }) => dependsOn.includes(ref)),
      ),
    ).toEqual([])
  })

  test('is the same for the same tree', () => {
    expect(sbomOf(readSupply(process.cwd()))).toEqual(sbom)
  })
})
