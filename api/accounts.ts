import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Id, Instant, Ok, strict, TextPair } from './shared.ts'

export const requestCode = route({
  name: 'requestCode',
  method: 'POST',
  path: '/api/sign-in/code',
  act: 'public',
  idempotent: 'own',
  summary: 'Send a sign-in code to a mobile number',
  body: Type.Object({ mobile: Type.String({ maxLength: 30 }) }, strict),
  reply: Ok,
})
export const signIn = route({
  name: 'signIn',
  method: 'POST',
  path: '/api/sign-in',
  act: 'public',
  idempotent: 'own',
  summary: 'Sign in by code; the first time with real name',
  body: Type.Object(
    {
      mobile: Type.String({ maxLength: 30 }),
      code: Type.String({ maxLength: 12 }),
      name: Type.Optional(Type.String({ maxLength: 60 })),
      idNumber: Type.Optional(Type.String({ maxLength: 30 })),
    },
    strict,
  ),
  reply: Type.Object({ person: Id }),
})
export const signOut = route({
  name: 'signOut',
  method: 'POST',
  path: '/api/my/sign-out',
  act: 'citizen.self',
  idempotent: 'own',
  summary: 'End this session',
  body: Type.Object({}, strict),
  reply: Ok,
})
export const myProfile = route({
  name: 'myProfile',
  method: 'GET',
  path: '/api/my/profile',
  act: 'citizen.self',
  summary: 'Who is signed in (masked)',
  reply: Type.Object({ id: Id, name: Type.String(), idNumber: Type.String(), mobile: Type.String() }),
})
const Session = Type.Object({
  id: Id,
  device: Type.String(),
  createdAt: Instant,
  seenAt: Instant,
  current: Type.Boolean(),
})
export const mySessions = route({
  name: 'mySessions',
  method: 'GET',
  path: '/api/my/sessions',
  act: 'citizen.self',
  summary: 'Devices that are signed in',
  reply: Type.Object({ sessions: Type.Array(Session) }),
})
export const revokeSession = route({
  name: 'revokeSession',
  method: 'POST',
  path: '/api/my/sessions/:id/revoke',
  act: 'session.own',
  summary: 'Sign another device out',
  params: ById,
  body: Type.Object({}, strict),
  reply: Ok,
})
export const whoLooked = route({
  name: 'whoLooked',
  method: 'GET',
  path: '/api/my/reads',
  act: 'citizen.self',
  summary: 'Who looked at my data, when and why',
  reply: Type.Object({
    reads: Type.Array(
      Type.Object({
        at: Instant,
        who: Type.String(),
        office: Type.Union([Type.Integer(), Type.Null()]),
        act: Type.String(),
        purpose: Type.String(),
      }),
    ),
  }),
})

export const officerSignIn = route({
  name: 'officerSignIn',
  method: 'POST',
  path: '/api/officer/sign-in',
  act: 'public',
  idempotent: 'own',
  summary: 'Officer: password and one-time code',
  body: Type.Object(
    {
      id: Type.String({ maxLength: 20 }),
      password: Type.String({ maxLength: 200 }),
      totp: Type.String({ maxLength: 10 }),
    },
    strict,
  ),
  reply: Ok,
})
export const officerSignOut = route({
  name: 'officerSignOut',
  method: 'POST',
  path: '/api/officer/sign-out',
  act: 'officer.self',
  idempotent: 'own',
  summary: 'Officer: end this session',
  body: Type.Object({}, strict),
  reply: Ok,
})
export const officerMe = route({
  name: 'officerMe',
  method: 'GET',
  path: '/api/officer/me',
  act: 'officer.self',
  summary: 'Officer: who is signed in',
  reply: Type.Object({
    id: Type.String(),
    office: Type.Integer(),
    officeName: TextPair,
    roles: Type.Array(Type.String()),
    city: Type.String(),
  }),
})
