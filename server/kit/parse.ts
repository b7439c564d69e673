import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'

/**
 * What a schema makes of something read; throws when it does not fit. `NoInfer`: without it the type checker works backwards from
 * what the caller expects through every kind of schema (measured: a million types and a second, once for each program).
 */
export function parse<S extends TSchema>(schema: S, value: unknown): NoInfer<Static<S>> {
  const check: (schema: TSchema, value: unknown) => unknown = Value.Parse
  return check(schema, value) as NoInfer<Static<S>>
}
