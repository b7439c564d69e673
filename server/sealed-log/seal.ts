import { Type } from 'typebox'
import { hashOf, treeOf } from '#domain/merkle.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import { sign } from '#server/kit/crypto-signatures.ts'
import {
  insertCheckpoint,
  insertEntries,
  insertNodes,
  lockLog,
  newestCheckpoint,
  nextHorizon,
  recordsBetween,
  type RecordRow,
} from './sealed-log.sql.ts'
import { edgeOf, grow, leafOf, readNodes } from './tree.ts'

/** What the signature of a checkpoint is over; every line is needed to mean the same log at the same moment. */
export const checkpointText = ({ size, root, at }: { size: number; root: Buffer; at: Date }): Buffer =>
  Buffer.from(`yunchuang log\n${size}\n${root.toString('hex')}\n${at.toISOString()}\n`)

/**
 * Seals everything that was recorded since the last time and is committed, and signs the new head. Any process may do it;
 * one does it at a time. Gives how many records were sealed.
 */
export async function sealNow(house: House): Promise<number> {
  let sealed = 0
  for (;;) {
    const now = await house.db.tx((tx) => sealSome(tx, house))
    sealed += now.sealed
    if (!now.more) return sealed
  }
}

async function sealSome(tx: Tx, house: House): Promise<{ sealed: number; more: boolean }> {
  await tx.one(lockLog)
  const last = await tx.one(newestCheckpoint)
  const from = last?.horizon ?? '0'
  const horizon = (await tx.one(nextHorizon, [from]))?.horizon ?? from
  const records = await tx.many(recordsBetween, [from, horizon])
  if (records.length === 0) return { sealed: 0, more: false }
  const size = last?.size ?? 0
  const entries = records.map((record) => ({ kind: record.kind, ref: record.ref, digest: digestOf(house, record) }))
  await tx.run(insertEntries, [
    entries.map((_, i) => size + i),
    entries.map((e) => e.kind),
    entries.map((e) => e.ref),
    entries.map((e) => `\\x${e.digest.toString('hex')}`),
  ])
  const hash = house.crypto.hash
  const older = await readNodes(tx, edgeOf(size))
  const nodes = grow(
    hash,
    size,
    entries.map((e) => leafOf(hash, e)),
    older,
  )
  await tx.run(insertNodes, [
    nodes.map((n) => n.level),
    nodes.map((n) => n.index),
    nodes.map((n) => `\\x${n.hash.toString('hex')}`),
  ])
  const fresh = new Map(nodes.map((n) => [`${n.level}/${n.index}`, n.hash]))
  const grown = { size: size + entries.length, at: house.time.now() }
  const root = hashOf(hash, treeOf(0, grown.size), (node) => fresh.get(`${node.level}/${node.index}`) ?? older(node))
  const signature = sign(house.logKey.privateKey, house.logKey.publicKey, checkpointText({ ...grown, root }))
  await tx.run(insertCheckpoint, [grown.size, root, grown.at, signature, horizon])
  return { sealed: entries.length, more: true }
}

/** An event of a case is sealed by its own hash, which its chain proves; the other records by the hash of all they say. */
export const digestOf = (house: Pick<House, 'crypto'>, record: RecordRow): Buffer =>
  record.digest ?? house.crypto.hash(record.text ?? '')

/** Every minute: what was recorded can be changed unnoticed for no longer than that (trust G-LOG: 60 s). */
export const sealJobs: readonly Job[] = [
  defineJob({
    name: 'seal-log',
    payload: Type.Object({}),
    cron: '* * * * *',
    run: async (house) => {
      await sealNow(house)
    },
  }),
]
