import { spawnSync } from 'node:child_process'

/** `npm run check`: types, lint, format, the packages and the pure tests; what to run before every commit. */
const FOLDERS = ['domain', 'api', 'server', 'sandbox', 'web', 'scripts', 'test', 'e2e', 'bench']
const STEPS: [string, string[]][] = [
  // One thread: two check much of it twice (measured 16.8 against 7.0 processor seconds) and gain little.
  ['tsc', ['-p', '.', '--singleThreaded']],
  ['oxlint', ['--quiet', ...FOLDERS]],
  ['oxfmt', ['--check', ...FOLDERS]],
  ['node', ['scripts/sbom.ts', '--check']],
  ['vitest', ['run', '--project', 'unit', '--reporter', 'dot']],
]
for (const [command, args] of STEPS) {
  const started = performance.now()
  const result = spawnSync(command === 'node' ? process.execPath : `node_modules/.bin/${command}`, args, {
    stdio: 'inherit',
    // The checker is written in Go and lives for seconds: not collecting its garbage below 2 GB saves a quarter of its processor time.
    env: { GOGC: 'off', GOMEMLIMIT: '2GiB', ...process.env },
    shell: process.platform === 'win32',
  })
  console.log(
    `${result.status === 0 ? 'ok  ' : 'FAIL'} ${command} ${((performance.now() - started) / 1000).toFixed(1)} s`,
  )
  if (result.status !== 0) process.exit(1)
}
