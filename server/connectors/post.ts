import { Type, type Static } from 'typebox'
import { PARCEL_SCANS } from '#domain/parcels.ts'
import type { Exchange } from './exchange.ts'
import { Instant, Mobile } from './fields.ts'

/** The courier (EMS): takes parcels, tells where they are. */

export type ParcelEvent = Static<typeof ParcelEvent>
export const ParcelEvent = Type.Object({
  at: Instant,
  place: Type.String(),
  what: Type.String(),
  state: Type.Enum([...PARCEL_SCANS]),
})

/** The courier gets name, mobile and address, and nothing about what is inside. */
export type Recipient = Static<typeof Recipient>
export const Recipient = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60 }),
  mobile: Mobile,
  /** province/city/district in words, e.g. 山东省青岛市市南区 */
  region: Type.String({ minLength: 1, maxLength: 100 }),
  address: Type.String({ minLength: 1, maxLength: 200 }),
})

const Waybill = Type.String({ pattern: '^[A-Z0-9]{8,20}$' })

export const postMessages = {
  accept: {
    name: 'accept',
    request: Type.Object({ parcelNo: Type.String({ minLength: 1, maxLength: 60 }), recipient: Recipient }),
    answer: Type.Object({ waybill: Waybill }),
  },
  track: {
    name: 'track',
    request: Type.Object({ waybill: Waybill }),
    answer: Type.Object({ events: Type.Array(ParcelEvent) }),
  },
}

export type Post = ReturnType<typeof createPost>

export function createPost({ ask }: Exchange) {
  return {
    accept: (key: string, q: { parcelNo: string; recipient: Recipient }) => ask('post', postMessages.accept, q, key),
    track: (q: { waybill: string }) => ask('post', postMessages.track, q),
  }
}
