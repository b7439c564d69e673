import type { FastifyInstance } from 'fastify'
import * as api from '#api/log.ts'
import { consistencyPath, hashOf, inclusionPath, nodesOf } from '#domain/merkle.ts'
import { historyOf } from '#server/cases/history.ts'
import { ownCase } from '#server/cases/own-case.ts'
import { notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { serveRead } from '#server/kit/serve.ts'
import { entriesFrom, entriesOfCase, type EntryRow, newestCheckpoint } from './sealed-log.sql.ts'
import { readNodes } from './tree.ts'

/** The doors through which anybody checks the log, and an applicant takes the proofs of the own case home. */
export function sealedLogRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.readCheckpoint, async () => {
    const checkpoint = await newest(house)
    // Sealed every minute: right after the first start there is none.
    if (!checkpoint) throw notFound()
    return checkpoint
  })
  serveRead(app, house, api.listEntries, async ({ query }) => {
    const size = (await newest(house))?.size ?? 0
    return { entries: (await house.db.read.many(entriesFrom, [query.from ?? 0, size])).map(shown), size }
  })
  serveRead(app, house, api.proveEntry, async ({ query }) => {
    const size = await sizeUpTo(house, query.size)
    const entry = query.seq < size ? await house.db.read.one(entriesFrom, [query.seq, query.seq + 1]) : undefined
    if (!entry) throw notFound()
    return { entry: shown(entry), size, path: (await pathsOf(house, [query.seq], size))[0] ?? [] }
  })
  serveRead(app, house, api.proveGrowth, async ({ query }) => {
    const to = await sizeUpTo(house, query.to)
    if (query.from < 1 || query.from > to) throw notFound()
    const path = consistencyPath(query.from, to)
    const known = await readNodes(house.db.read, path.flatMap(nodesOf))
    return { path: path.map((part) => hex(hashOf(house.crypto.hash, part, known))) }
  })
  serveRead(app, house, api.readReceipt, async ({ actor, params }) => {
    const c = await ownCase(house.db.read, house, api.readReceipt.act, actor, params.id)
    const checkpoint = await newest(house)
    const events = await historyOf(house.db.read, c)
    const sealed = await house.db.read.many(entriesOfCase, [c.office, c.id, checkpoint?.size ?? 0])
    const paths = await pathsOf(
      house,
      sealed.map((entry) => entry.seq),
      checkpoint?.size ?? 0,
    )
    const proven = new Map(sealed.map((entry, i) => [entry.ref, { entry: shown(entry), path: paths[i] ?? [] }]))
    return {
      number: c.number,
      ...(checkpoint ? { checkpoint } : {}),
      events: events.map((event) => {
        const proof = proven.get(`${c.id}/${event.seq}`)
        return { version: event.seq, at: event.at.toISOString(), kind: event.kind, ...(proof ? { sealed: proof } : {}) }
      }),
    }
  })
}

async function newest(house: House) {
  const row = await house.db.read.one(newestCheckpoint)
  return (
    row && {
      size: row.size,
      root: hex(row.root),
      at: row.at.toISOString(),
      suite: house.crypto.suite,
      signature: row.signature.toString('base64'),
      publicKey: house.logKey.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    }
  )
}

/** A size that has been sealed; the newest one when none is asked for. Throws Refused 404. */
async function sizeUpTo(house: House, asked: number | undefined): Promise<number> {
  const size = (await newest(house))?.size ?? 0
  if (asked !== undefined && (asked > size || asked < 1)) throw notFound()
  return asked ?? size
}

/** The proofs of several entries, with one question to the database. */
async function pathsOf(house: House, seqs: readonly number[], size: number): Promise<string[][]> {
  const paths = seqs.map((seq) => inclusionPath(seq, size))
  const known = await readNodes(house.db.read, paths.flat().flatMap(nodesOf))
  return paths.map((path) => path.map((part) => hex(hashOf(house.crypto.hash, part, known))))
}

const shown = (entry: EntryRow) => ({ seq: entry.seq, kind: entry.kind, digest: hex(entry.digest) })
const hex = (hash: Buffer): string => hash.toString('hex')
