import { createSocket, type Socket } from 'node:dgram'
import { setTimeout as wait } from 'node:timers/promises'

/** What the line does to packets, each way by itself. */
export interface Line {
  /** Share of packets that vanish, 0 … 1. */
  loss: number
  /** Milliseconds each way. */
  delay: number
  /** Bits per second; 0: no limit. What would wait longer than 400 ms is dropped, as a cheap router does. */
  rate: number
  /** Nothing goes through. */
  down: boolean
}

export interface UdpProxy {
  up: Line
  down: Line
  /** Both ways at once. */
  set(line: Partial<Line>): void
  /** The answer of a media engine with every address in it replaced by one of this proxy. */
  rewrite(sdp: string): Promise<string>
  /** The client's address as the server sees it changes, as when a phone goes from Wi-Fi to mobile. */
  rebind(): void
  /** Packets that went through, each way. */
  passed(): { up: number; down: number }
  close(): void
}

const GOOD: Line = { loss: 0, delay: 0, rate: 0, down: false }
const LONGEST_QUEUE_MS = 400

/**
 * A bad network between a client and a server on this machine, without root: the kernel's own means (netem) are not everywhere.
 * It can only be passed by when the server sends to candidates of the client; ours never does.
 */
export function udpProxy(): UdpProxy {
  const ways = { up: way(), down: way() }
  const relays = new Map<string, Relay>()
  return {
    up: ways.up.line,
    down: ways.down.line,
    set: (line) => {
      Object.assign(ways.up.line, line)
      Object.assign(ways.down.line, line)
    },
    rewrite: async (sdp) => {
      const lines = await Promise.all(
        sdp.split('\r\n').map(async (text) => {
          const [, head, address, port, rest] = /^(a=candidate:\S+ 1 UDP \d+) (\S+) (\d+) (.*)$/i.exec(text) ?? []
          if (!head || !address) return text.startsWith('a=candidate:') ? undefined : text
          if (address.includes(':')) return undefined
          const key = `${address}:${port}`
          const relay = relays.get(key) ?? (await openRelay(address, Number(port), ways))
          relays.set(key, relay)
          return `${head} 127.0.0.1 ${relay.port} ${rest}`
        }),
      )
      return lines.filter((text) => text !== undefined).join('\r\n')
    },
    rebind: () => {
      for (const relay of relays.values()) relay.rebind()
    },
    passed: () => ({ up: ways.up.passed, down: ways.down.passed }),
    close: () => {
      for (const relay of relays.values()) relay.close()
    },
  }
}

interface Way {
  line: Line
  passed: number
  /** When the last bit of what was taken will have left, for the limit of rate. */
  freeAt: number
}
const way = (): Way => ({ line: { ...GOOD }, passed: 0, freeAt: 0 })

function through(way: Way, bytes: number, send: () => void): void {
  const { line } = way
  const now = performance.now()
  if (line.down || Math.random() < line.loss) return
  let later = line.delay
  if (line.rate > 0) {
    way.freeAt = Math.max(way.freeAt, now)
    if (way.freeAt - now > LONGEST_QUEUE_MS) return
    way.freeAt += (bytes * 8 * 1000) / line.rate
    later += way.freeAt - now
  }
  way.passed += 1
  if (later === 0) return send()
  void wait(later, undefined, { ref: false }).then(send)
}

interface Relay {
  port: number
  rebind(): void
  close(): void
}

/** One address of the server: a socket for the clients, and towards the server one socket for each client. */
async function openRelay(address: string, port: number, ways: { up: Way; down: Way }): Promise<Relay> {
  const front = createSocket('udp4')
  const open = new Set<Socket>([front])
  const backs = new Map<string, Socket>()
  const backOf = (client: string, from: { address: string; port: number }): Socket => {
    const known = backs.get(client)
    if (known) return known
    const back = createSocket('udp4')
    open.add(back)
    back.on('error', () => undefined)
    back.on('message', (packet) =>
      through(ways.down, packet.length, () => open.has(front) && front.send(packet, from.port, from.address)),
    )
    backs.set(client, back)
    return back
  }
  front.on('message', (packet, from) => {
    const client = `${from.address}:${from.port}`
    through(ways.up, packet.length, () => open.has(front) && backOf(client, from).send(packet, port, address))
  })
  await new Promise<void>((done) => front.bind(0, '127.0.0.1', done))
  return {
    port: front.address().port,
    // The old socket stays bound and deaf, so that nobody else is given its port while the server still sends there.
    rebind: () => {
      for (const back of backs.values()) back.removeAllListeners('message')
      backs.clear()
    },
    close: () => {
      for (const socket of open) socket.close()
      open.clear()
    },
  }
}
