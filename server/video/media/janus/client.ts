import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { MediaError } from '../engine.ts'

/** Janus over its WebSocket transport: a session with handles; requests find their answers by a transaction. */
export interface JanusClient {
  /** A handle of the VideoRoom plugin; `listen` hears what concerns it. */
  attach(listen: (event: HandleEvent) => void): Promise<number>
  detach(handle: number): Promise<void>
  /** A request to the plugin. Throws MediaError ENGINE_DOWN when Janus refuses it or does not answer. */
  ask(handle: number, body: Record<string, unknown>, jsep?: Jsep): Promise<Reply>
  close(): void
}

export interface Jsep {
  type: 'offer' | 'answer'
  sdp: string
}

export interface Reply {
  data: Record<string, unknown>
  jsep: Jsep | undefined
}

/** `media` says whether something comes; the rest is what the names say. */
export type HandleEvent = { kind: 'up' | 'gone' } | { kind: 'media'; mid: string; receiving: boolean }

const ANSWER_MS = 8_000
/** Janus forgets a session after 60 s of silence. */
const KEEP_ALIVE_MS = 20_000

const Message = Type.Object({
  janus: Type.String(),
  transaction: Type.Optional(Type.String()),
  sender: Type.Optional(Type.Integer()),
  data: Type.Optional(Type.Object({ id: Type.Optional(Type.Integer()) })),
  error: Type.Optional(Type.Object({ code: Type.Integer(), reason: Type.String() })),
  plugindata: Type.Optional(Type.Object({ data: Type.Record(Type.String(), Type.Unknown()) })),
  jsep: Type.Optional(
    Type.Object({ type: Type.Union([Type.Literal('offer'), Type.Literal('answer')]), sdp: Type.String() }),
  ),
  mid: Type.Optional(Type.String()),
  receiving: Type.Optional(Type.Boolean()),
})
type Message = Type.Static<typeof Message>

interface Waiting {
  acknowledged: boolean
  done(message: Message): void
  fail(error: Error): void
}

/** Connects and opens a session; `lost` is called once when the line breaks. Throws MediaError ENGINE_DOWN. */
export async function connectJanus(
  config: { url: string; apiSecret: string | undefined },
  lost: () => void,
): Promise<JanusClient> {
  const socket = await openSocket(config.url)
  const waiting = new Map<string, Waiting>()
  const listeners = new Map<number, (event: HandleEvent) => void>()
  let count = 0

  const send = (message: Record<string, unknown>, acknowledged = false): Promise<Message> =>
    new Promise((done, fail) => {
      const transaction = `t${(count += 1)}`
      const timer = setTimeout(() => {
        waiting.delete(transaction)
        fail(new MediaError('ENGINE_DOWN', 'Janus does not answer'))
      }, ANSWER_MS)
      const settle = (then: () => void) => {
        clearTimeout(timer)
        waiting.delete(transaction)
        then()
      }
      waiting.set(transaction, {
        acknowledged,
        done: (answer) => settle(() => done(answer)),
        fail: (error) => settle(() => fail(error)),
      })
      socket.send(
        JSON.stringify({ ...message, transaction, ...(config.apiSecret ? { apisecret: config.apiSecret } : {}) }),
      )
    })
  socket.addEventListener('message', ({ data }) => hear(String(data), waiting, listeners))
  socket.addEventListener('close', () => {
    clearInterval(alive)
    for (const one of waiting.values()) one.fail(new MediaError('ENGINE_DOWN', 'the line to Janus broke'))
    lost()
  })

  const session = idOf(await send({ janus: 'create' }))
  const alive = setInterval(
    () => void send({ janus: 'keepalive', session_id: session }, true).catch(() => socket.close()),
    KEEP_ALIVE_MS,
  )
  return {
    attach: async (listen) => {
      const handle = idOf(await send({ janus: 'attach', session_id: session, plugin: 'janus.plugin.videoroom' }))
      listeners.set(handle, listen)
      return handle
    },
    detach: async (handle) => {
      listeners.delete(handle)
      await send({ janus: 'detach', session_id: session, handle_id: handle })
    },
    ask: async (handle, body, jsep) => {
      const message = { janus: 'message', session_id: session, handle_id: handle, body, ...(jsep ? { jsep } : {}) }
      const answer = await send(message)
      const data = answer.plugindata?.data ?? {}
      if (data['error'] !== undefined) throw new MediaError('ENGINE_DOWN', `Janus: ${JSON.stringify(data['error'])}`)
      return { data, jsep: answer.jsep }
    },
    close: () => socket.close(),
  }
}

/** Messages that are not of the known shape are none of ours: Janus speaks of many things. */
function hear(
  text: string,
  waiting: ReadonlyMap<string, Waiting>,
  listeners: ReadonlyMap<number, (e: HandleEvent) => void>,
) {
  const message: unknown = JSON.parse(text)
  if (!Value.Check(Message, message)) return
  const one = message.transaction === undefined ? undefined : waiting.get(message.transaction)
  if (one) {
    // "ack" comes first; what was asked of a plugin is answered by an event later.
    if (message.janus === 'ack' && !one.acknowledged) return
    if (message.error) return one.fail(new MediaError('ENGINE_DOWN', `Janus: ${message.error.reason}`))
    return one.done(message)
  }
  const event = eventOf(message)
  if (event && message.sender !== undefined) listeners.get(message.sender)?.(event)
}

function eventOf({ janus, mid, receiving }: Message): HandleEvent | undefined {
  if (janus === 'webrtcup') return { kind: 'up' }
  if (janus === 'hangup' || janus === 'detached') return { kind: 'gone' }
  return janus === 'media' && mid !== undefined ? { kind: 'media', mid, receiving: receiving ?? false } : undefined
}

function idOf(message: Message): number {
  const id = message.data?.id
  if (id === undefined) throw new MediaError('ENGINE_DOWN', 'Janus gave no id')
  return id
}

function openSocket(url: string): Promise<WebSocket> {
  return new Promise((done, fail) => {
    const socket = new WebSocket(url, 'janus-protocol')
    socket.addEventListener('open', () => done(socket), { once: true })
    socket.addEventListener('error', () => fail(new MediaError('ENGINE_DOWN', `no Janus at ${url}`)), { once: true })
  })
}
