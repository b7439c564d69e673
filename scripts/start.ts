import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { get } from 'node:http'
import { DEMO_OFFICERS, DEMO_PASSWORD } from '#server/demo/demo-officers.ts'
import { isLivedIn } from '#server/demo/furnish.ts'
import { type Config, readConfig } from '#server/kit/config.ts'
import { lastResort } from '#server/kit/last-resort.ts'
import { closeOnSignal, openHouse } from '#server/open.ts'
import { DEMO_PEOPLE } from '#sandbox/world/demo-people.ts'

/** `npm start`: the whole product on one machine, with the sandbox as the outside world and a lived-in demo. */
export async function start(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2))
  const sandbox = process.env['SANDBOX_URL'] ? undefined : startSandboxProcess(config)
  process.on('exit', () => sandbox?.kill('SIGTERM'))
  if (sandbox) await answers(`${config.sandboxUrl}/healthz`, sandbox)

  const { house, databaseUrl, close } = await openHouse(config).catch((error: unknown) => {
    console.error(`云窗 could not open: ${explain(error, config.port)}`)
    process.exit(1)
  })
  closeOnSignal(close)
  lastResort(house.log, close)
  if (!(await isLivedIn(house))) {
    console.log('Moving in: people, vehicles, cases in every state …')
    // In a process of its own: what it needs in memory is given back when it ends.
    const moved = spawnSync(process.execPath, ['scripts/seed.ts'], {
      env: { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    if (moved.status !== 0)
      console.error(`Moving in stopped halfway; why stands above. Delete ${config.dataDir} to begin anew.`)
  }
  console.log(banner(config))
}

function startSandboxProcess({ dataDir, port }: Config): ChildProcess {
  const env = {
    ...process.env,
    NODE_COMPILE_CACHE: 'dist/.compile-cache',
    SANDBOX_PORT: String(port + 1),
    DATA_DIR: dataDir,
    HOUSE_URL: `http://127.0.0.1:${port}`,
    SANDBOX_POST_PACE_S: process.env['SANDBOX_POST_PACE_S'] ?? '45',
  }
  const flags = ['--max-old-space-size=96', '--max-semi-space-size=1', '--optimize-for-size']
  const child = spawn(process.execPath, [...flags, 'sandbox/main.ts'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  child.on('exit', (code) => {
    if (code) console.error(`The sandbox ended with ${code}; is port ${port + 1} taken? Set PORT to another number.`)
  })
  return child
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 400 && child.exitCode === null; tries++) {
    if (await isThere(url)) return
    await new Promise((next) => setTimeout(next, 50))
  }
  console.error('The sandbox did not answer; its own words are above.')
  process.exit(1)
}

/** Not `fetch`, which brings 18 MB that stay for as long as the house is open. */
const isThere = (url: string): Promise<boolean> =>
  new Promise((done) => {
    const asked = get(url, (answer) => {
      answer.resume()
      done(answer.statusCode === 200)
    })
    asked.on('error', () => done(false))
  })

function explain(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return `port ${port} is taken. Set PORT to another number, for example PORT=4700 npm start.`
  return error instanceof Error ? error.message : String(error)
}

function banner({ publicUrl, sandboxUrl }: Config): string {
  const officers = DEMO_OFFICERS.map((o) => `  ${o.id}  ${o.what.zh}\t TOTP ${o.totpSecret}`).join('\n')
  const people = DEMO_PEOPLE.map((p) => `  ${p.mobile}  ${p.name}\t${p.idNumber}  ${p.story}`).join('\n')
  return `
云窗 is open (Ctrl-C closes it)
  Citizen site     ${publicUrl}/
  Officer console  ${publicUrl}/desk/
  Demo page        ${publicUrl}/demo          logins with their current one-time codes
  Outside world    ${sandboxUrl}/        agencies, post; SMS inbox at ${sandboxUrl}/sms

Officers, password ${DEMO_PASSWORD}:
${officers}

Citizens sign in by mobile; the code is in the SMS inbox:
${people}
`
}
