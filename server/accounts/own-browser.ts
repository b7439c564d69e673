import type { FastifyReply, FastifyRequest } from 'fastify'
import { randomToken } from '#server/kit/crypto.ts'
import type { House } from '#server/kit/house.ts'
import { sealedCookie } from '#server/kit/sealed-cookie.ts'
import { type Asker, phoneKey } from './sign-in.ts'

const SECONDS = 90 * 24 * 3_600
/** A workstation that a shift shares, a tablet that a family shares. */
const MOST = 6

/**
 * The browsers in which somebody has signed in before. What strangers try or ask for elsewhere is counted without these: whoever
 * knows a number cannot keep its owner out. Each browser has tries of its own, so that a stolen one is shut, too.
 */
function ownBrowsers(name: string) {
  const cookie = sealedCookie<{ known: [who: string, browser: string][] }>(name, SECONDS)
  /** The browser's own number, when this person has signed in here before. */
  const of = (house: House, request: FastifyRequest, who: string): string | undefined =>
    cookie.get(house, request)?.known.find(([id]) => id === who)?.[1]
  return {
    of,
    remember(house: House, request: FastifyRequest, reply: FastifyReply, who: string): void {
      const others = (cookie.get(house, request)?.known ?? []).filter(([id]) => id !== who)
      const browser = of(house, request, who) ?? randomToken(12)
      cookie.set(house, reply, { known: [[who, browser] as [string, string], ...others].slice(0, MOST) })
    },
  }
}

export const officerBrowsers = ownBrowsers('desk-browser')
/** By the key of the phone number. */
export const citizenBrowsers = ownBrowsers('home-browser')

/** Who asks for a code to this number. Throws Refused 422 INVALID for what is no mobile number. */
export const askerOf = (house: House, request: FastifyRequest, mobile: string): Asker => ({
  address: request.ip,
  own: citizenBrowsers.of(house, request, phoneKey(house, mobile)),
})
