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

function countUnit(): { passed: number; failed: number } {
  const report = read<{ numPassedTests: number; numFailedTests: number; numFailedTestSuites: number }>(unitReport)
  return { passed: report?.numPassedTests ?? 0, failed: Math.max(report?.numFailedTests ?? 0, 0) }
}

function countJourneys(): { passed: number; failed: number } {
  const report = read<{ stats: { expected: number; unexpected: number; flaky: number } }>(journeyReport)
  return { passed: (report?.stats.expected ?? 0) + (report?.stats.flaky ?? 0), failed: report?.stats.unexpected ?? 0 }
}

function read<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return undefined
  }
}
