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
  for (let i = 0; i < 3; i++) runs.push((await whole(url, cookie)).categories)
  return {
    performance: median(runs.map((run) => run.performance.score * 100)),
    accessibility: median(runs.map((run) => run.accessibility.score * 100)),
  }
}

/** A run to its end: now and then Lighthouse loses the beginning of its own recording (NO_NAVSTART) and asks to be run again. */
async function whole(url: string, cookie: string): ReturnType<typeof once> {
  for (let broke = 0; broke < 2; broke += 1) {
    try {
      return await once(url, cookie)
    } catch (error) {
      console.error(`${url}: ${String(error)}; once more`)
    }
  }
  return once(url, cookie)
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
