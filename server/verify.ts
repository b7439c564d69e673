import pg from 'pg'
import { accountInvariants, verifyOfficers } from '#server/accounts/invariants.ts'
import { actingInvariants } from '#server/authorities/invariants.ts'
import { appointmentInvariants } from '#server/appointments/invariants.ts'
import { caseInvariants } from '#server/cases/invariants.ts'
import { verifyChains } from '#server/cases/verify-chains.ts'
import { deskInvariants } from '#server/desk/invariants.ts'
import { coSignInvariants } from '#server/co-signs/invariants.ts'
import type { Crypto, Suite } from '#server/kit/crypto.ts'
import { leavingInvariants } from '#server/leaving/invariants.ts'
import type { Invariant } from '#server/kit/invariant.ts'
import { makerInvariants } from '#server/makers/invariants.ts'
import { verifyMakers } from '#server/makers/verify-makers.ts'
import { paymentInvariants } from '#server/payments/invariants.ts'
import { plateInvariants } from '#server/plates/invariants.ts'
import { verifyPlates } from '#server/plates/verify-plates.ts'
import { productionInvariants } from '#server/production/invariants.ts'
import { videoInvariants } from '#server/video/invariants.ts'
import { mustBeOurs } from './verify-trouble.ts'
import { verifySealed } from '#server/sealed-log/verify-sealed.ts'

export const INVARIANTS: readonly Invariant[] = [
  ...caseInvariants,
  ...coSignInvariants,
  ...actingInvariants,
  ...paymentInvariants,
  ...plateInvariants,
  ...makerInvariants,
  ...appointmentInvariants,
  ...productionInvariants,
  ...deskInvariants,
  ...videoInvariants,
  ...leavingInvariants,
  ...accountInvariants,
]

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

/**
 * Asks every invariant over the live database, in one snapshot, and recomputes every chain. With the house's key (`crypto`) also
 * whether each officer's row is as the house wrote it; all else needs none.
 */
export async function verifyDatabase(ownerUrl: string, suite: Suite, crypto?: Crypto): Promise<Verification> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await mustBeOurs(client)
    await client.query('begin isolation level repeatable read read only')
    const found = await verifyOn(client, suite, crypto)
    await client.query('commit')
    return found
  } finally {
    await client.end()
  }
}

/** The same inside a transaction of the caller's. */
export async function verifyOn(client: pg.ClientBase, suite: Suite, crypto?: Crypto): Promise<Verification> {
  const found: [name: string, broken: readonly string[]][] = []
  for (const { name, sql } of INVARIANTS)
    found.push([name, (await ask(client, sql)).map((row) => Object.values(row).map(String).join(' '))])
  const chains = await verifyChains(client, suite)
  const plates = await verifyPlates(client, suite)
  const makers = await verifyMakers(client)
  found.push(
    ['every event chain recomputes', chains.broken],
    ['every plate log recomputes, and numbers, segments and draws are as it says', plates.broken],
    ['every draw of a maker computes again, and its samples are the ones drawn', makers.draws],
    ['every record of a maker bears the signature of its key', makers.signatures],
    ['every sealed record is as it was sealed', await verifySealed(client, suite)],
  )
  if (crypto) found.push(['every officer’s row is as the house wrote it', await verifyOfficers(client, crypto)])
  return {
    checked: found.length,
    events: chains.events + plates.rows,
    broken: found
      .filter(([, broken]) => broken.length > 0)
      .map(([name, broken]) => ({ name, count: broken.length, examples: broken.slice(0, 5) })),
  }
}

/** A row so spoilt that the question itself fails (a text that is no JSON any more) is a finding, not the end of the search. */
async function ask(client: pg.ClientBase, sql: string): Promise<Record<string, unknown>[]> {
  await client.query('savepoint question')
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || !error.code?.startsWith('22')) throw error
    await client.query('rollback to savepoint question')
    return [{ unreadable: `a row cannot be read (${error.code})` }]
  } finally {
    await client.query('release savepoint question').catch(() => undefined)
  }
}
