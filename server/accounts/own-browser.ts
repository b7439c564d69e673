import type { FastifyReply, FastifyRequest } from 'fastify'
import { randomToken } from '#server/kit/crypto.ts'
import type { House } from '#server/kit/house.ts'
import { sealedCookie } from '#server/kit/sealed-cookie.ts'

const SECONDS = 90 * 24 * 3_600
/** A workstation that a shift shares. */
const OFFICERS = 6

/**
 * The browsers in which an officer has signed in before. Wrong tries from elsewhere shut everybody else out and not these: whoever
 * knows an officer's number cannot keep the officer from work. Each browser has tries of its own, so that a stolen one is shut, too.
 */
const cookie = sealedCookie<{ known: [officer: string, browser: string][] }>('desk-browser', SECONDS)

/** The browser's own number, when this officer has signed in here before. */
export const browserOf = (house: House, request: FastifyRequest, officer: string): string | undefined =>
  cookie.get(house, request)?.known.find(([id]) => id === officer)?.[1]

export function rememberBrowser(house: House, request: FastifyRequest, reply: FastifyReply, officer: string): void {
  const others = (cookie.get(house, request)?.known ?? []).filter(([id]) => id !== officer)
  const browser = browserOf(house, request, officer) ?? randomToken(12)
  cookie.set(house, reply, { known: [[officer, browser] as [string, string], ...others].slice(0, OFFICERS) })
}
