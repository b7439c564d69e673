import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Id, Instant, Ok, strict, TextPair, Words } from './shared.ts'

export const MEMBER_ROLES = ['legal', 'admin', 'user'] as const

const Summary = Type.Object({ id: Id, creditCode: Type.String(), name: Type.String(), role: Type.Enum(MEMBER_ROLES) })

export const listCompanies = route({
  name: 'listCompanies',
  method: 'GET',
  path: '/api/my/companies',
  act: 'citizen.self',
  summary: 'Companies whose account I may use',
  reply: Type.Object({ companies: Type.Array(Summary) }),
})
export const registerCompany = route({
  name: 'registerCompany',
  method: 'POST',
  path: '/api/my/companies',
  act: 'company.register',
  idempotent: 'own',
  summary: 'Register a company as its legal representative; the market regulator is asked',
  body: Type.Object({ creditCode: Type.String({ maxLength: 18 }) }, strict),
  reply: Summary,
})
export const readCompany = route({
  name: 'readCompany',
  method: 'GET',
  path: '/api/my/companies/:id',
  act: 'company.use',
  summary: 'A company, its users (masked) and what was applied for in its name',
  params: ById,
  reply: Type.Object({
    company: Summary,
    members: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        idNumber: Type.String(),
        role: Type.Enum(MEMBER_ROLES),
        since: Instant,
      }),
    ),
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
  }),
})
export const companyVehicles = route({
  name: 'companyVehicles',
  method: 'GET',
  path: '/api/my/companies/:id/vehicles',
  act: 'company.use',
  summary: 'All vehicles registered in the name of the company',
  params: ById,
  reply: Type.Object({
    down: Type.Boolean(),
    vehicles: Type.Array(
      Type.Object({ plate: Type.String(), plateType: Type.String(), vin: Type.String(), model: Type.String() }),
    ),
  }),
})
export const addMember = route({
  name: 'addMember',
  method: 'POST',
  path: '/api/my/companies/:id/members',
  act: 'company.manage',
  summary: 'Name the administrator, or add a user',
  params: ById,
  body: Type.Object(
    {
      name: Words(30, 2),
      idNumber: Type.String({ maxLength: 18 }),
      role: Type.Union([Type.Literal('admin'), Type.Literal('user')]),
    },
    strict,
  ),
  reply: Type.Object({ id: Id }),
})
export const removeMember = route({
  name: 'removeMember',
  method: 'POST',
  path: '/api/my/companies/:id/members/:member/remove',
  act: 'company.manage',
  summary: 'Remove the administrator or a user',
  params: Type.Object({ id: Id, member: Id }, strict),
  body: Type.Object({}, strict),
  reply: Ok,
})
