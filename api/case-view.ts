import { Type } from 'typebox'
import { CASE_STATES } from '#domain/case.ts'
import { Id, Instant, TextPair, Version } from './shared.ts'

const Nullable = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()])

const Row = Type.Object({
  label: TextPair,
  value: TextPair,
  field: Type.Optional(Type.String()),
  masked: Type.Boolean(),
})
const May = Type.Object({ ok: Type.Boolean(), why: Type.Optional(TextPair) })

/** A case as an officer sees it on one screen. Personal data are masked here; each is unmasked by a request of its own, on record. */
export const CaseView = Type.Object({
  id: Id,
  number: Type.String(),
  version: Version,
  /** The definition the case began under: what an officer may send back, and the grounds a refusal may name. */
  service: Type.Object({
    code: Type.String(),
    name: TextPair,
    version: Type.Integer(),
    fields: Type.Array(Type.Object({ name: Type.String(), label: TextPair })),
    refusals: Type.Array(Type.String()),
    /** The applicant may be called by video about it. */
    byVideo: Type.Boolean(),
  }),
  state: Type.Enum(CASE_STATES),
  step: Type.String(),
  /** All steps this case walks, with where it is. */
  steps: Type.Array(Type.Object({ kind: Type.String(), state: Type.String() })),
  channel: Type.String(),
  submittedAt: Instant,
  clock: Type.Object({
    limitDays: Type.Integer(),
    due: Nullable(Type.String()),
    overdue: Type.Boolean(),
    stopped: Type.Boolean(),
    promiseFrom: Nullable(Type.String()),
  }),
  parked: Nullable(Type.String()),
  assignee: Nullable(Type.String()),
  reviewedBy: Nullable(Type.String()),
  /** Personal values come masked; `field` names what can be unmasked one by one with a reason. */
  applicant: Type.Array(Row),
  subject: Type.Object({
    kind: Type.String(),
    plate: Nullable(Type.String()),
    plateType: Nullable(Type.String()),
    rows: Type.Array(Row),
  }),
  form: Type.Array(Row),
  checks: Type.Array(
    Type.Object({
      check: Type.String(),
      label: TextPair,
      agency: Type.String(),
      outcome: Type.String(),
      at: Instant,
      words: Type.Array(TextPair),
      evidence: Type.Array(Type.String()),
    }),
  ),
  materials: Type.Array(
    Type.Object({ code: Type.String(), name: TextPair, how: Type.String(), files: Type.Array(Id) }),
  ),
  history: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      at: Instant,
      actor: Type.String(),
      actorKind: Type.String(),
      kind: Type.String(),
      step: Type.String(),
      words: TextPair,
    }),
  ),
  /** `name`: of the paper or the question that is wrong. */
  defects: Type.Array(Type.Object({ target: Type.String(), name: TextPair, reason: Type.String() })),
  refusal: Nullable(Type.String()),
  onSite: Nullable(Type.String()),
  bills: Type.Array(Type.Object({ kind: Type.String(), amountFen: Type.Integer(), state: Type.String() })),
  waybill: Nullable(Type.String()),
  /** What the asking officer may do now, and if not, why: the same function the server asks. */
  may: Type.Record(Type.String(), May),
})
