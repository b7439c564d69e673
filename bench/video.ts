import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { launch, participant, type Participant } from '#server/video/media/testing/browser.ts'
import { type Figure, median } from './figure.ts'
import { until } from '#test/until.ts'
import { atEnd, cpuOfTree, rssOfTree } from './processes.ts'
import type { Order } from './video-room.ts'

/** What docs/video.md promises of calls. The engine runs in a process of its own, records every call, and uses one UDP port. */
export async function* video(): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'yc-bench-video-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  yield* load(folder)
  const room = await openRoom(folder)
  const browser = await launch()
  atEnd(() => browser.close().catch(() => undefined))
  try {
    yield* firstPicture(room, browser)
    yield* still(room, browser)
    yield* badLine(room, browser)
  } finally {
    await browser.close()
    room.end()
  }
}

interface Room {
  url: string
  pid: number
  order(order: Order): Promise<void>
  end(): void
}

const RUNS = 10
const CALLS = Number(process.env['BENCH_CALLS'] ?? 20)
const LOAD_MS = 10_000

async function openRoom(folder: string): Promise<Room> {
  const child = node(['bench/video-room.ts', folder, process.env['CRYPTO_SUITE'] ?? 'sm'])
  const { url } = await told<{ url: string }>(child)
  return {
    url,
    pid: child.pid ?? 0,
    order: async (order) => {
      const answer = told<{ error?: string }>(child)
      child.send(order)
      const { error } = await answer
      if (error !== undefined) throw new Error(error)
    },
    end: () => child.kill('SIGKILL'),
  }
}

function node(args: string[]): ChildProcess {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  atEnd(() => void child.kill('SIGKILL'))
  return child
}

