import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `npm test`: unit and feature tests, then the journeys in Chromium; the last line counts both together. */
const unitReport = join(tmpdir(), `yc-unit-${process.pid}.json`)
const journeyReport = join(tmpdir(), `yc-e2e-${process.pid}.json`)

const unit = run('vitest', [
  'run',
  ...['dot', 'json', './scripts/test-retried.ts'].flatMap((reporter) => ['--reporter', reporter]),
  '--outputFile.json',
  unitReport,
])
const journeys = run('playwright', ['test', '--reporter', 'list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: journeyReport })

const counted = [countUnit(), countJourneys()]
const passed = counted.reduce((sum, c) => sum + c.passed, 0)
const failed = counted.reduce((sum, c) => sum + c.failed, 0)
// A runner that broke before it counted is a failure too.
const broken = (unit !== 0 || journeys !== 0) && failed === 0 ? 1 : 0
for (const file of [unitReport, journeyReport]) rmSync(file, { force: true })
for (const { failures } of counted) for (const failure of failures) console.log(`\nfailed: ${failure}`)
console.log(`\n${passed} passed, ${failed + broken} failed`)
process.exit(failed + broken > 0 || passed === 0 ? 1 : 0)

function run(command: string, args: string[], env: Record<string, string> = {}): number {
  return (
    spawnSync(`node_modules/.bin/${command}`, args, {
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, ...env },
    }).status ?? 1
  )
}

interface Counted {
  passed: number
  failed: number
  /** Told once more at the end: of a long output people keep the end. */
  failures: string[]
}

function countUnit(): Counted {
  const report = read<UnitReport>(unitReport)
  const failures = (report?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const tests = assertionResults.filter((t) => t.status === 'failed')
    // A file that broke before its first test has a message of its own.
    return message && tests.length === 0
      ? [`${name}\n${message}`]
      : tests.map((t) => `${name} > ${t.fullName}\n${t.failureMessages.join('\n').slice(0, 2_000)}`)
  })
  return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0, failures }
}

function countJourneys(): Counted {
  const stats = read<{ stats: { expected: number; unexpected: number; flaky: number } }>(journeyReport)?.stats
  return { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0, failures: [] }
}

interface UnitReport {
  numPassedTests: number
  numFailedTests: number
  testResults: {
    name: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

function read<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return undefined
  }
}
