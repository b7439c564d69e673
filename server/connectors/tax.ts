import { Type, type Static } from 'typebox'
import type { Exchange } from './exchange.ts'
import { DateOnly, Fen, IdNumber, Maybe, Vin, VinOf } from './fields.ts'

/** The tax office: sale invoice of motor vehicles, purchase tax, vehicle and vessel tax. */

export type Invoice = Static<typeof Invoice>
export const Invoice = Type.Object({
  invoiceNo: Type.String(),
  buyerName: Type.String(),
  buyerIdNumber: IdNumber,
  vin: Vin,
  priceFen: Fen,
  issuedOn: DateOnly,
  /** red-flushed: cancelled by a negative invoice */
  state: Type.Union([Type.Literal('valid'), Type.Literal('red-flushed')]),
})

/** 二手车销售统一发票: seller and buyer by name and number. */
export type UsedCarInvoice = Static<typeof UsedCarInvoice>
export const UsedCarInvoice = Type.Object({
  invoiceNo: Type.String(),
  sellerIdNumber: IdNumber,
  buyerName: Type.String(),
  buyerIdNumber: IdNumber,
  vin: Vin,
  priceFen: Fen,
  issuedOn: DateOnly,
  state: Type.Union([Type.Literal('valid'), Type.Literal('red-flushed')]),
})

export type TaxRecord = Static<typeof TaxRecord>
export const TaxRecord = Type.Object({
  state: Type.Union([Type.Literal('paid'), Type.Literal('exempt')]),
  certificateNo: Type.String(),
  amountFen: Fen,
  on: DateOnly,
})

export const taxMessages = {
  invoice: {
    name: 'invoice',
    request: Type.Union([Type.Object({ vin: Vin }), Type.Object({ invoiceNo: Type.String({ maxLength: 30 }) })]),
    answer: Maybe(Invoice),
  },
  usedInvoice: { name: 'used-invoice', request: VinOf, answer: Maybe(UsedCarInvoice) },
  purchaseTax: { name: 'purchase-tax', request: VinOf, answer: Maybe(TaxRecord) },
  vesselTax: { name: 'vessel-tax', request: VinOf, answer: Maybe(TaxRecord) },
}

export type Tax = ReturnType<typeof createTax>

export function createTax({ ask }: Exchange) {
  return {
    invoice: (q: { vin: string } | { invoiceNo: string }) => ask('tax', taxMessages.invoice, q),
    /** The newest one for this car; null: none (inheritance, gift, judgment are examined on paper). */
    usedInvoice: (q: { vin: string }) => ask('tax', taxMessages.usedInvoice, q),
    /** null: neither paid nor exempt. Without it no registration (Vehicle Purchase Tax Law art. 13). */
    purchaseTax: (q: { vin: string }) => ask('tax', taxMessages.purchaseTax, q),
    /** null: neither paid nor exempt for this year. */
    vesselTax: (q: { vin: string }) => ask('tax', taxMessages.vesselTax, q),
  }
}
