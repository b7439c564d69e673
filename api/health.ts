import { Type } from 'typebox'
import { route } from './route.ts'

export const readyz = Type.Object({ ok: Type.Boolean(), build: Type.String() })
/** The catalogue, as other platforms read it. */
export const listServices = route({
  name: 'listServices',
  method: 'GET',
  path: '/api/services',
  act: 'public',
  summary: 'Every service item with its declaration',
  reply: Type.Object({ services: Type.Array(Type.Unknown()) }),
})
