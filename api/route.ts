import type { Static, TSchema, TUnsafe } from 'typebox'
import type { Act } from '#domain/policy.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/**
 * One thing that may be asked of the house, as data: validation, types, OpenAPI and the typed client come from it. Its parameters
 * are what the schemas say, worked out once where the route is declared: to work them out again wherever a route is passed on
 * cost the type checker a million types and a second (measured).
 */
export interface Route<Params = unknown, Query = unknown, Body = unknown, Reply = unknown> {
  name: string
  method: Method
  path: `/api/${string}`
  /** The policy that is asked before anything else. */
  act: Act
  summary: string
  params: TUnsafe<Params>
  query: TUnsafe<Query>
  body: TUnsafe<Body>
  reply: TUnsafe<Reply>
  /** Unsafe requests need an `Idempotency-Key`; sign-in and agency messages carry their own. */
  idempotent?: 'key' | 'own'
  /** Bytes a body may have where the usual 256 KB are too few. */
  bodyLimit?: number
}

const NOTHING = { type: 'object', properties: {}, additionalProperties: false } as const
type Nothing = typeof NOTHING & TSchema

type Given<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> = Omit<
  Route,
  'params' | 'query' | 'body' | 'reply'
> & { params?: P; query?: Q; body?: B; reply: R }

/** Declares a route; parts that are left out take nothing. */
export const route = <
  R extends TSchema,
  P extends TSchema = Nothing,
  Q extends TSchema = Nothing,
  B extends TSchema = Nothing,
>(
  given: Given<P, Q, B, R>,
): Route<Static<P>, Static<Q>, Static<B>, Static<R>> => ({
  ...given,
  params: typed<P>(given.params),
  query: typed<Q>(given.query),
  body: typed<B>(given.body),
  reply: typed<R>(given.reply),
})

/** The same schema, its type worked out. */
const typed = <S extends TSchema>(schema: S | undefined): TUnsafe<Static<S>> =>
  (schema ?? NOTHING) as unknown as TUnsafe<Static<S>>

export type ParamsOf<T extends Route> = T['params']['~unsafe']
export type QueryOf<T extends Route> = T['query']['~unsafe']
export type BodyOf<T extends Route> = T['body']['~unsafe']
export type ReplyOf<T extends Route> = T['reply']['~unsafe']
