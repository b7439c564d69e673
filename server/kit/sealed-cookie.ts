import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieName } from './cookies.ts'
import type { House } from './house.ts'

/** A short-lived cookie whose content nobody but the house can read or write. `T` must survive JSON. */
export function sealedCookie<T extends object>(name: string, seconds: number) {
  const context = `cookie|${name}`
  const options = (house: Pick<House, 'publicUrl'>) =>
    ({ path: '/', httpOnly: true, sameSite: 'lax', secure: house.publicUrl.startsWith('https://') }) as const
  return {
    set(house: House, reply: FastifyReply, value: T): void {
      const until = house.time.now().getTime() + seconds * 1_000
      reply.setCookie(
        cookieName(house, name),
        house.crypto.seal(JSON.stringify({ value, until }), context).toString('base64url'),
        {
          ...options(house),
          maxAge: seconds,
        },
      )
    },
    /** Undefined when there is none, it is too old, or somebody changed it. */
    get(house: House, request: FastifyRequest): T | undefined {
      const text = request.cookies[cookieName(house, name)]
      if (!text || text.length > 4_000) return undefined
      try {
        const kept = JSON.parse(house.crypto.open(Buffer.from(text, 'base64url'), context).toString()) as {
          value: T
          until: number
        }
        return kept.until > house.time.now().getTime() ? kept.value : undefined
      } catch {
        return undefined
      }
    },
    clear(house: Pick<House, 'publicUrl'>, reply: FastifyReply): void {
      reply.clearCookie(cookieName(house, name), options(house))
    },
  }
}
