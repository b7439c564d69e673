import { chromium, type Browser, type Page } from '@playwright/test'
import type { IceServer } from '../turn.ts'

/** One browser with a fake camera at 30 frames; without these flags a hidden page sleeps and loopback candidates are left out. */
export const launch = (args: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-device-for-media-stream=fps=30',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-renderer-backgrounding',
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--allow-loopback-in-peer-connection',
      ...args,
    ],
  })

export interface BootOptions {
  call: string
  peer: string
  maxPeers?: number
  /** `flash`: white picture and a tone on each second of the wall clock. */
  source?: 'camera' | 'flash'
  width?: number
  height?: number
  ice?: IceServer
  /** The straight way is as good as blocked: the browser may use nothing but the relay. */
  relayOnly?: boolean
}

export interface Stats {
  at: number
  decoded: number
  bytes: number
  lost: number
  nacks: number
  width: number
  audioPackets: number
  audioLost: number
  concealed: number
  samples: number
  sentFrames: number
  sentBytes: number
  freezes: number
  rtt: number
  mime?: string
}

/** A participant in a page of its own; camera on, not yet in the call. */
export async function participant(browser: Browser, url: string, options: BootOptions): Promise<Participant> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  await page.waitForFunction('window.ready', undefined, { polling: 20 })
  await page.evaluate(`boot(${JSON.stringify(options)})`)
  return {
    page,
    join: async () => {
      await page.evaluate('start()')
      await page
        .waitForFunction('S.first !== undefined', undefined, { polling: 20, timeout: 20_000 })
        .catch(async (e) => {
          throw new Error(`${options.peer}: no picture; ${await page.evaluate<string>('JSON.stringify(S.log)')}`, {
            cause: e,
          })
        })
      return page.evaluate<number>('S.first')
    },
    connect: () => page.evaluate<void>('start()'),
    stats: () => page.evaluate<Stats>('stats()'),
    contrast: (seat) => page.evaluate<number>(`pixels(${seat})`),
    close: () => context.close(),
  }
}

export interface Participant {
  page: Page
  /** The click; resolves with the ms until the first picture of another was decoded. */
  join(): Promise<number>
  /** The click alone: for the first in a call, who sees nobody yet. */
  connect(): Promise<void>
  stats(): Promise<Stats>
  /** Difference between the lightest and the darkest spot of what is shown of a seat; a dead picture has 0. */
  contrast(seat: number): Promise<number>
  close(): Promise<void>
}
