import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type, type Static } from 'typebox'
import { parse } from '#server/kit/parse.ts'

/** What is delivered with the house: read from the lock file and from the disk, and what must hold of it. */

const Package = Type.Object({
  version: Type.Optional(Type.String()),
  resolved: Type.Optional(Type.String()),
  integrity: Type.Optional(Type.String()),
  license: Type.Optional(Type.String()),
  dev: Type.Optional(Type.Boolean()),
  devOptional: Type.Optional(Type.Boolean()),
  optional: Type.Optional(Type.Boolean()),
  link: Type.Optional(Type.Boolean()),
  hasInstallScript: Type.Optional(Type.Boolean()),
  dependencies: Type.Optional(Type.Record(Type.String(), Type.String())),
  optionalDependencies: Type.Optional(Type.Record(Type.String(), Type.String())),
  peerDependencies: Type.Optional(Type.Record(Type.String(), Type.String())),
})
const Lock = Type.Object({ lockfileVersion: Type.Literal(3), packages: Type.Record(Type.String(), Package) })
const Own = Type.Object({
  name: Type.String(),
  version: Type.String(),
  license: Type.String(),
  dependencies: Type.Record(Type.String(), Type.String()),
  optionalDependencies: Type.Record(Type.String(), Type.String()),
  devDependencies: Type.Record(Type.String(), Type.String()),
  allowScripts: Type.Record(Type.String(), Type.Boolean()),
})
const Manifest = Type.Object({
  name: Type.String(),
  version: Type.String(),
  scripts: Type.Optional(Type.Record(Type.String(), Type.String())),
})

export type LockedPackage = Static<typeof Package>
export interface Installed {
  name: string
  version: string
  /** npm would run something of it while installing. */
  runs: boolean
}
export interface Supply {
  own: Static<typeof Own>
  /** By place below the root: `node_modules/a/node_modules/b`. */
  locked: ReadonlyMap<string, LockedPackage>
  installed: ReadonlyMap<string, Installed>
  /** docs/dependencies.md */
  reasons: string
}

/** Reads package.json, the lock file, docs/dependencies.md and every package.json below node_modules. */
export function readSupply(root: string): Supply {
  const json = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))
  const { packages } = parse(Lock, json('package-lock.json'))
  return {
    own: parse(Own, json('package.json')),
    locked: new Map(Object.entries(packages).filter(([place]) => place !== '')),
    installed: installedBelow(root, 'node_modules'),
    reasons: readFileSync(join(root, 'docs/dependencies.md'), 'utf8'),
  }
}

function installedBelow(root: string, folder: string, found = new Map<string, Installed>()): Map<string, Installed> {
  if (!existsSync(join(root, folder))) return found
  for (const name of readdirSync(join(root, folder))) {
    if (name.startsWith('.')) continue
    const place = `${folder}/${name}`
    if (name.startsWith('@')) {
      installedBelow(root, place, found)
      continue
    }
    const manifest = join(root, place, 'package.json')
    if (!existsSync(manifest)) continue
    const { name: called, version, scripts = {} } = parse(Manifest, JSON.parse(readFileSync(manifest, 'utf8')))
    found.set(place, { name: called, version, runs: INSTALL_SCRIPTS.some((script) => script in scripts) })
    installedBelow(root, `${place}/node_modules`, found)
  }
  return found
}
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall']

/** The name of a package at a place of the tree. */
export const nameAt = (place: string): string =>
  place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** What is wrong, one sentence each; nothing when all is well. */
export const problemsOf = (supply: Supply): string[] => [
  ...reasonProblems(supply),
  ...riskProblems(supply),
  ...lockProblems(supply),
  ...licenceProblems(supply),
  ...scriptProblems(supply),
  ...treeProblems(supply),
]

