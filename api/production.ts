import { Type } from 'typebox'
import { PARCEL_STATES, PRODUCTION_STATES } from '#domain/parcels.ts'
import { PRODUCTS } from '#domain/products.ts'
import { route } from './route.ts'
import { ById, Id, Instant, Ok, strict, TextPair, Words } from './shared.ts'

const Product = Type.Enum(PRODUCTS)
/** Ten characters, letters first; leading zeros may be left out. */
const Serial = Type.String({ pattern: '^[A-Z]{0,4}\\d{1,10}$' })
const CaseId = Type.Object({ caseId: Id }, strict)

export const ProductionItem = Type.Object({
  id: Id,
  caseId: Id,
  caseNumber: Type.String(),
  product: Product,
  /** 2: the set of the other of two cars that change numbers. */
  copy: Type.Integer({ minimum: 1 }),
  /** Handed out by itself, before the other papers of the case. */
  apart: Type.Boolean(),
  state: Type.Enum(PRODUCTION_STATES),
  /** Masked: surname only. */
  who: Type.String(),
  serial: Type.Optional(Type.String()),
  /** Printed on the paper itself and scanned at the check. */
  code: Type.Optional(Type.String()),
  queuedAt: Instant,
  ageMinutes: Type.Integer(),
  /** The promise: in the courier's hands by then. */
  deadline: Type.Optional(Instant),
  late: Type.Boolean(),
  delivery: Type.Union([Type.Literal('post'), Type.Literal('pickup')]),
  parcel: Type.Optional(
    Type.Object({ id: Id, state: Type.Enum(PARCEL_STATES), waybill: Type.Optional(Type.String()) }),
  ),
})

export const productionQueue = route({
  name: 'productionQueue',
  method: 'GET',
  path: '/api/production',
  act: 'production.work',
  summary: 'The bench of the own office, the most urgent first, at most 500.',
  query: Type.Object({ state: Type.Optional(Type.Enum(PRODUCTION_STATES)), product: Type.Optional(Product) }, strict),
  reply: Type.Object({ items: Type.Array(ProductionItem), counts: Type.Record(Type.String(), Type.Integer()) }),
})

export const productionSheet = route({
  name: 'productionSheet',
  method: 'GET',
  path: '/api/production/:id/sheet',
  act: 'production.work',
  summary: 'What is to be printed on one paper: full data, logged as a read of personal data.',
  params: ById,
  reply: Type.Object({
    id: Id,
    product: Product,
    caseNumber: Type.String(),
    code: Type.Optional(Type.String()),
    lines: Type.Array(Type.Object({ label: TextPair, value: Type.String() })),
    /** File id of the portrait, for a driving licence with a new photo. */
    photo: Type.Optional(Id),
  }),
})

const Printed = Type.Object({ id: Id, state: Type.Enum(PRODUCTION_STATES), serial: Type.String(), code: Type.String() })

export const printProduct = route({
  name: 'printProduct',
  method: 'POST',
  path: '/api/production/:id/print',
  act: 'production.work',
  summary: 'Uses up exactly one blank: the one named, or the next from stock.',
  params: ById,
  body: Type.Object({ serial: Type.Optional(Serial) }, strict),
  reply: Printed,
})

export const spoilProduct = route({
  name: 'spoilProduct',
  method: 'POST',
  path: '/api/production/:id/spoil',
  act: 'production.work',
  summary: 'The printed paper is spoiled: its blank is written off and the job goes back to the queue.',
  params: ById,
  body: Type.Object({ reason: Words(200, 2) }, strict),
  reply: Type.Object({ id: Id, state: Type.Enum(PRODUCTION_STATES), spoiled: Type.String() }),
})

export const checkProduct = route({
  name: 'checkProduct',
  method: 'POST',
  path: '/api/production/:id/check',
  act: 'production.work',
  summary: 'The code scanned from the paper must be the one that was printed for this case.',
  params: ById,
  body: Type.Object({ scan: Words(80) }, strict),
  reply: Printed,
})

export const bagParcel = route({
  name: 'bagParcel',
  method: 'POST',
  path: '/api/production/parcels/:caseId/bag',
  act: 'production.work',
  summary: 'All papers are checked and the envelope is the right one: only now the address label is given out.',
  params: CaseId,
  body: Type.Object({ scan: Words(80) }, strict),
  reply: Type.Object({
    parcel: Id,
    number: Type.String(),
    label: Type.Object({ name: Type.String(), mobile: Type.String(), region: Type.String(), address: Type.String() }),
  }),
})

