import { Type } from 'typebox'
import { LEAVING_STATES } from '#domain/leaving.ts'
import { fileNewsPush, fileRequestPush } from '#domain/leaving-pushes.ts'
import { route } from './route.ts'
import { ById, Day, Instant, strict, TextPair, Version, Words } from './shared.ts'

/** Files of cars that move away: what other offices tell through the national register, and what officers of this one decide. */

export const tellFileRequest = route({
  name: 'tellFileRequest',
  method: 'POST',
  path: fileRequestPush.path,
  act: 'agency.tell',
  idempotent: 'own',
  summary:
    'Another office asks for the electronic file of a car that is registered here (order 164 arts. 18, 27). The same request again is the same request; the answer tells how far it is.',
  body: fileRequestPush.body,
  reply: Type.Object({ state: Type.Enum([...LEAVING_STATES]) }),
})

export const tellFileNews = route({
  name: 'tellFileNews',
  method: 'POST',
  path: fileNewsPush.path,
  act: 'agency.tell',
  idempotent: 'own',
  summary:
    'What became of a file that was asked for: the car is registered there, the file is not whole, or it comes back (withdrawn, or the owner did not come). News that comes late or twice changes nothing.',
  body: fileNewsPush.body,
  reply: Type.Object({ state: Type.Enum([...LEAVING_STATES]) }),
})

const Finding = Type.Object({
  code: Type.String(),
  message: TextPair,
  next: TextPair,
  /** An officer may weigh it and send all the same. */
  weighed: Type.Boolean(),
})
const Row = Type.Object({
  id: Type.String(),
  requestNo: Type.String(),
  state: Type.Enum([...LEAVING_STATES]),
  version: Version,
  why: Type.Union([Type.Literal('move'), Type.Literal('transfer')]),
  /** Masked. */
  who: Type.String(),
  what: Type.String(),
  vin: Type.String(),
  toName: Type.String(),
  askedAt: Instant,
  due: Day,
  /** The legal time for the answer is over, and there is none. */
  overdue: Type.Boolean(),
  /** Sent more than thirty days ago, and nothing heard since. */
  silent: Type.Boolean(),
  findings: Type.Array(Finding),
  reason: Type.Union([Type.String(), Type.Null()]),
})

export const listFileRequests = route({
  name: 'listFileRequests',
  method: 'GET',
  path: '/api/file-requests',
  act: 'leaving.work',
  summary:
    'Files of cars that move away: what waits for an officer first, then what is under way, then what ended in thirty days; masked.',
  reply: Type.Object({ review: Type.Integer(), items: Type.Array(Row) }),
})

export const readFileRequest = route({
  name: 'readFileRequest',
  method: 'GET',
  path: '/api/file-requests/:id',
  act: 'leaving.work',
  summary:
    'One request with names and plates (identity numbers masked), and what was done; the reading is recorded and shown to the owner.',
  params: ById,
  reply: Type.Intersect([
    Row,
    Type.Object({
      owner: Type.Object({ name: Type.String(), idNumber: Type.String() }),
      plate: Type.String(),
      record: Type.Union([
        Type.Object({ plate: Type.String(), owner: Type.String(), idNumber: Type.String(), model: Type.String() }),
        Type.Null(),
      ]),
      hash: Type.Union([Type.String(), Type.Null()]),
      events: Type.Array(
        Type.Object({
          at: Instant,
          kind: Type.String(),
          actor: Type.String(),
          note: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
    }),
  ]),
})

export const decideFileRequest = route({
  name: 'decideFileRequest',
  method: 'POST',
  path: '/api/file-requests/:id/decide',
  act: 'leaving.work',
  summary:
    'An officer sends the file, refuses it with the reason, or has everything looked at again. What the law bars cannot be sent.',
  params: ById,
  body: Type.Object(
    {
      version: Version,
      decision: Type.Union([Type.Literal('send'), Type.Literal('object'), Type.Literal('look-again')]),
      note: Words(300, 2),
    },
    strict,
  ),
  reply: Type.Object({ state: Type.Enum([...LEAVING_STATES]), version: Version }),
})
