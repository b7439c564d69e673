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
  const broken: Finding[] = []
  for (const { name, sql } of INVARIANTS) {
    const rows = await ask(client, sql)
    if (rows.length > 0)
      broken.push({
        name,
        count: rows.length,
        examples: rows.slice(0, 5).map((row) => Object.values(row).map(String).join(' ')),
      })
  }
  const chains = await verifyChains(client, suite)
  if (chains.broken.length > 0)
    broken.push({
      name: 'every event chain recomputes',
      count: chains.broken.length,
      examples: chains.broken.slice(0, 5),
    })
  const plates = await verifyPlates(client, suite)
  if (plates.broken.length > 0)
    broken.push({
      name: 'every plate log recomputes, and numbers, segments and draws are as it says',
      count: plates.broken.length,
      examples: plates.broken.slice(0, 5),
    })
  const makers = await verifyMakers(client)
  for (const [name, examples] of [
    ['every draw of a maker computes again, and its samples are the ones drawn', makers.draws],
    ['every record of a maker bears the signature of its key', makers.signatures],
  ] as const)
    if (examples.length > 0) broken.push({ name, count: examples.length, examples: examples.slice(0, 5) })
  const sealed = await verifySealed(client, suite)
  if (sealed.length > 0)
    broken.push({ name: 'every sealed record is as it was sealed', count: sealed.length, examples: sealed.slice(0, 5) })
  const officers = crypto ? await verifyOfficers(client, crypto) : []
  if (officers.length > 0)
    broken.push({
      name: 'every officer’s row is as the house wrote it',
      count: officers.length,
      examples: officers.slice(0, 5),
    })
  return { checked: INVARIANTS.length + (crypto ? 6 : 5), events: chains.events + plates.rows, broken }
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
