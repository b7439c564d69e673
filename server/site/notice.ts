import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refused } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { sealedCookie } from '#server/kit/sealed-cookie.ts'

const cookie = sealedCookie<{ code: string; message: string; next: string }>('notice', 60)

/** Says on the next page why the last press did not work. */
export function leaveNotice(house: House, reply: FastifyReply, refused: Refused): void {
  cookie.set(house, reply, { code: refused.code, message: refused.message, next: refused.next ?? '' })
}

export function takeNotice(house: House, request: FastifyRequest, reply: FastifyReply): Refused | undefined {
  const left = cookie.get(house, request)
  if (!left) return undefined
  cookie.clear(house, reply)
  return new Refused(409, left.code, left.message, left.next ? { next: left.next } : {})
}
