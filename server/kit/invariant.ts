/** A sentence that must hold over the database: its query finds the rows for which it does not. */
export interface Invariant {
  name: string
  /** Gives rows only when broken; at most a few columns that name the thing, never personal data. */
  sql: string
}