export const listParcels = route({
  name: 'listParcels',
  method: 'GET',
  path: '/api/production/parcels',
  act: 'production.work',
  summary: 'Parcels of the own office in one state, at most 500.',
  query: Type.Object({ state: Type.Enum(PARCEL_STATES) }, strict),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        caseId: Id,
        caseNumber: Type.String(),
        number: Type.String(),
        state: Type.Enum(PARCEL_STATES),
        who: Type.String(),
        waybill: Type.Optional(Type.String()),
        handedOverAt: Type.Optional(Instant),
      }),
    ),
  }),
})

export const listAstray = route({
  name: 'listAstray',
  method: 'GET',
  path: '/api/production/astray',
  act: 'production.work',
  summary: 'Parcels of the own office that were lost or came back, oldest first, at most 500.',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        caseId: Id,
        caseNumber: Type.String(),
        number: Type.String(),
        state: Type.Enum(['lost', 'returned']),
        who: Type.String(),
        waybill: Type.String(),
        since: Instant,
        lastScan: Type.String(),
      }),
    ),
  }),
})

export const reissueParcel = route({
  name: 'reissueParcel',
  method: 'POST',
  path: '/api/production/astray/:id/reissue',
  act: 'production.work',
  summary:
    'Settles a parcel that went astray: lost papers are written off and made anew, papers that came back go into a new envelope. Free of charge; the applicant is told.',
  params: ById,
  body: Type.Object({ note: Words(200, 2) }, strict),
  reply: Type.Object({ caseId: Id, number: Type.String() }),
})

export const handOverParcels = route({
  name: 'handOverParcels',
  method: 'POST',
  path: '/api/production/hand-over',
  act: 'production.work',
  summary: 'The courier has taken these parcels, all of them or none.',
  body: Type.Object({ parcels: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }) }, strict),
  reply: Type.Object({ handedOver: Type.Array(Type.Object({ parcel: Id, waybill: Type.String() })) }),
})

export const shelveForPickup = route({
  name: 'shelveForPickup',
  method: 'POST',
  path: '/api/production/pickups/:caseId/shelve',
  act: 'production.work',
  summary: 'All papers are checked and lie ready at the chosen office.',
  params: CaseId,
  reply: Ok,
})

export const collectPickup = route({
  name: 'collectPickup',
  method: 'POST',
  path: '/api/production/pickups/:caseId/collect',
  act: 'production.work',
  summary: 'The applicant, whose identity card the officer has seen, takes the papers.',
  params: CaseId,
  body: Type.Object({ identitySeen: Type.Literal(true) }, strict),
  reply: Ok,
})

export const handOutApart = route({
  name: 'handOutApart',
  method: 'POST',
  path: '/api/production/:id/hand-out',
  act: 'production.work',
  summary:
    'The applicant, whose identity card the officer has seen, takes the temporary plate for the time until the plates are made.',
  params: ById,
  body: Type.Object({ identitySeen: Type.Literal(true) }, strict),
  reply: Ok,
})

export const readStock = route({
  name: 'readStock',
  method: 'GET',
  path: '/api/production/stock',
  act: 'production.work',
  summary: 'Blanks of the own office: in stock, used, spoiled, and the next serial.',
  reply: Type.Object({
    products: Type.Array(
      Type.Object({
        product: Product,
        stock: Type.Integer(),
        used: Type.Integer(),
        spoiled: Type.Integer(),
        next: Type.Optional(Type.String()),
      }),
    ),
  }),
})

export const addStock = route({
  name: 'addStock',
  method: 'POST',
  path: '/api/production/stock',
  act: 'production.work',
  summary: 'A load of blanks came in: `count` serials from `from` on. The same load twice is one load.',
  body: Type.Object(
    {
      product: Product,
      from: Type.Union([Serial, Type.Integer({ minimum: 1, maximum: 9_999_999_999 })]),
      count: Type.Integer({ minimum: 1, maximum: 20_000 }),
    },
    strict,
  ),
  reply: Type.Object({ added: Type.Integer(), first: Type.String(), last: Type.String() }),
})
