import { type CallOptions, MediaError, type PeerId } from './engine.ts'

/** The seat of a peer that sits down now: its own where one is kept for it, else the lowest that nobody has. Throws CALL_FULL. */
export function seatFor(
  { maxPeers, kept = [] }: Pick<CallOptions, 'maxPeers' | 'kept'>,
  peers: Iterable<{ seat: number }>,
  id: PeerId,
): number {
  const own = kept.indexOf(id)
  if (own >= 0) return own
  const taken = new Set([...peers].map((peer) => peer.seat))
  for (let seat = kept.length; seat < maxPeers; seat++) if (!taken.has(seat)) return seat
  throw new MediaError('CALL_FULL', `all ${maxPeers} seats are taken`)
}
