import { type Static, Type } from 'typebox'

/** RFC 9457. `code` is stable; `detail` is a sentence for people; `fields` names what to mend. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.String(),
  next: Type.Optional(Type.String()),
  fields: Type.Optional(Type.Array(Type.Object({ field: Type.String(), code: Type.String(), message: Type.String() }))),
  requestId: Type.String(),
})
export type Problem = Static<typeof Problem>
