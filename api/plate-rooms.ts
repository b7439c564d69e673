import { type Static, Type } from 'typebox'
import { route } from './route.ts'
import { ById, Id, Instant } from './shared.ts'

const Hex = Type.String({ pattern: '^[0-9a-f]*$' })
const Count = Type.Integer({ minimum: 0 })

export const ROOM_STATES = ['none', 'outside', 'early', 'waiting', 'admitted', 'left', 'over'] as const

export type RoomPlace = Static<typeof RoomPlace>
/**
 * Where somebody stands before a release. `none`: no room now, one may choose. `outside`: a room is open and this vehicle has no
 * place in it. `early`: inside before the minute, the lot decides. `over`: the admission ran out unused.
 */
export const RoomPlace = Type.Object({
  state: Type.Enum([...ROOM_STATES]),
  now: Instant,
  /** When to ask again; spread by chance, asking sooner gains nothing. */
  askAgainMs: Count,
  room: Type.Optional(
    Type.Object({
      id: Id,
      pool: Type.String(),
      opensAt: Instant,
      releaseAt: Instant,
      commit: Hex,
      /** How many are inside. */
      inside: Count,
      /** Numbers of the pool that nobody has. */
      numbersLeft: Count,
      /** People let in within the last minute. */
      pace: Count,
      paused: Type.Boolean(),
    }),
  ),
  place: Type.Optional(Type.Integer({ minimum: 1 })),
  /** Waiting people before this one. */
  ahead: Type.Optional(Count),
  /** The admission is to be used by then. */
  until: Type.Optional(Instant),
})

const room = <N extends string, M extends 'GET' | 'POST'>(
  name: N,
  method: M,
  path: `/api/${string}`,
  summary: string,
) => ({ name, method, path, act: 'case.own', summary, params: ById, reply: RoomPlace }) as const

export const readRoom = route(
  room('readRoom', 'GET', '/api/my/cases/:id/plates/room', 'The own place before a release'),
)
export const joinRoom = route(
  room('joinRoom', 'POST', '/api/my/cases/:id/plates/room', 'Takes a place for the vehicle'),
)
export const leaveRoom = route(
  room('leaveRoom', 'POST', '/api/my/cases/:id/plates/room/leave', 'Gives the place up; a new one is at the end'),
)

const PublicRoom = Type.Object({
  id: Id,
  pool: Type.String(),
  segment: Id,
  opensAt: Instant,
  releaseAt: Instant,
  closedAt: Type.Optional(Instant),
  commit: Hex,
  /** Told when the room is closed: with it the lot can be drawn again. */
  seed: Type.Optional(Hex),
  inside: Count,
})
export const publicRooms = route({
  name: 'publicRooms',
  method: 'GET',
  path: '/api/plates/rooms',
  act: 'public',
  summary: 'Waiting rooms of releases, newest first',
  reply: Type.Object({ rooms: Type.Array(PublicRoom) }),
})
export const publicRoom = route({
  name: 'publicRoom',
  method: 'GET',
  path: '/api/plates/rooms/:id',
  act: 'public',
  summary: 'One waiting room; when closed, every place by the tag of its vehicle',
  params: ById,
  reply: Type.Object({
    ...PublicRoom.properties,
    /** `early`: was inside at the minute and took part in the lot. */
    places: Type.Array(Type.Object({ tag: Hex, place: Type.Integer(), early: Type.Boolean() })),
  }),
})
