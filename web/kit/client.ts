import type { Problem } from '#api/errors.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '#api/route.ts'

/** What a call gives: the reply, or the one shape of every failure. `status` 0 means that no answer came (code NETWORK or TIMEOUT). */
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem }

type Part<K extends string, T> = Record<string, never> extends T ? { [P in K]?: Partial<T> } : { [P in K]: T }
/** What a route takes; parts in which nothing is required may be left out. */
export type Given<R extends Route> = Part<'params', ParamsOf<R>> &
  Part<'query', Partial<QueryOf<R>>> &
  Part<'body', BodyOf<R>> & { signal?: AbortSignal }

export type Call = <R extends Route>(route: R, given: Given<R>) => Promise<Answer<ReplyOf<R>>>

export interface ClientOptions {
  /** `https://host` in tests; empty in a browser. */
  base?: string
  /** Asked for the sentence when there is no answer to quote one from. `reads`: nothing was to be changed. */
  words: (code: 'NETWORK' | 'TIMEOUT' | 'BROKEN', reads: boolean) => { detail: string; next: string }
  /** The session is over; called for every 401 except that of signing in. */
  signedOut?: () => void
  /** Milliseconds until a request is given up; what was typed stays and may be sent again under the same key. */
  patience?: number
}

/**
 * Makes the typed `call` of a client app. Unsafe routes get an `Idempotency-Key`: one for each intended act (route, address and
 * content), kept until the house has answered it, so that pressing again after a lost line or a new sign-in never acts twice.
 */
export function makeCall(options: ClientOptions): Call {
  const { base = '', patience = 20_000 } = options
  const unanswered = new Map<string, string>()
  return async (route, given) => {
    const url = base + addressOf(route, given)
    const reads = route.method === 'GET' || route.method === 'DELETE'
    const body = reads ? undefined : JSON.stringify(given.body ?? {})
    const intent = `${route.name} ${url} ${body}`
    const key = reads || route.idempotent === 'own' ? undefined : (unanswered.get(intent) ?? newKey())
    if (key) unanswered.set(intent, key)
    const answer = await send<ReplyOf<typeof route>>(
      url,
      { method: route.method, body, key, patience, signal: given.signal },
      options,
    )
    if (answer.ok || isFinal(answer.problem.status)) unanswered.delete(intent)
    else if (answer.problem.status === 401 && route.act !== 'public') options.signedOut?.()
    return answer
  }
}

/** The address with its parameters; a query value that is empty or undefined is left out, so the route's default holds. */
export function addressOf(route: Route, given: { params?: unknown; query?: unknown }): string {
  const params = new Map(Object.entries(given.params ?? {}))
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params.get(name))))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(given.query ?? {}))
    if (value !== undefined && value !== '') query.set(name, String(value))
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** Mirrors the house: it keeps its answer for a key unless waiting, signing in or mending the content may change it. */
const isFinal = (status: number): boolean => status > 0 && status < 500 && ![401, 408, 429].includes(status)

/** Not `randomUUID`: that exists only on https and localhost, and offices do run over plain http in their own network. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

interface Sending {
  method: string
  body: string | undefined
  key: string | undefined
  patience: number
  signal: AbortSignal | undefined
}

async function send<T>(url: string, sending: Sending, options: ClientOptions): Promise<Answer<T>> {
  const stop = new AbortController()
  let late = false
  const timer = setTimeout(() => {
    late = true
    stop.abort()
  }, sending.patience)
  const leave = (): void => stop.abort()
  sending.signal?.addEventListener('abort', leave)
  try {
    const headers: Record<string, string> = { accept: 'application/json' }
    if (sending.body !== undefined) headers['content-type'] = 'application/json'
    if (sending.key) headers['idempotency-key'] = sending.key
    const response = await fetch(url, {
      method: sending.method,
      headers,
      signal: stop.signal,
      credentials: 'same-origin',
      ...(sending.body === undefined ? {} : { body: sending.body }),
    })
    const content: unknown = await response.json().catch((error: unknown) => {
      if (stop.signal.aborted) throw error
      return undefined
    })
    // The house serialises replies by the same schema: the contract is checked on its side of the border.
    if (response.ok && content !== undefined) return { ok: true, value: content as T }
    return { ok: false, problem: isProblem(content) ? content : own('BROKEN', response.status, options, sending) }
  } catch {
    return { ok: false, problem: own(late ? 'TIMEOUT' : 'NETWORK', 0, options, sending) }
  } finally {
    clearTimeout(timer)
    sending.signal?.removeEventListener('abort', leave)
  }
}

function own(
  code: 'NETWORK' | 'TIMEOUT' | 'BROKEN',
  status: number,
  { words }: ClientOptions,
  { method }: Sending,
): Problem {
  return { type: 'about:blank', title: code, status, code, requestId: '', ...words(code, method === 'GET') }
}

const isProblem = (content: unknown): content is Problem =>
  typeof content === 'object' &&
  content !== null &&
  'code' in content &&
  typeof content.code === 'string' &&
  'detail' in content &&
  typeof content.detail === 'string' &&
  'status' in content &&
  typeof content.status === 'number'
