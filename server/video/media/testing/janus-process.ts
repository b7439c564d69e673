import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { MediaConfig } from '../engines.ts'
import { freePort } from '#test/free-port.ts'
import { addressOfOurOwn } from './ports.ts'
import { until } from '#test/until.ts'

export interface JanusProcess {
  config: MediaConfig['janus']
  stop(): Promise<void>
}

const BINARY = process.env['JANUS'] ?? '/usr/bin/janus'

/** Why Janus cannot be tried here; undefined when it can. It never offers loopback, so the machine needs another address. */
export function whyNoJanus(): string | undefined {
  if (!existsSync(BINARY)) return `${BINARY} is not installed (Debian: apt-get install janus)`
  return addressOfOurOwn() === undefined
    ? 'this machine has no address but loopback, and Janus never offers that'
    : undefined
}

/** A private Janus as docs/video.md configures one: own folder, own secrets, VideoRoom and WebSocket only. */
export async function startJanus(): Promise<JanusProcess> {
  const dir = mkdtempSync(join(tmpdir(), 'yc-janus-'))
  const port = await freePort()
  const [apiSecret, adminKey] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')]
  const library = dirname(globSync('/usr/lib/{*/,}janus/plugins')[0] ?? '/usr/lib/janus/plugins')
  writeFileSync(
    join(dir, 'janus.jcfg'),
    `general: { configs_folder = "${dir}"; plugins_folder = "${library}/plugins"; transports_folder = "${library}/transports";
  events_folder = "${library}/events"; loggers_folder = "${library}/loggers"; debug_level = 3; api_secret = "${apiSecret}"; admin_secret = "${adminKey}" }
media: { ipv6 = false; rtp_port_range = "41000-41999"; no_media_timer = 3; twcc_period = 100 }
nat: { ice_lite = true; ice_enforce_list = "${addressOfOurOwn()}"; ignore_unreachable_ice_server = true }
plugins: { disable = "${disabled('plugins', 'videoroom', library)}" }
transports: { disable = "${disabled('transports', 'websockets', library)}" }
events: { broadcast = false }
`,
  )
  writeFileSync(
    join(dir, 'janus.transport.websockets.jcfg'),
    `general: { json = "plain"; ws = true; ws_port = ${port}; ws_ip = "127.0.0.1"; wss = false }\nadmin: { admin_ws = false }\n`,
  )
  writeFileSync(
    join(dir, 'janus.plugin.videoroom.jcfg'),
    `general: { admin_key = "${adminKey}"; lock_rtp_forward = true }\n`,
  )
  const child = spawn(BINARY, ['-F', dir, '-C', join(dir, 'janus.jcfg')], {
    stdio: process.env['JANUS_LOG'] ? 'inherit' : 'ignore',
  })
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  const url = `ws://127.0.0.1:${port}`
  await until('Janus', () => answers(url))
  return {
    config: { url, apiSecret, adminKey, recorderHost: '127.0.0.1' },
    stop: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 4_000)
      await gone
      clearTimeout(timer)
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

const disabled = (folder: string, but: string, library: string): string =>
  globSync(`${library}/${folder}/libjanus_*.so`)
    .map((file) => file.slice(file.lastIndexOf('/') + 1))
    .filter((file) => file !== `libjanus_${but}.so`)
    .join(',')

function answers(url: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = new WebSocket(url, 'janus-protocol')
    socket.addEventListener('open', () => {
      socket.close()
      done(true)
    })
    socket.addEventListener('error', () => done(false))
  })
}
