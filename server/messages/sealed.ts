import { Type } from 'typebox'
import type { Crypto } from '#server/kit/crypto.ts'
import type { Told } from './words.ts'
import { parse } from '#server/kit/parse.ts'

const Shape = Type.Record(Type.String(), Type.Object({ zh: Type.String(), en: Type.String() }))
const context = (id: string): string => `messages|params|${id}`

export const sealTold = (crypto: Crypto, id: string, told: Told): Buffer =>
  crypto.seal(JSON.stringify(told), context(id))

export const openTold = (crypto: Crypto, id: string, sealed: Buffer): Told =>
  parse(Shape, JSON.parse(crypto.open(sealed, context(id)).toString('utf8')))
