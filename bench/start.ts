import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Figure } from './figure.ts'
import { twoFreePorts } from '#test/free-port.ts'
import { answers, atEnd, endProcess, rssOfTree, startProcess } from './processes.ts'

/** A stranger's first minute: clone, `npm start`, a lived-in house. The npm cache is warm, so the network is not measured. */
export async function* start(): AsyncGenerator<Figure> {
  const dir = mkdtempSync(join(tmpdir(), 'yc-start-'))
  atEnd(() => rmSync(dir, { recursive: true, force: true }))
  const clone = join(dir, 'clone')
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${process.cwd()}`, clone])
  // The first run fills npm's cache where it is not full yet; its packages are thrown away again.
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: clone, stdio: ['ignore', 2, 2] })
  rmSync(join(clone, 'node_modules'), { recursive: true })

  const cold = await open(clone, join(dir, 'data'))
  yield { name: 'start.cold_s', value: cold.seconds, unit: 's', goal: '<= 90' }
  yield { name: 'start.cold_rss_mb', value: await settled(cold.child.pid ?? 0), unit: 'MB', goal: '<= 300' }
  await endProcess(cold.child)
  const warm = await open(clone, join(dir, 'data'))
  yield { name: 'start.warm_s', value: warm.seconds, unit: 's', goal: '<= 5' }
  yield { name: 'start.rss_mb', value: await settled(warm.child.pid ?? 0), unit: 'MB', goal: '<= 300' }
  await endProcess(warm.child)
  yield {
    name: 'start.node_modules_mb',
    value: Number(execFileSync('du', ['-sm', join(clone, 'node_modules')], { encoding: 'utf8' }).split('\t')[0]),
    unit: 'MB',
    goal: '<= 600',
  }
}

/** Seconds until the addresses are printed (everything is seeded then) and /healthz answers. */
async function open(clone: string, dataDir: string) {
  const port = await twoFreePorts()
  // As outside the repository: `npm run` has put its own tools first on the path.
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((part) => !part.includes('node_modules'))
    .join(delimiter)
  const outside = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
  const began = performance.now()
  const child = startProcess('npm', ['start'], {
    cwd: clone,
    env: { ...outside, PATH: path, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((done, fail) => {
    let said = ''
    child.stdout?.on('data', (text: Buffer) => {
      said += text.toString('utf8')
      if (said.includes(`:${port}/demo`)) done()
    })
    child.once('exit', (code) => fail(new Error(`npm start ended with ${code}`)))
  })
  await answers(`http://127.0.0.1:${port}/healthz`, child)
  return { child, seconds: (performance.now() - began) / 1000 }
}

/** MB of all Node processes of the start (npm itself, house, sandbox), when two looks two seconds apart agree within a hundredth. */
async function settled(pid: number): Promise<number> {
  const look = () => rssOfTree(pid, (command) => !command.startsWith('postgres') && command !== 'sh')
  for (let tries = 0, last = look(); ; tries++) {
    await wait(2_000)
    const now = look()
    if (Math.abs(now - last) < last / 100 || tries > 20) return now
    last = now
  }
}
