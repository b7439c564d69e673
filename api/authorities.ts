import { Type } from 'typebox'
import { AUTHORITY_KINDS } from '#domain/acting.ts'
import { route } from './route.ts'
import { ById, Day, Id, Instant, Ok, strict, TextPair, Words } from './shared.ts'

/** An authority as its two sides see it; names and numbers masked. */
export const AuthorityView = Type.Object({
  id: Id,
  kind: Type.Enum(AUTHORITY_KINDS),
  /** Who granted it: a person's or a company's name, masked when a person's. */
  principal: Type.String(),
  agent: Type.String(),
  services: Type.Array(Type.Object({ code: Type.String(), name: TextPair })),
  /** Masked plates; none: every vehicle. */
  plates: Type.Array(Type.String()),
  uses: Type.Union([Type.Integer(), Type.Null()]),
  used: Type.Integer(),
  until: Day,
  state: Type.Union([Type.Literal('offered'), Type.Literal('valid'), Type.Literal('ended')]),
  cases: Type.Array(
    Type.Object({
      id: Id,
      number: Type.String(),
      service: TextPair,
      state: Type.String(),
      at: Instant,
      by: Type.String(),
    }),
  ),
})

export const listAuthorities = route({
  name: 'listAuthorities',
  method: 'GET',
  path: '/api/my/authorities',
  act: 'citizen.self',
  summary: 'Authorities I granted, and those granted to me',
  reply: Type.Object({ given: Type.Array(AuthorityView), received: Type.Array(AuthorityView) }),
})

export const GrantBody = Type.Object(
  {
    kind: Type.Enum(AUTHORITY_KINDS),
    agentName: Type.Optional(Words(30)),
    agentIdNumber: Type.Optional(Type.String({ maxLength: 18 })),
    /** Credit code of a registered dealer, for the kind `dealer`. */
    dealer: Type.Optional(Type.String({ maxLength: 18 })),
    services: Type.Array(Type.String({ maxLength: 80 }), { maxItems: 81 }),
    plates: Type.Optional(Type.Array(Type.String({ maxLength: 12 }), { maxItems: 100 })),
    /** Left out: any number of applications until the last day. */
    uses: Type.Optional(Type.Integer()),
    until: Day,
    /** Granted for this company, by its administrator. */
    company: Type.Optional(Id),
  },
  strict,
)
export const grantAuthority = route({
  name: 'grantAuthority',
  method: 'POST',
  path: '/api/my/authorities',
  act: 'authority.grant',
  summary: 'Authorise another person, a relative or a dealer for named services',
  body: GrantBody,
  reply: Type.Object({ id: Id }),
})
export const acceptAuthority = route({
  name: 'acceptAuthority',
  method: 'POST',
  path: '/api/my/authorities/:id/accept',
  act: 'authority.agent',
  summary: 'Accept an authority that was granted to me',
  params: ById,
  body: Type.Object({}, strict),
  reply: Ok,
})
export const revokeAuthority = route({
  name: 'revokeAuthority',
  method: 'POST',
  path: '/api/my/authorities/:id/revoke',
  act: 'authority.own',
  summary: 'Withdraw an authority I granted, or one of a company I manage; nothing can be begun under it any more',
  params: ById,
  body: Type.Object({}, strict),
  reply: Ok,
})
export const forWhom = route({
  name: 'forWhom',
  method: 'GET',
  path: '/api/my/services/:code/for',
  act: 'citizen.self',
  summary: 'For whom I may begin this service: myself, those who authorised me, companies',
  params: Type.Object({ code: Type.String({ maxLength: 80 }) }, strict),
  reply: Type.Object({
    options: Type.Array(Type.Object({ for: Type.String(), name: Type.String(), kind: Type.String() })),
  }),
})
