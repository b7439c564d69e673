import { randomUUID } from 'node:crypto'
import { generateSync } from 'otplib'
import * as accounts from '#api/accounts.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '#api/route.ts'
import type { Problem } from '#api/errors.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { DEMO_OFFICERS, DEMO_PASSWORD } from '#server/demo/demo-officers.ts'
import type { House } from '#server/kit/house.ts'

export interface Answer<Reply> {
  status: number
  /** The reply when the status is 200. */
  body: Reply
  problem: Problem
  headers: Headers
}

export interface Ask<R extends Route> {
  params?: ParamsOf<R>
  query?: QueryOf<R>
  body?: BodyOf<R>
  /** The idempotency key; a fresh one unless given. */
  key?: string
}

/** Somebody with a browser: keeps cookies, speaks the contract. */
export interface Visitor {
  raw: (path: string, init?: RequestInit) => Promise<Response>
  call: <R extends Route>(route: R, ask?: NoInfer<Ask<R>>) => Promise<Answer<ReplyOf<R>>>
  cookies: Map<string, string>
}

export function visitor(url: string): Visitor {
  const cookies = new Map<string, string>()
  const raw = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(url + path, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }
  const call: Visitor['call'] = async (route, ask = {}) => {
    const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(String((ask.params as Record<string, unknown>)[name])),
    )
    const query = ask.query
      ? `?${new URLSearchParams(Object.entries(ask.query as object).map(([k, v]) => [k, String(v)]))}`
      : ''
    const unsafe = route.method !== 'GET'
    const response = await raw(path + query, {
      method: route.method,
      headers: unsafe ? { 'content-type': 'application/json', 'idempotency-key': ask.key ?? randomUUID() } : {},
      ...(unsafe && route.method !== 'DELETE' ? { body: JSON.stringify(ask.body ?? {}) } : {}),
    })
    const text = await response.text()
    const json = text ? (JSON.parse(text) as unknown) : undefined
    return {
      status: response.status,
      body: json as ReplyOf<typeof route>,
      problem: json as Problem,
      headers: response.headers,
    }
  }
  return { raw, call, cookies }
}

/** The people of a house: signed in as they would be, codes read from the SMS inbox, one-time codes from the secret. */
export function people(url: string, sandboxUrl: string, house: House) {
  const codeFor = async (mobile: string): Promise<string> => {
    const { messages: texts } = (await (await fetch(`${sandboxUrl}/sms.json?to=${mobile}`)).json()) as {
      messages: { text: string }[]
    }
    const code = texts.map((t) => /\b(\d{6})\b/.exec(t.text)?.[1]).find((c) => c !== undefined)
    if (!code) throw new Error('no code came by SMS')
    return code
  }
  // Codes are limited and one-time codes open once, as for real people: everybody signs in once and stays signed in.
  const signedIn = new Map<string, Promise<Visitor>>()
  const stay = (who: string, signIn: () => Promise<Visitor>): Promise<Visitor> => {
    const known = signedIn.get(who) ?? signIn()
    signedIn.set(who, known)
    return known
  }
  return {
    anyone: () => visitor(url),
    codeFor,
    citizen: (key: DemoKey): Promise<Visitor> =>
      stay(key, async () => {
        const { mobile, name, idNumber } = demoPerson(key)
        const who = visitor(url)
        const asked = await who.call(accounts.requestCode, { body: { mobile } })
        if (asked.status !== 200) throw new Error(`code: ${JSON.stringify(asked.problem)}`)
        const signed = await who.call(accounts.signIn, {
          body: { mobile, code: await codeFor(mobile), name, idNumber },
        })
        if (signed.status !== 200) throw new Error(`sign in: ${JSON.stringify(signed.problem)}`)
        return who
      }),
    officer: (id: string): Promise<Visitor> =>
      stay(id, async () => {
        const officer = DEMO_OFFICERS.find((o) => o.id === id)
        if (!officer) throw new RangeError(`no officer ${id}`)
        const who = visitor(url)
        const totp = totpAt(officer.totpSecret, house.time.now().getTime() / 1000)
        const signed = await who.call(accounts.officerSignIn, { body: { id, password: DEMO_PASSWORD, totp } })
        if (signed.status !== 200) throw new Error(`officer ${id}: ${JSON.stringify(signed.problem)}`)
        return who
      }),
  }
}

export const totpAt = (secret: string, epoch: number): string => generateSync({ secret, epoch: Math.floor(epoch) })

export const REVIEWER = '3702000213'
export const SECOND_REVIEWER = '3702000305'
export const PRODUCER = '3702000417'
export const SUPERVISOR = '3702000108'
export const AUDITOR = '3702000909'
export const OTHER_OFFICE = '3702110021'
