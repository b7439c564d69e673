import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from './house.ts'

export type SessionKind = 'citizen' | 'officer'

/** Over https the `__Host-` prefix pins the cookie to this host; over plain http (laptop demo) browsers would refuse it. */
export const cookieName = (house: Pick<House, 'publicUrl'>, name: string): string =>
  `${secure(house) ? '__Host-' : ''}${name}`

const nameOf = (house: Pick<House, 'publicUrl'>, kind: SessionKind): string => cookieName(house, `yunchuang-${kind}`)

const secure = (house: Pick<House, 'publicUrl'>): boolean => house.publicUrl.startsWith('https://')

export const readSessionCookie = (
  house: Pick<House, 'publicUrl'>,
  request: FastifyRequest,
  kind: SessionKind,
): string | undefined => request.cookies[nameOf(house, kind)]

export function setSessionCookie(
  house: Pick<House, 'publicUrl'>,
  reply: FastifyReply,
  kind: SessionKind,
  token: string,
): void {
  reply.setCookie(nameOf(house, kind), token, {
    path: '/',
    httpOnly: true,
    sameSite: kind === 'officer' ? 'strict' : 'lax',
    secure: secure(house),
    ...(kind === 'citizen' ? { maxAge: 90 * 24 * 3600 } : {}),
  })
}

export function clearSessionCookie(house: Pick<House, 'publicUrl'>, reply: FastifyReply, kind: SessionKind): void {
  reply.clearCookie(nameOf(house, kind), { path: '/', httpOnly: true, sameSite: 'lax', secure: secure(house) })
}