/** Native code of ours to choose is named among the risky: it is built for single kinds of machines. */
function riskProblems({ own, locked, reasons }: Supply): string[] {
  const [, risky = ''] = reasons.split('## Risky')
  const native = Object.keys(own.dependencies).filter((name) =>
    Object.keys(locked.get(`node_modules/${name}`)?.optionalDependencies ?? {}).some((part) =>
      /-(linux|darwin|win32)|\/(linux|darwin|win32)-/.test(part),
    ),
  )
  return native
    .filter((name) => !risky.includes(`\`${name}\``))
    .map((name) => `docs/dependencies.md does not call ${name} risky`)
}

/** Every direct dependency of the running house is named with its reason, pinned to one version, and nothing else is named. */
function reasonProblems({ own, reasons }: Supply): string[] {
  const direct = { ...own.dependencies, ...own.optionalDependencies }
  const named = new Map(
    [...reasons.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, name = '', why = '']) => [name, why]),
  )
  return [
    ...Object.keys(direct)
      .filter((name) => (named.get(name) ?? '').length < 20)
      .map((name) => `docs/dependencies.md gives no reason for ${name}`),
    ...[...named.keys()]
      .filter((name) => !(name in direct))
      .map((name) => `docs/dependencies.md names ${name}, which is no dependency`),
    ...Object.entries({ ...direct, ...own.devDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${name} ${version} is not one version`),
  ]
}

/** The lock file names no place to fetch from: the registry is the machine's, and the hash decides what is taken from it. */
function lockProblems({ locked }: Supply): string[] {
  return [...locked].flatMap(([place, one]) => [
    ...(one.link || one.resolved !== undefined ? [`${place} is fetched from a place of its own`] : []),
    ...(/^sha512-[A-Za-z0-9+/]{86}==$/.test(one.integrity ?? '') ? [] : [`${place} has no SHA-512 in the lock file`]),
  ])
}

/** What may be delivered without asking a lawyer again. LGPL: libvips alone, a library that is loaded and may be exchanged. */
const LICENCES = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'MPL-2.0',
  'Python-2.0',
])
const LIBVIPS = /^node_modules\/@img\/sharp-/

function licenceProblems({ locked }: Supply): string[] {
  return [...locked].flatMap(([place, one]) => {
    const parts = licenceOf(one)?.split(' AND ') ?? ['none']
    const bad = parts.filter((id) => !LICENCES.has(id) && !(id === 'LGPL-3.0-or-later' && LIBVIPS.test(place)))
    return bad.length > 0 ? [`${place}: licence ${bad.join(', ')} is not on the list`] : []
  })
}

/** As SPDX writes it; some packages write it their own way. */
export const licenceOf = ({ license }: LockedPackage): string | undefined =>
  license === 'MPL 2.0' ? 'MPL-2.0' : license

/** Only what package.json approves may run while installing; builds for other machines are our own exact choices. */
function scriptProblems({ own, locked, installed }: Supply): string[] {
  const approved = (place: string) => own.allowScripts[nameAt(place)] === true
  return [
    ...[...installed]
      .filter(([place, one]) => one.runs && !approved(place))
      .map(([place]) => `${place} would run a script that nobody approved`),
    ...[...locked]
      .filter(
        ([place, one]) => one.hasInstallScript && !approved(place) && !(nameAt(place) in own.optionalDependencies),
      )
      .map(([place]) => `${place} has an install script that nobody approved`),
  ]
}

/** What lies on the disk is what the lock file says, no more and no less; builds for other machines are missing by right. */
function treeProblems({ locked, installed }: Supply): string[] {
  return [
    ...[...installed].flatMap(([place, one]) => {
      const wanted = locked.get(place)
      if (!wanted) return [`${place} is installed and not in the lock file`]
      return wanted.version === one.version ? [] : [`${place} is ${one.version}, the lock file says ${wanted.version}`]
    }),
    ...[...locked]
      .filter(([place, one]) => !one.optional && !installed.has(place))
      .map(([place]) => `${place} is not installed`),
  ]
}
