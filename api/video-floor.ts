import { Type } from 'typebox'
import { LANGUAGES } from '#domain/video/terms.ts'
import { route } from './route.ts'
import { Day, Id, Instant, strict, TextPair, Words } from './shared.ts'
import { Code } from './video-shared.ts'

/** Who serves which line: skills, relatives, officers lent by other offices, and how capacity is shared. All with a reason, all audited. */

const Reason = Words(300, 2)
const OfficerId = Code(20)

export const VideoPeople = Type.Object({
  groups: Type.Array(Type.Object({ group: Type.String(), name: TextPair })),
  languages: Type.Array(Type.Enum(LANGUAGES)),
  officers: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      /** Nothing is recorded: a reviewer serves every line in Mandarin. */
      byDefault: Type.Boolean(),
      skills: Type.Array(Type.Object({ group: Type.String(), languages: Type.Array(Type.Enum(LANGUAGES)) })),
      /** Persons this officer is never offered; masked. */
      relatives: Type.Array(Type.Object({ person: Id, name: Type.String() })),
    }),
  ),
  lendings: Type.Array(
    Type.Object({
      id: Id,
      group: Type.String(),
      groupName: TextPair,
      lender: Type.Integer(),
      lenderName: TextPair,
      from: Day,
      to: Day,
      reason: Type.String(),
      by: Type.String(),
      /** Not ended and not begun. */
      ahead: Type.Boolean(),
      running: Type.Boolean(),
    }),
  ),
  /** Offices that could lend, when the city's configuration allows it. */
  lenders: Type.Array(Type.Object({ office: Type.Integer(), name: TextPair })),
  capacity: Type.Object({
    /** Share of the officers on duty that can be booked by default. */
    share: Type.Number(),
    officers: Type.Integer(),
    today: Type.Array(Type.Object({ at: Instant, capacity: Type.Integer(), booked: Type.Integer() })),
    shifts: Type.Array(
      Type.Object({
        from: Instant,
        to: Instant,
        share: Type.Number(),
        reason: Type.String(),
        by: Type.String(),
        at: Instant,
      }),
    ),
  }),
})

export const readVideoPeople = route({
  name: 'readVideoPeople',
  method: 'GET',
  path: '/api/video/people',
  act: 'video.supervise',
  summary: 'Who serves which line in which language, relatives, lent officers, capacity of today',
  reply: VideoPeople,
})
export const setSkills = route({
  name: 'setVideoSkills',
  method: 'POST',
  path: '/api/video/people/:officer/skills',
  act: 'video.supervise',
  summary: 'What an officer serves from now on; an empty list is the default again',
  params: Type.Object({ officer: OfficerId }, strict),
  body: Type.Object(
    {
      skills: Type.Array(
        Type.Object({ group: Code(40), languages: Type.Array(Type.Enum(LANGUAGES), { minItems: 1 }) }, strict),
        { maxItems: 40 },
      ),
      reason: Reason,
    },
    strict,
  ),
  reply: VideoPeople,
})
export const addRelative = route({
  name: 'addRelative',
  method: 'POST',
  path: '/api/video/people/:officer/relatives',
  act: 'video.supervise',
  summary: 'A person whom this officer must never serve, by identity number',
  params: Type.Object({ officer: OfficerId }, strict),
  body: Type.Object({ idNumber: Type.String({ pattern: '^\\d{17}[\\dX]$' }), reason: Reason }, strict),
  reply: VideoPeople,
})
export const dropRelative = route({
  name: 'dropRelative',
  method: 'POST',
  path: '/api/video/people/:officer/relatives/:id/drop',
  act: 'video.supervise',
  summary: 'Declared by mistake: the person may be offered to this officer again',
  params: Type.Object({ officer: OfficerId, id: Id }, strict),
  body: Type.Object({ reason: Reason }, strict),
  reply: VideoPeople,
})
export const lendOfficers = route({
  name: 'lendOfficers',
  method: 'POST',
  path: '/api/video/lendings',
  act: 'video.supervise',
  summary: 'Officers of another office may serve a line of this one for some days, where the configuration allows it',
  body: Type.Object({ group: Code(40), lender: Type.Integer(), from: Day, to: Day, reason: Reason }, strict),
  reply: VideoPeople,
})
export const endLending = route({
  name: 'endLending',
  method: 'POST',
  path: '/api/video/lendings/:id/end',
  act: 'video.supervise',
  summary: 'From now on the other office no longer serves the line; running conversations go on',
  params: Type.Object({ id: Id }, strict),
  body: Type.Object({ reason: Reason }, strict),
  reply: VideoPeople,
})
export const shiftCapacity = route({
  name: 'shiftCapacity',
  method: 'POST',
  path: '/api/video/capacity',
  act: 'video.supervise',
  summary: 'Another share of the capacity can be booked from one moment to another; what is booked stays booked',
  body: Type.Object(
    { from: Instant, to: Instant, share: Type.Number({ minimum: 0, maximum: 1 }), reason: Reason },
    strict,
  ),
  reply: VideoPeople,
})
