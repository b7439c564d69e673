import { inspectedAt } from '#domain/pre-inspection.ts'
import type { House } from '#server/kit/house.ts'
import { admittedFor } from './maker.ts'
import * as sql from './makers.sql.ts'
import { suspendedByCode } from './measures.sql.ts'

/** What a maker's word about a car is worth here. */
export interface Inspected {
  inspectedAt: string
  maker: string
  passed: boolean
  /** Why it does not count although it was said. */
  why?: 'suspended' | 'objected'
}

/**
 * What a maker said here about a car. A suspended maker's word counts for none of its cars, whoever passed it on; a record an
 * officer objected to counts again when a mended one was looked at and passed. undefined: nothing whole was said here, the
 * ministry is asked.
 */
export async function ownPreInspection(house: House, vin: string): Promise<Inspected | undefined> {
  const admitted = admittedFor(house.city, vin)
  if (!admitted) return undefined
  if (await house.db.read.one(suspendedByCode, [admitted.creditCode]))
    return { inspectedAt: '', maker: admitted.name, passed: false, why: 'suspended' }
  const found = await house.db.read.one(sql.ownRecord, [vin])
  if (!found || !house.city.makers.some((m) => m.creditCode === found.credit_code)) return undefined
  if (found.objected && !(found.whole && found.sample === 'passed'))
    return { inspectedAt: '', maker: found.name, passed: false, why: 'objected' }
  return found.whole ? { inspectedAt: inspectedAt(found.record), maker: found.name, passed: true } : undefined
}
