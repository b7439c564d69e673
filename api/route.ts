import type { Static, TSchema } from 'typebox'
import type { Act } from '#domain/policy.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** One thing that may be asked of the house, as data: validation, types, OpenAPI and the typed client come from it. */
export interface Route<
  Params extends TSchema = TSchema,
  Query extends TSchema = TSchema,
  Body extends TSchema = TSchema,
  Reply extends TSchema = TSchema,
> {
  name: string
  method: Method
  path: `/api/${string}`
  /** The policy that is asked before anything else. */
  act: Act
  summary: string
  params: Params
  query: Query
  body: Body
  reply: Reply
  /** Unsafe requests need an `Idempotency-Key`; sign-in and agency messages carry their own. */
  idempotent?: 'key' | 'own'
}

const NOTHING = { type: 'object', properties: {}, additionalProperties: false } as const
type Nothing = typeof NOTHING & TSchema

type Given<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> = Omit<
  Route<P, Q, B, R>,
  'params' | 'query' | 'body'
> & { params?: P; query?: Q; body?: B }

/** Declares a route; parts that are left out take nothing. */
export const route = <
  R extends TSchema,
  P extends TSchema = Nothing,
  Q extends TSchema = Nothing,
  B extends TSchema = Nothing,
>(
  given: Given<P, Q, B, R>,
): Route<P, Q, B, R> => ({
  ...given,
  params: given.params ?? (NOTHING as unknown as P),
  query: given.query ?? (NOTHING as unknown as Q),
  body: given.body ?? (NOTHING as unknown as B),
})

export type ParamsOf<T extends Route> = Static<T['params']>
export type QueryOf<T extends Route> = Static<T['query']>
export type BodyOf<T extends Route> = Static<T['body']>
export type ReplyOf<T extends Route> = Static<T['reply']>
