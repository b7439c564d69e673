import type { FastifyRequest } from 'fastify'
import type { House } from './house.ts'

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Where this visitor reaches the house: its public address. On a laptop the loopback has several names, each with cookies of its own:
 * who came by another one goes on under that one, or a way back (from the bank, say) would end at the sign-in page.
 */
export function addressFor(house: Pick<House, 'publicUrl'>, request: Pick<FastifyRequest, 'headers'>): string {
  const own = new URL(house.publicUrl)
  const asked = URL.parse(`${own.protocol}//${request.headers.host ?? ''}`)
  const twin = asked !== null && LOOPBACK.has(own.hostname) && LOOPBACK.has(asked.hostname) && asked.port === own.port
  return twin ? asked.origin : house.publicUrl
}
