import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { until } from '#test/until.ts'

/** What the measurements start, each in a process group of its own, so that exactly it and its children can be ended. */
const started = new Set<ChildProcess>()
const afterwards: (() => Promise<void> | void)[] = []

export function startProcess(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options, detached: true })
  started.add(child)
  child.once('exit', () => started.delete(child))
  return child
}

/** Ends a process we started with all its children, politely first. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  signal(child.pid, 'SIGTERM')
  await Promise.race([gone, wait(15_000, undefined, { ref: false })])
  signal(child.pid, 'SIGKILL')
}

/** Remembers what must be undone (folders, databases) however the run ends; newest first. */
export const atEnd = (undo: () => Promise<void> | void): void => void afterwards.unshift(undo)

export async function endAll(): Promise<void> {
  for (const child of started) await endProcess(child)
  for (const undo of afterwards.splice(0)) await undo()
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name)
  } catch {
    // Gone already.
  }
}

/** Waits for the process's own health page; throws at once when the process has ended. */
export const answers = (url: string, child: ChildProcess, ms?: number): Promise<true> =>
  until(
    url,
    () => {
      if (child.exitCode !== null)
        throw new Error(`${child.spawnargs.slice(1).join(' ')} ended with ${child.exitCode}; its own words are above`)
      return fetch(url).then(
        (r) => r.ok || undefined,
        () => undefined,
      )
    },
    ms,
  )

/** Kernel ticks of /proc are hundredths of a second on every Linux this runs on (USER_HZ is part of its ABI). */
const TICK_MS = 10

/** CPU in ms (user and system, children that ended included) of a process and all below it. Linux only. */
export const cpuOfTree = (pid: number): number => treeOf(pid).reduce((sum, one) => sum + one.ticks, 0) * TICK_MS

/** Resident memory in MB of a process and all below it that pass the filter by their command's name. */
export const rssOfTree = (pid: number, wanted: (command: string) => boolean): number =>
  treeOf(pid)
    .filter((one) => wanted(one.command))
    .reduce((sum, one) => sum + one.rssPages * 4096, 0) /
  1024 /
  1024

interface Seen {
  pid: number
  parent: number
  command: string
  ticks: number
  rssPages: number
}

function treeOf(root: number): Seen[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => look(Number(name)))
  const found = all.filter((one) => one.pid === root)
  for (const one of found) found.push(...all.filter((other) => other.parent === one.pid))
  return found
}

/** /proc/<pid>/stat: the command stands in brackets and may hold spaces; the numbers after it are counted from there. */
function look(pid: number): Seen[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const rest = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [parent, own, children] = [rest[1] ?? 0, (rest[11] ?? 0) + (rest[12] ?? 0), (rest[13] ?? 0) + (rest[14] ?? 0)]
    return [
      {
        pid,
        parent,
        command: text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')),
        ticks: own + children,
        rssPages: rest[21] ?? 0,
      },
    ]
  } catch {
    return []
  }
}
