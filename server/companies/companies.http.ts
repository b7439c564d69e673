import type { FastifyInstance } from 'fastify'
import * as api from '#api/companies.ts'
import { maskIdNumber, maskName, maskVin } from '#domain/mask.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, serveAct, serveRead } from '#server/kit/serve.ts'
import {
  addMember,
  casesOfCompany,
  companiesOf,
  companyFor,
  membersOf,
  registerCompany,
  removeMember,
} from './companies.ts'
import { doneViews } from './done.ts'

/** Unit accounts: registration by the legal representative, users, vehicles, what was done. */
export function companyRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.listCompanies, async ({ actor }) => ({
    companies: await companiesOf(house.db.read, citizenOf(actor).id),
  }))
  serveRead(app, house, api.registerCompany, async ({ actor, body }) =>
    registerCompany(house, citizenOf(actor), body.creditCode),
  )
  serveRead(app, house, api.readCompany, async ({ actor, params }) => {
    const company = await companyFor(house.db.read, citizenOf(actor), params.id)
    const [members, done] = await Promise.all([
      membersOf(house.db.read, house, company.id),
      casesOfCompany(house.db.read, company.id),
    ])
    return {
      company,
      members: members.map((m) => ({
        id: m.id,
        name: maskName(m.name),
        idNumber: maskIdNumber(m.idNumber),
        role: m.role,
        since: m.since.toISOString(),
      })),
      cases: await doneViews(house, done),
    }
  })
  serveRead(app, house, api.companyVehicles, async ({ actor, params }) => {
    const company = await companyFor(house.db.read, citizenOf(actor), params.id)
    const found = await house.connectors.registry.vehicles({ idNumber: company.creditCode })
    return {
      down: !found.ok,
      vehicles: (found.ok ? found.answer : []).map((v) => ({
        plate: v.plate,
        plateType: v.plateType,
        vin: maskVin(v.vin),
        model: `${v.brand} ${v.model}`,
      })),
    }
  })
  serveAct(app, house, api.addMember, async (tx, { actor, params, body }) => ({
    id: await addMember(tx, house, citizenOf(actor), params.id, body),
  }))
  serveAct(app, house, api.removeMember, async (tx, { actor, params }) => {
    await removeMember(tx, house, citizenOf(actor), params.id, params.member)
    return { ok: true as const }
  })
}
