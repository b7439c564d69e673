import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Id, Ok, strict, Words } from './shared.ts'
import {
  AcceptBody,
  ChatText,
  Code,
  MediaBody,
  MediaReply,
  RoomBody,
  RoomReply,
  SignalBody,
  SignalReply,
} from './video-shared.ts'
import { MySession, SecondAct } from './video-session.ts'

/**
 * Interpreter, spouse, family, guardian without an account: a code opens the door once, a sealed cookie of this browser is the
 * pass afterwards, and the officer lets them in. Paths are those of the citizen's conversation under another root.
 */

export const joinAsGuest = route({
  name: 'joinAsGuest',
  method: 'POST',
  path: '/api/video/join',
  act: 'public',
  idempotent: 'own',
  summary:
    'Knock at a conversation with the code its citizen or officer gave: name, relation, and the consent to the recording',
  body: Type.Object(
    {
      code: Code(12),
      name: Words(30, 2),
      relation: Words(20),
      /** The text of the consent that was shown, word for word. */
      version: Code(20),
      hash: Type.String({ minLength: 64, maxLength: 64 }),
    },
    strict,
  ),
  reply: Type.Object({ session: Id }),
})
export const readGuestSession = route({
  name: 'readGuestSession',
  method: 'GET',
  path: '/api/video/guests/:id',
  act: 'video.guest',
  summary: 'The conversation as its guest sees it, once let in',
  params: ById,
  reply: MySession,
})
export const actAsGuest = route({
  name: 'actAsGuest',
  method: 'POST',
  path: '/api/video/guests/:id/acts',
  act: 'video.guest',
  idempotent: 'own',
  summary: 'A guest writes in the chat; a spouse who must agree as well consents and signs',
  params: ById,
  body: Type.Object(
    { act: Type.Union([Type.Object({ type: Type.Literal('chat'), text: ChatText }, strict), ...SecondAct]) },
    strict,
  ),
  reply: MySession,
})
export const enterGuestRoom = route({
  name: 'enterGuestRoom',
  method: 'POST',
  path: '/api/video/guests/:id/room',
  act: 'video.guest',
  idempotent: 'own',
  summary: 'A one-time key to the room for a guest who was let in',
  params: ById,
  body: RoomBody,
  reply: RoomReply,
})
export const sendGuestMedia = route({
  name: 'sendGuestMedia',
  method: 'POST',
  path: '/api/video/guests/:id/media',
  act: 'video.guest',
  idempotent: 'own',
  summary: 'SDP offer → SDP answer of a guest',
  params: ById,
  body: MediaBody,
  reply: MediaReply,
})
export const acceptGuestMedia = route({
  name: 'acceptGuestMedia',
  method: 'POST',
  path: '/api/video/guests/:id/media/accept',
  act: 'video.guest',
  idempotent: 'own',
  summary: 'Answer to an offer of the media engine, where it makes one',
  params: ById,
  body: AcceptBody,
  reply: Ok,
})
export const sendGuestSignal = route({
  name: 'sendGuestSignal',
  method: 'POST',
  path: '/api/video/guests/:id/signal',
  act: 'video.guest',
  idempotent: 'own',
  summary: 'How good a guest’s line is, and what to send now',
  params: ById,
  body: SignalBody,
  reply: SignalReply,
})
