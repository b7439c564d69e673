import type { House } from '#server/kit/house.ts'
import type { MediaAnswer } from './media/engine.ts'

/** An offer of one peer of one conversation, or the answer to an engine's own offer. */
export interface Offer {
  /** `probe`: of nobody's conversation; only whether packets come through. */
  kind: 'offer' | 'accept' | 'probe'
  session: string
  peer: string
  side: 'citizen' | 'officer' | 'guest'
  device: string
  sdp: string
}

/** This process as a carrier of calls. */
export interface MediaNode {
  id: string
  take(offer: Offer): Promise<MediaAnswer>
  close(): Promise<void>
}

/** A process that says nothing for so long is taken for dead; its calls begin again elsewhere. */
export const NODE_DEAD_MS = 15_000

const nodes = new WeakMap<House['db'], MediaNode>()
export const enlist = (house: House, node: MediaNode): void => void nodes.set(house.db, node)
export const dismiss = (house: House): void => void nodes.delete(house.db)

/** The carrier in this process, if it is one. */
export const localNode = (house: House): MediaNode | undefined => nodes.get(house.db)
