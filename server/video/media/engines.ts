import type { MediaEngine } from './engine.ts'

/** Where and how media flow; read once from the environment (docs/video.md has the table). */
export interface MediaConfig {
  engine: 'node-datachannel' | 'janus'
  /** Address the UDP socket is bound to. */
  address: string
  /** Told to the browsers instead of `address` when the machine stands behind a NAT. */
  publicAddress: string | undefined
  /** One UDP port for all calls of this process; 0: any free port for each connection (tests). */
  port: number
  /** `recorderHost`: own address to which Janus sends what is recorded, unencrypted: loopback or a protected line. */
  janus: { url: string; apiSecret: string | undefined; adminKey: string | undefined; recorderHost: string }
  turn: { urls: string[]; secret: string } | undefined
}

/** A wrong value stops the start with the name of the variable. */
export function readMediaConfig(env: NodeJS.ProcessEnv): MediaConfig {
  const given = (name: string): string | undefined => env[name] || undefined
  const engine = given('MEDIA_ENGINE') ?? 'node-datachannel'
  if (engine !== 'node-datachannel' && engine !== 'janus')
    throw new Error(`MEDIA_ENGINE: "${engine}" is not one of node-datachannel, janus`)
  return {
    engine,
    address: given('MEDIA_ADDRESS') ?? given('HOST') ?? '127.0.0.1',
    publicAddress: given('MEDIA_PUBLIC_ADDRESS'),
    port: portOf(env),
    janus: {
      url: given('JANUS_URL') ?? 'ws://127.0.0.1:8188',
      apiSecret: given('JANUS_API_SECRET'),
      adminKey: given('JANUS_ADMIN_KEY'),
      recorderHost: given('JANUS_RECORDER_HOST') ?? '127.0.0.1',
    },
    turn: turnOf(list(given('TURN_URLS')), given('TURN_SECRET')),
  }
}

function portOf(env: NodeJS.ProcessEnv): number {
  // Next to the house (3700) and its sandbox (3701).
  const port = Number(env['MEDIA_PORT'] || Number(env['PORT'] || 3700) + 2)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`MEDIA_PORT: "${env['MEDIA_PORT']}" is not a port`)
  return port
}

function turnOf(urls: string[], secret: string | undefined): MediaConfig['turn'] {
  if (urls.length === 0) return undefined
  if (secret === undefined) throw new Error('TURN_SECRET: needed with TURN_URLS')
  return { urls, secret }
}

/**
 * A function that gives the one engine of this process, made at the first call: a server that never carries a call loads no
 * native code. `close` ends it if it was ever made.
 */
export function createMediaEngines(config: MediaConfig): { engine(): Promise<MediaEngine>; close(): Promise<void> } {
  let made: Promise<MediaEngine> | undefined
  return {
    engine: () => (made ??= make(config)),
    close: async () => {
      await (await made)?.shutdown()
    },
  }
}

async function make(config: MediaConfig): Promise<MediaEngine> {
  if (config.engine === 'janus') return (await import('./janus/janus-engine.ts')).createJanusEngine(config)
  return (await import('./node-datachannel/sfu.ts')).createSfu(config)
}

const list = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
