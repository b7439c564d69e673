import type { MediaAnswer } from './media/engine.ts'
import { MediaError } from './media/engine.ts'
import { Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { type Offer, localNode, NODE_DEAD_MS } from './media-nodes.ts'
import { answerOffer, forgetOffer, insertOffer, liveNodes, offersFor, readOffer } from './media.sql.ts'
import { actIfFits } from './sessions.ts'
import { pinCall, readSessionRow } from './sessions.sql.ts'

/** A browser gives up after about ten seconds; an answer later than this is none. */
const ANSWER_MS = 8_000

/**
 * Answers an offer on the process that carries the call, whichever process the browser reached. The first offer chooses the
 * process; when that one has died the next offer chooses another, and the conversation goes on there.
 */
export async function exchangeMedia(house: House, offer: Offer): Promise<MediaAnswer> {
  // Only a call that runs can take an answer to its own offer.
  if (offer.kind === 'accept' && !(await house.db.read.one(readSessionRow, [offer.session]))?.node)
    throw refusedBy(409, { code: 'VIDEO_NO_LINE' })
  const node = offer.kind === 'probe' ? await anyCarrier(house) : await carrierOf(house, offer.session)
  const local = localNode(house)
  try {
    return node === local?.id ? await local.take(offer) : await relay(house, node, offer)
  } catch (error) {
    if (error instanceof MediaError) throw refusedFor(error)
    throw error
  }
}

/** Which process carries this call, from now on. Throws Refused 503 when none can. */
async function carrierOf(house: House, session: string): Promise<string> {
  const alive = new Date(house.time.now().getTime() - NODE_DEAD_MS)
  const row = await house.db.read.one(readSessionRow, [session])
  const living = await house.db.read.many(liveNodes, [alive])
  if (row?.node && living.some((n) => n.id === row.node)) return row.node
  const wanted = localNode(house)?.id ?? living[0]?.id
  if (!wanted) throw unavailable()
  return house.db.tx(async (tx) => {
    const pinned = await tx.one(pinCall, [session, wanted, alive])
    const node = pinned?.node ?? (await tx.one(readSessionRow, [session]))?.node
    if (!node) throw refusedBy(409, { code: 'VIDEO_OVER' })
    // The process that had it is gone: for the conversation that is a lost line, and our fault.
    if (row?.node && row.node !== node) await actIfFits(tx, house, session, { type: 'node-lost' })
    return node
  })
}

/** Any process that can carry a call. Throws Refused 503 when none can. */
async function anyCarrier(house: House): Promise<string> {
  const alive = new Date(house.time.now().getTime() - NODE_DEAD_MS)
  const node = localNode(house)?.id ?? (await house.db.read.many(liveNodes, [alive]))[0]?.id
  if (!node) throw unavailable()
  return node
}

async function relay(house: House, node: string, offer: Offer): Promise<MediaAnswer> {
  const id = uuidv7()
  const now = house.time.now()
  const answered = heard(house, `offer:${id}`)
  await house.db.write.run(insertOffer, [id, node, house.crypto.seal(JSON.stringify(offer), place(id, 'body')), now])
  house.bus.publish({ topic: `node:${node}`, version: now.getTime() % 2_000_000_000 })
  const end = Date.now() + ANSWER_MS
  try {
    for (;;) {
      const row = await house.db.read.one(readOffer, [id])
      if (row?.error) throw refusedBy(503, { code: 'VIDEO_MEDIA_DOWN' })
      if (row?.answer)
        return JSON.parse(house.crypto.open(row.answer, place(id, 'answer')).toString('utf8')) as MediaAnswer
      if (Date.now() > end) throw unavailable()
      await answered.next(end - Date.now())
    }
  } finally {
    answered.stop()
    await house.db.write.run(forgetOffer, [id, new Date(now.getTime() - 60_000)])
  }
}

/** Answers everything that waits for this process. */
export async function answerWaiting(
  house: House,
  node: string,
  take: (offer: Offer) => Promise<MediaAnswer>,
): Promise<void> {
  const waiting = await house.db.read.many(offersFor, [node])
  await Promise.all(
    waiting.map(async ({ id, body }) => {
      try {
        const offer = JSON.parse(house.crypto.open(body, place(id, 'body')).toString('utf8')) as Offer
        const answer = await take(offer)
        await house.db.write.run(answerOffer, [
          id,
          house.crypto.seal(JSON.stringify(answer), place(id, 'answer')),
          null,
        ])
      } catch (error) {
        house.log.error('media offer', error)
        await house.db.write.run(answerOffer, [id, null, error instanceof MediaError ? error.code : 'FAILED'])
      }
      house.bus.publish({ topic: `offer:${id}`, version: 1 })
    }),
  )
}

const place = (id: string, column: string): string => `video_offers|${column}|${id}`

/** Waits for the next word on a topic, or at most half a second: lost news is harmless. */
function heard(house: House, topic: string) {
  let wake: (() => void) | undefined
  const stop = house.bus.subscribe([topic], () => wake?.())
  return {
    stop,
    next: (ms: number): Promise<void> =>
      new Promise((done) => {
        const timer = setTimeout(done, Math.max(1, Math.min(ms, 500)))
        wake = () => {
          clearTimeout(timer)
          done()
        }
      }),
  }
}

const unavailable = (): Refused => {
  const { code, message, next } = refusedBy(503, { code: 'VIDEO_MEDIA_DOWN' })
  return new Refused(503, code, message, { ...(next ? { next } : {}), retryAfter: 2 })
}

function refusedFor(error: MediaError): Refused {
  if (error.code === 'CALL_FULL') return refusedBy(409, { code: 'VIDEO_FULL' })
  if (error.code === 'BAD_OFFER' || error.code === 'NO_CODEC') return refusedBy(422, { code: 'VIDEO_BAD_OFFER' })
  return unavailable()
}
