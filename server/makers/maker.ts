import { companyFor } from '#server/companies/companies.ts'
import type { City } from '#server/kit/city.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { allow, type Citizen } from '#server/kit/serve.ts'

export interface Maker {
  /** Of its company account. */
  id: string
  name: string
  wmi: readonly string[]
  /** What the person who asks is in the company. */
  role: 'legal' | 'admin' | 'user'
}

/** The maker whose account it is, for one of its users; a company that is no admitted maker is refused. */
export async function makerFor(tx: Pick<Tx, 'one'>, house: House, citizen: Citizen, id: string): Promise<Maker> {
  const company = await companyFor(tx, citizen, id)
  allow('maker.use', citizen, { owner: citizen.id })
  const admitted = house.city.makers.find((m) => m.creditCode === company.creditCode)
  if (!admitted) throw refusedBy(409, { code: 'MAKER_NOT_ADMITTED' })
  return { id: company.id, name: company.name, wmi: admitted.wmi, role: company.role }
}

/** The admitted maker whose VINs begin as this one does. */
export const admittedFor = (city: Pick<City, 'makers'>, vin: string): City['makers'][number] | undefined =>
  city.makers.find((m) => m.wmi.includes(vin.slice(0, 3)))
