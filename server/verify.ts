import pg from 'pg'
import { appointmentInvariants } from '#server/appointments/invariants.ts'
import { caseInvariants } from '#server/cases/invariants.ts'
import { verifyChains } from '#server/cases/verify-chains.ts'
import type { Suite } from '#server/kit/crypto.ts'
import type { Invariant } from '#server/kit/invariant.ts'
import { paymentInvariants } from '#server/payments/invariants.ts'
import { plateInvariants } from '#server/plates/invariants.ts'
import { productionInvariants } from '#server/production/invariants.ts'

export const INVARIANTS: readonly Invariant[] = [...caseInvariants, ...paymentInvariants, ...plateInvariants, ...appointmentInvariants, ...productionInvariants]

export interface Finding {
  name: string
  count: number
  /** A few of the things that break it. */
  examples: string[]
}

export interface Verification {
  checked: number
  events: number
  broken: Finding[]
}

/** Asks every invariant over the live database, in one snapshot, and recomputes every chain. */
export async function verifyDatabase(ownerUrl: string, suite: Suite): Promise<Verification> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const broken: Finding[] = []
    for (const { name, sql } of INVARIANTS) {
      const { rows } = await client.query<Record<string, unknown>>(sql)
      if (rows.length > 0) broken.push({ name, count: rows.length, examples: rows.slice(0, 5).map((row) => Object.values(row).map(String).join(' ')) })
    }
    const chains = await verifyChains(client, suite)
    if (chains.broken.length > 0) broken.push({ name: 'every event chain recomputes', count: chains.broken.length, examples: chains.broken.slice(0, 5) })
    await client.query('commit')
    return { checked: INVARIANTS.length + 1, events: chains.events, broken }
  } finally {
    await client.end()
  }
}
