import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import sharp from 'sharp'
import { twoFreePorts } from '#test/free-port.ts'
import { takeCitizenPictures } from './screenshots-citizen.ts'
import { takeDeskPictures } from './screenshots-desk.ts'
import { takeVideoPictures } from './screenshots-video.ts'
import type { Studio } from './screenshots-studio.ts'

/** `npm run screenshots`: the README's pictures, taken from a whole demo of their own that is ended afterwards. */
const FOLDER = new URL('../docs/images/', import.meta.url)
const MOST_BYTES = 250 * 1024
const READY_MS = 600_000

const port = await twoFreePorts()
const dataDir = mkdtempSync(join(tmpdir(), 'yc-pictures-'))
const demo = spawn(process.execPath, ['scripts/start.mjs'], {
  env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const ended = new Promise<number | null>((done) => demo.on('exit', done))
let browser: Browser | undefined
try {
  console.log('Starting a demo of its own …')
  await moved(demo.stdout)
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--lang=zh-CN'] })
  const studio: Studio = { browser, url: `http://localhost:${port}`, sandboxUrl: `http://127.0.0.1:${port + 1}`, keep }
  mkdirSync(FOLDER, { recursive: true })
  await takeCitizenPictures(studio)
  await takeDeskPictures(studio)
  await takeVideoPictures(studio, chromiumPath())
} finally {
  await browser?.close()
  demo.kill('SIGTERM')
  await ended
  rmSync(dataDir, { recursive: true, force: true })
}

/** A palette makes a screen's picture a third as big; one that stays too big is a mistake to look at, not to commit. */
async function keep(name: string, picture: Buffer): Promise<void> {
  const small = await sharp(picture).png({ palette: true, quality: 90, effort: 10, compressionLevel: 9 }).toBuffer()
  if (small.length > MOST_BYTES) throw new Error(`${name}.png has ${small.length} bytes, more than ${MOST_BYTES}`)
  writeFileSync(new URL(`${name}.png`, FOLDER), small)
  console.log(`docs/images/${name}.png  ${Math.round(small.length / 1024)} KB`)
}

/** Resolves when the demo says that it is open and furnished; rejects when it ends or takes too long. */
function moved(output: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the demo was not ready in ${READY_MS / 1000} s`)), READY_MS)
    output.on('data', (chunk: Buffer) => {
      if (!chunk.toString().includes('云窗 is open')) return
      clearTimeout(late)
      resolve()
    })
    void ended.then((code) => reject(new Error(`the demo ended with ${code}`)))
  })
}

function chromiumPath(): string {
  const found =
    process.env['CHROMIUM'] ??
    ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  if (!found) throw new Error('Chromium is missing: install it, or set CHROMIUM to its path')
  return found
}
