import { limitAddress } from '#server/accounts/rate.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { turnCredential } from './media/turn.ts'
import { exchangeMedia } from './media-relay.ts'

const TESTS = 30
const WINDOW_SECONDS = 600

/**
 * Lets a browser try the way its call would take, before the line and without any conversation: the real media port, and the relay
 * where the city has one. Throws Refused 422 for an offer that is none, 429 for too many from one address, 503 without a carrier.
 */
export async function testLineFrom(house: House, address: string, sdp: string) {
  // The engine takes some words that are no offer, and then waits in vain for its own addresses.
  if (!/^v=0\r?\n/.test(sdp) || !/^m=/m.test(sdp)) throw refusedBy(422, { code: 'VIDEO_BAD_OFFER' })
  await house.db.tx((tx) => limitAddress(tx, house, 'video-line-test', address, TESTS, WINDOW_SECONDS))
  const id = uuidv7()
  const answer = await exchangeMedia(house, {
    kind: 'probe',
    session: id,
    peer: 'probe',
    side: 'guest',
    device: '',
    sdp,
  })
  const turn = house.media?.config.turn
  return { sdp: answer.sdp, ice: turn ? [turnCredential(turn, house.crypto.keyedId(id), house.time.now())] : [] }
}
