import { spawn } from 'node:child_process'
import { Type } from 'typebox'
import { CHROMIUM, QUIET } from './browser.ts'
import { median } from './figure.ts'
import { parse } from '#server/kit/parse.ts'

const Score = Type.Object({ score: Type.Number() })
const Report = Type.Object({ categories: Type.Object({ performance: Score, accessibility: Score }) })

/** Lighthouse's mobile preset (slow 4G, a four times slower CPU), the median of three runs; points of 100. */
export async function lighthouse(url: string, cookie: string): Promise<{ performance: number; accessibility: number }> {
  const runs = []
  for (let i = 0; i < 3; i++) runs.push((await once(url, cookie)).categories)
  return {
    performance: median(runs.map((run) => run.performance.score * 100)),
    accessibility: median(runs.map((run) => run.accessibility.score * 100)),
  }
}

function once(url: string, cookie: string) {
  const flags = ['--headless=new', ...QUIET].join(' ')
  const child = spawn(
    process.execPath,
    [
      'bench/peers/node_modules/lighthouse/cli/index.js',
      url,
      '--quiet',
      '--output=json',
      '--only-categories=performance,accessibility',
      '--no-enable-error-reporting',
      `--chrome-flags=${flags}`,
      `--extra-headers=${JSON.stringify({ Cookie: cookie })}`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, CHROME_PATH: CHROMIUM } },
  )
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise<ReturnType<typeof reportOf>>((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) =>
      code === 0
        ? done(reportOf(Buffer.concat(chunks).toString('utf8')))
        : fail(new Error(`lighthouse ended with ${code}`)),
    )
  })
}

const reportOf = (text: string) => parse(Report, JSON.parse(text))
