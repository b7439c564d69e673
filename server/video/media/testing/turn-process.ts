import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#test/free-port.ts'
import { addressOfOurOwn } from './ports.ts'
import { until } from '#test/until.ts'

export interface TurnProcess {
  secret: string
  /** `turn:` over UDP and TCP, `turns:` over TLS. */
  urls: { udp: string; tcp: string; tls: string }
  /** What coturn said so far: allocations, refusals. */
  log(): string
  stop(): Promise<void>
}

const BINARY = process.env['TURNSERVER'] ?? '/usr/bin/turnserver'

/** Why coturn cannot be tried here; undefined when it can. */
export function whyNoTurn(): string | undefined {
  if (!existsSync(BINARY)) return `${BINARY} is not installed (Debian: apt-get install coturn)`
  if (!existsSync('/usr/bin/openssl')) return 'openssl is not installed: no certificate for turns:'
  return addressOfOurOwn() === undefined ? 'this machine has no address but loopback' : undefined
}

/**
 * A coturn of our own with the settings of docs/video.md, on free ports. It may relay to `peer` alone, as there: everything else is
 * denied. A browser that leaves loopback out of its candidates reaches it at the machine's own address.
 */
export async function startTurn(peer: string): Promise<TurnProcess> {
  const dir = mkdtempSync(join(tmpdir(), 'yc-turn-'))
  const own = addressOfOurOwn() ?? '127.0.0.1'
  const [port, tls, secret] = [await freePort(), await freePort(), randomBytes(16).toString('hex')]
  const [cert, key, log] = [join(dir, 'cert.pem'), join(dir, 'key.pem'), join(dir, 'log')]
  const certificate = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  execFileSync(
    'openssl',
    [...certificate, '-subj', `/CN=${own}`, '-addext', `subjectAltName=IP:${own}`, '-keyout', key, '-out', cert],
    { stdio: 'ignore' },
  )
  const settings = `listening-ip=${own}
relay-ip=${own}
listening-port=${port}
tls-listening-port=${tls}
cert=${cert}
pkey=${key}
realm=turn.test
use-auth-secret
static-auth-secret=${secret}
no-cli
no-dtls
no-multicast-peers
no-tcp-relay
denied-peer-ip=0.0.0.0-255.255.255.255
allowed-peer-ip=${peer}
userdb=${join(dir, 'db')}
pidfile=${join(dir, 'pid')}
log-file=${log}
simple-log
verbose
`
  writeFileSync(join(dir, 'turnserver.conf'), settings)
  const child = spawn(BINARY, ['-c', join(dir, 'turnserver.conf')], { stdio: 'ignore' })
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  const said = () => (existsSync(log) ? readFileSync(log, 'utf8') : '')
  await until('coturn', () => /IO method/.test(said()) && said().includes('TLS'))
  const at = (scheme: string, number: number, transport: string) => `${scheme}:${own}:${number}?transport=${transport}`
  return {
    secret,
    urls: { udp: at('turn', port, 'udp'), tcp: at('turn', port, 'tcp'), tls: at('turns', tls, 'tcp') },
    log: said,
    stop: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 4_000)
      await gone
      clearTimeout(timer)
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
