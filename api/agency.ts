import { Type } from 'typebox'
import { parcelPush, paymentPush, registryPush } from '#domain/pushes.ts'
import { route } from './route.ts'

/**
 * What agencies push to the house. Every request is signed over its raw body and every answer is signed by the house
 * (server/connectors/wire.ts); the message id in `x-message-id` makes a repeated push harmless.
 */

export const tellPayments = route({
  name: 'tellPayments',
  method: 'POST',
  path: paymentPush.path,
  act: 'agency.tell',
  idempotent: 'own',
  summary:
    'The bank tells which bills were paid. Each is booked once; what does not fit our books is refused and kept as a difference.',
  body: paymentPush.body,
  reply: Type.Object({
    payments: Type.Array(
      Type.Object({
        billNo: Type.String(),
        code: Type.String(),
        result: Type.Union([
          Type.Literal('booked'),
          Type.Literal('known'),
          Type.Literal('refunding'),
          Type.Literal('refused'),
        ]),
        reason: Type.Optional(Type.String()),
      }),
    ),
  }),
})

const Received = Type.Object({ received: Type.Literal(true) })

export const tellRegistryAnswer = route({
  name: 'tellRegistryAnswer',
  method: 'POST',
  path: registryPush.path,
  act: 'agency.tell',
  idempotent: 'own',
  summary: 'The national register tells how a pending act was decided.',
  body: registryPush.body,
  reply: Received,
})

export const tellParcel = route({
  name: 'tellParcel',
  method: 'POST',
  path: parcelPush.path,
  act: 'agency.tell',
  idempotent: 'own',
  summary: 'The courier tells all scans of a parcel so far.',
  body: parcelPush.body,
  reply: Received,
})
