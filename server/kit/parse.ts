import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'

/**
 * What is read from a file, a row or a message, when it is what the schema says; else throws and names the first places that are
 * not, never their values, which may be somebody's name. `NoInfer`, and `Value.Parse` left alone, because either makes the type
 * checker work backwards from what the caller expects through every kind of schema (measured: a million types and a second).
 */
export function parse<S extends TSchema>(schema: S, value: unknown): NoInfer<Static<S>> {
  const plain: TSchema = schema
  if (Value.Check(plain, value)) return value as NoInfer<Static<S>>
  const places = Value.Errors(plain, value).slice(0, 3)
  throw new Error(`does not fit: ${places.map((e) => `${e.instancePath || '/'} ${e.message}`).join('; ')}`)
}
