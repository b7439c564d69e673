import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { randomBytes } from 'node:crypto'
import type { MediaConfig } from '../engines.ts'
import { comesByRelay } from '../sdp.ts'
import { isGenuine, readBindingRequest, withTieBreaker } from '../stun.ts'

/**
 * Chromium leaves the ICE tie-breaker at zero when it reaches a TURN server over TCP or TLS, and libjuice answers a zero with
 * "400 Bad Request" (it takes it for a role that was not told), whereupon the browser gives the path up. So who comes through a
 * relay comes through this door beside the media port: it puts a tie-breaker in where there is none, and passes everything else on.
 * It opens with the first such offer, on the port after the media port (`port` 0: any free one, for tests); without it, because the
 * port is taken, a relay over UDP works all the same.
 */
export function relayDoor({ address, port }: Pick<MediaConfig, 'address' | 'port'>): {
  /** What makes of the engine's answer to this offer one that leads to the door, if the offer comes by a relay. */
  leadOf: (offer: string) => Promise<Lead>
  close: () => Promise<void>
} {
  let door: Promise<Door | undefined> | undefined
  return {
    leadOf: async (offer) => {
      if (!comesByRelay(offer)) return asItIs
      door ??= openDoor(address, port && port + 1).catch(() => undefined)
      return (await door)?.lead ?? asItIs
    },
    close: async () => (await door)?.close(),
  }
}

type Lead = (sdp: string) => string
interface Door {
  lead: Lead
  close: () => void
}
const asItIs: Lead = (sdp) => sdp

interface Place {
  password: string
  address: string
  port: number
  since: number
}
interface Client {
  back: Socket
  place: Place
  heardAt: number
}

/** A check must come within this time of its answer; a client that is not heard for so long has left. */
const WAIT_MS = 60_000

async function openDoor(address: string, port: number): Promise<Door> {
  const front = createSocket('udp4')
  const places = new Map<string, Place>()
  const clients = new Map<string, Client>()
  const tieBreaker = randomBytes(8).readBigUInt64BE() | 1n
  await new Promise<void>((done, fail) => front.once('error', fail).bind(port, address, done))
  front.on('error', () => undefined)
  front.on('message', (packet, from) => {
    const key = `${from.address}:${from.port}`
    const request = readBindingRequest(packet)
    const client = clients.get(key) ?? (request ? enter(request, from, key) : undefined)
    if (!client) return
    client.heardAt = Date.now()
    const { back, place } = client
    back.send(request ? withTieBreaker(request, tieBreaker, place.password) : packet, place.port, place.address)
  })
  /** Nobody is passed on before a check with the password that only the house and this browser know. */
  const enter = (request: NonNullable<ReturnType<typeof readBindingRequest>>, from: RemoteInfo, key: string) => {
    const place = places.get(request.ufrag)
    if (!place || !isGenuine(request, place.password)) return undefined
    const back = createSocket('udp4')
    back.on('error', () => undefined)
    back.on('message', (packet) => front.send(packet, from.port, from.address))
    const client = { back, place, heardAt: Date.now() }
    clients.set(key, client)
    return client
  }
  const timer = setInterval(() => {
    const old = Date.now() - WAIT_MS
    for (const [ufrag, { since }] of places) if (since < old) places.delete(ufrag)
    for (const [key, { back, heardAt }] of clients)
      if (heardAt < old) {
        clients.delete(key)
        back.close()
      }
  }, WAIT_MS / 2)
  timer.unref()
  return {
    lead: (sdp) => {
      const place = placeOf(sdp)
      if (!place) return sdp
      places.set(place.ufrag, place)
      const { port: door } = front.address()
      return sdp.replace(/^(a=candidate:\S+ 1 \S+ \d+ \S+) \d+ /gm, `$1 ${door} `)
    },
    close: () => {
      clearInterval(timer)
      front.close()
      for (const { back } of clients.values()) back.close()
      clients.clear()
    },
  }
}

/** Where the engine itself waits for this browser, and the password of its checks. */
function placeOf(sdp: string): (Place & { ufrag: string }) | undefined {
  const [, address, port] = /^a=candidate:\S+ 1 UDP \d+ (\d+\.\d+\.\d+\.\d+) (\d+) /im.exec(sdp) ?? []
  const [, ufrag] = /^a=ice-ufrag:(\S+)/m.exec(sdp) ?? []
  const [, password] = /^a=ice-pwd:(\S+)/m.exec(sdp) ?? []
  if (!address || !ufrag || !password) return undefined
  return { ufrag, password, address, port: Number(port), since: Date.now() }
}
