import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db } from '#server/kit/db.ts'

/**
 * The same database, which throws when somebody asks for a second connection while holding one. As many requests as the pool has
 * connections, each holding one and waiting for another, wait for one another until the pool gives them all up.
 */
export function oneConnection(db: Db): Db {
  const held = new AsyncLocalStorage<true>()
  const free = (what: string): void => {
    if (held.getStore()) throw new Error(`a second connection is asked for inside a transaction: ${what}`)
  }
  const many: Db['read']['many'] = async (query, values) => {
    free(query.name)
    return db.read.many(query, values)
  }
  const one: Db['read']['one'] = async (query, values) => {
    free(query.name)
    return db.read.one(query, values)
  }
  const run: Db['write']['run'] = async (query, values) => {
    free(query.name)
    return db.write.run(query, values)
  }
  return {
    ...db,
    read: { many, one },
    write: { one, run },
    tx: async (work) => {
      free('a transaction')
      return db.tx((tx) => held.run(true, () => work(tx)))
    },
  }
}
