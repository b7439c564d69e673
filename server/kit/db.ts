import pg from 'pg'
import './pg-types.ts'

/** A named statement: prepared once per connection, which halves the cost on both sides (measured). `Row` is what it gives. */
export interface Statement<Row> {
  readonly name: string
  readonly text: string
  /** From this statement on the transaction waits so long for each answer, in milliseconds; without it `PATIENCE_MS`. */
  readonly patienceMs?: number
  readonly row?: Row
}

/** Declares a statement beside its row type. Names are unique in the house (a test checks it). */
export function statement<Row = never>(name: string, text: string, patienceMs?: number): Statement<Row> {
  registered.push({ name, text })
  return { name, text, ...(patienceMs === undefined ? {} : { patienceMs }) }
}

/** Every statement declared so far, for the test that prepares each one against the real schema. */
export const registered: { name: string; text: string }[] = []

export type Param = string | number | boolean | Date | Buffer | null | undefined | readonly (string | number | null)[]

/** An open transaction. A function that takes one can only be called inside `db.tx`. */
export interface Tx {
  many<Row>(query: Statement<Row>, values?: readonly Param[]): Promise<Row[]>
  one<Row>(query: Statement<Row>, values?: readonly Param[]): Promise<Row | undefined>
  /** Rows changed. */
  run(query: Statement<unknown>, values?: readonly Param[]): Promise<number>
  /** Called when the work is done and before it is committed: what was gathered is written down in one statement. */
  beforeCommit(work: () => Promise<unknown>): void
  /** Called after commit, never after a rollback. */
  afterCommit(work: () => void): void
}

export interface Db {
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** One statement on its own, for reads that need no transaction. */
  read: Pick<Tx, 'many' | 'one'>
  /** One changing statement on its own: its own transaction, without the two round trips of begin and commit. */
  write: Pick<Tx, 'one' | 'run'>
  pool: pg.Pool
  close(): Promise<void>
}

interface DbOptions {
  poolSize: number
  /** The role every statement runs as: the application's own, which cannot change the log. */
  role?: string
  patienceMs?: number
}

/**
 * The server ends a statement after 15 s. When nothing at all comes, not even that, the line is dead though nobody has closed it
 * (a firewall that forgot it, a machine without power): TCP would go on hoping for a quarter of an hour, with every connection of the pool.
 */
const PATIENCE_MS = 20_000

export function openDb(url: string, { poolSize, role = 'yunchuang_app', patienceMs = PATIENCE_MS }: DbOptions): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    query_timeout: patienceMs,
    ...KEPT_ALIVE,
    options: `-c role=${role} -c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=20000 -c timezone=Asia/Shanghai`,
    application_name: 'yunchuang',
  })
  // A connection that dies while idle (database restarted) is replaced by the next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const alone = onItsOwn(pool)
  return {
    pool,
    read: { many: alone.many, one: alone.one },
    write: { one: alone.one, run: alone.run },
    tx: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  }
}

function onItsOwn(pool: pg.Pool): Pick<Tx, 'many' | 'one' | 'run'> {
  const query = ({ name, text }: Statement<unknown>, values: readonly Param[] = []) =>
    pool.query({ name, text, values: [...values] })
  return {
    many: async (q, values) => (await query(q, values)).rows,
    one: async (q, values) => (await query(q, values)).rows[0],
    run: async (q, values) => (await query(q, values)).rowCount ?? 0,
  }
}

/** A line that rests is tried by the system, so that its death is known before it is needed. */
export const KEPT_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const

async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const before: (() => Promise<unknown>)[] = []
  const after: (() => void)[] = []
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(over(client, before, after))
    for (const call of before) await call()
    await client.query('commit')
    for (const call of after) call()
    return result
  } catch (error) {
    // A dead line answers no rollback either: the connection is thrown away, and the server undoes what it knows of.
    if (isSilence(error)) broken = error
    else
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
    throw error
  } finally {
    client.release(broken)
  }
}

/** No answer within the patience: pg has no code for it. */
export const isSilence = (error: unknown): error is Error =>
  error instanceof Error && error.message === 'Query read timeout'

const over = (client: pg.PoolClient, before: (() => Promise<unknown>)[], after: (() => void)[]): Tx => {
  let patience = {}
  const query = <Row>({ name, text, patienceMs }: Statement<Row>, values: readonly Param[] = []) => {
    if (patienceMs !== undefined) patience = { query_timeout: patienceMs }
    return client.query({ name, text, values: [...values], ...patience })
  }
  return {
    many: async (q, values) => (await query(q, values)).rows,
    one: async (q, values) => (await query(q, values)).rows[0],
    run: async (q, values) => (await query(q, values)).rowCount ?? 0,
    beforeCommit: (call) => void before.push(call),
    afterCommit: (call) => void after.push(call),
  }
}