function told<T>(child: ChildProcess): Promise<T> {
  return new Promise((done, fail) => {
    const ended = (code: number | null) => fail(new Error(`${child.spawnargs.join(' ')} ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      done(message as T)
    })
  })
}

/** Two cores carry engine and load here, so that the number of calls is taken from the engine's CPU, not from where it would stop. */
async function* load(folder: string): AsyncGenerator<Figure> {
  const room = await openRoom(folder)
  const all = () => true
  const empty = rssOfTree(room.pid, all)
  const calls = Array.from({ length: CALLS }, (_, n) => `load-${n}`)
  for (const open of calls) await room.order({ open, record: true, codec: 'VP8' })
  const generator = node(['bench/video-load.ts', room.url, ...calls])
  await told(generator)
  await wait(3_000)
  const count = async () => {
    const answer = told<{ sent: number; received: number }>(generator)
    generator.send('count')
    return answer
  }
  const [before, cpuBefore, begun] = [await count(), cpuOfTree(room.pid), performance.now()]
  await wait(LOAD_MS)
  const [after, cpu, ms] = [await count(), cpuOfTree(room.pid) - cpuBefore, performance.now() - begun]
  const full = rssOfTree(room.pid, all)
  generator.send('end')
  room.end()
  const share = (100 * (after.received - before.received)) / (after.sent - before.sent)
  const asked = (100 * (after.sent - before.sent)) / (CALLS * 2 * 150 * (ms / 1000))
  yield { name: 'video.calls_per_core', value: CALLS / (cpu / ms), unit: 'calls', goal: '>= 40' }
  yield { name: 'video.packets_received', value: share, unit: '%', goal: '>= 99' }
  yield { name: 'video.load_generated', value: asked, unit: '%' }
  yield { name: 'video.mb_per_call', value: (full - empty) / CALLS, unit: 'MB', goal: '<= 5' }
}

async function pair(room: Room, browser: Browser, call: string, size: { width?: number; height?: number } = {}) {
  await room.order({ open: call, record: true, codec: 'H264' })
  const people = [
    await participant(browser, room.url, { call, peer: 'officer', ...size }),
    await participant(browser, room.url, { call, peer: 'citizen', ...size }),
  ] as const
  return { officer: people[0], citizen: people[1] }
}

/** From the click to the first picture of the other that was decoded; the officer is in the room already, as it is when it rings. */
async function* firstPicture(room: Room, browser: Browser): AsyncGenerator<Figure> {
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const { officer, citizen } = await pair(room, browser, `first-${run}`)
    await officer.connect()
    times.push(await citizen.join())
    await room.order({ close: `first-${run}` })
    for (const one of [officer, citizen]) await one.close()
  }
  yield { name: 'video.first_frame_ms', value: median(times), unit: 'ms', goal: '<= 400' }
  yield { name: 'video.first_frame_worst_ms', value: Math.max(...times), unit: 'ms' }
}

/** The cameras (one fake device for both) stand at 1080p during the call; the still goes by HTTP and is compared byte for byte. */
async function* still(room: Room, browser: Browser): AsyncGenerator<Figure> {
  const { officer, citizen } = await pair(room, browser, 'still', { width: 1920, height: 1080 })
  await officer.connect()
  await citizen.join()
  const taken = await citizen.page.evaluate<{ ms: number; height: number; same: boolean }>('snapshot()')
  if (!taken.same || taken.height < 1080) throw new Error('the still is not what was taken')
  yield { name: 'video.snapshot_ms', value: taken.ms, unit: 'ms', goal: '<= 1000' }
  await room.order({ close: 'still' })
  for (const one of [officer, citizen]) await one.close()
}

async function* badLine(room: Room, browser: Browser): AsyncGenerator<Figure> {
  await room.order({ line: {} })
  const { officer, citizen } = await pair(room, browser, 'line')
  await officer.connect()
  await citizen.join()
  await wait(3_000)

  await room.order({ line: { rate: 300_000, delay: 20 } })
  // The client climbs back from five pictures a second within a quarter of a minute.
  await wait(15_000)
  const slow = await over(10_000, officer, citizen)
  yield { name: 'video.fps_at_300kbit', value: Math.min(...slow.map((one) => one.fps)), unit: 'fps', goal: '>= 10' }
  const heard = Math.min(...slow.map((one) => one.heard))
  yield { name: 'video.sound_at_300kbit', value: heard, unit: '%', goal: '>= 90' }
  await room.order({ line: { rate: 0, delay: 0 } })
  await wait(5_000)

  await room.order({ line: { down: true } })
  await wait(5_000)
  await room.order({ line: { down: false } })
  yield { name: 'video.recover_s', value: await back(officer, citizen), unit: 's', goal: '<= 3' }

  await room.order({ line: { loss: 0.1, delay: 100 } })
  await wait(8_000)
  const lossy = await over(10_000, officer, citizen)
  yield { name: 'video.fps_at_tenth_lost', value: Math.min(...lossy.map((one) => one.fps)), unit: 'fps' }
  await room.order({ close: 'line' })
  for (const one of [officer, citizen]) await one.close()
}

/** Pictures a second and the share of sound that was not made up, of each, over some time. */
async function over(ms: number, ...people: Participant[]) {
  const before = await Promise.all(people.map((one) => one.stats()))
  await wait(ms)
  const after = await Promise.all(people.map((one) => one.stats()))
  return after.map((now, index) => {
    const then = before[index] ?? now
    return {
      fps: (now.decoded - then.decoded) / ((now.at - then.at) / 1000),
      heard: 100 - (100 * (now.concealed - then.concealed)) / Math.max(1, now.samples - then.samples),
    }
  })
}

/** Seconds until both decode again; a new connection counts from nought. */
async function back(...people: Participant[]): Promise<number> {
  const begun = performance.now()
  await Promise.all(
    people.map(async (one) => {
      let last = (await one.stats()).decoded
      let more = 0
      await until('pictures again', async () => {
        const now = (await one.stats()).decoded
        more += now < last ? now : now - last
        last = now
        return more > 3
      })
    }),
  )
  return (performance.now() - begun) / 1000
}
