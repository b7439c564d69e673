import type { Text } from './text.ts'

export interface Fee {
  code: string
  name: Text
  fen: number
  unit: string
  payee: 'finance' | 'post'
  /** Fees with the same key stand on one bill; streams are never mixed. */
  bill: 'plates' | 'papers' | 'post'
  from: string
  to?: string
  /** The legal upper bound; a table that exceeds it is refused at load. */
  maxFen: number
}

export interface BillDraft {
  kind: Fee['bill']
  payee: Fee['payee']
  lines: { code: string; name: Text; fen: number }[]
  amountFen: number
}

/** The fee that is in force on a day. Throws when the table has none: a service cannot be billed without a legal basis. */
export function feeOn(table: readonly Fee[], code: string, date: string): Fee {
  const fee = table.find((f) => f.code === code && f.from <= date && (f.to === undefined || date <= f.to))
  if (!fee) throw new Error(`no fee ${code} in force on ${date}`)
  return fee
}

/** The bills for some fees, postage being one of them: one per stream and purpose. */
export function billsFor(table: readonly Fee[], codes: readonly string[], date: string): BillDraft[] {
  const fees = codes.map((code) => feeOn(table, code, date))
  const kinds = [...new Set(fees.map((f) => f.bill))]
  return kinds.map((kind) => {
    const lines = fees.filter((f) => f.bill === kind)
    return {
      kind,
      payee: lines[0]?.payee ?? 'finance',
      lines: lines.map(({ code, name, fen }) => ({ code, name, fen })),
      amountFen: lines.reduce((sum, line) => sum + line.fen, 0),
    }
  })
}

/** A bill that is to be paid or was paid; `expired`: its payment code will not last until it must be paid. */
export interface AskedBill {
  kind: Fee['bill']
  lines: readonly { code: string }[]
  expired?: boolean | undefined
}

/**
 * What turns the bills that a case has into those that its form demands. A bill for the same fees stays, at the price of its day;
 * every other is dropped whole (unpaid: cancelled, paid: sent back), since a receipt can be cancelled and not mended.
 */
export function rebill<B extends AskedBill>(
  demanded: readonly BillDraft[],
  asked: readonly B[],
): { keep: B[]; drop: B[]; add: BillDraft[] } {
  const keep = asked.filter((bill) => !bill.expired && demanded.some((draft) => isSame(draft, bill)))
  return {
    keep,
    drop: asked.filter((bill) => !keep.includes(bill)),
    add: demanded.filter((draft) => draft.amountFen > 0 && !keep.some((bill) => isSame(draft, bill))),
  }
}

const isSame = (draft: BillDraft, bill: AskedBill): boolean =>
  draft.kind === bill.kind && feesIn(draft) === feesIn(bill)

const feesIn = ({ lines }: Pick<AskedBill, 'lines'>): string =>
  lines
    .map((line) => line.code)
    .toSorted()
    .join(' ')

/** Reads the dated table and refuses a fee above its legal bound, a negative one or two in force at once. */
export function parseFees(table: readonly Fee[]): readonly Fee[] {
  for (const fee of table) {
    if (!Number.isInteger(fee.fen) || fee.fen < 0 || fee.fen > fee.maxFen)
      throw new Error(`fee ${fee.code}: ${fee.fen} fen is outside 0..${fee.maxFen}`)
    const overlaps = table.some(
      (other) =>
        other !== fee &&
        other.code === fee.code &&
        other.from <= (fee.to ?? '9999') &&
        fee.from <= (other.to ?? '9999'),
    )
    if (overlaps) throw new Error(`fee ${fee.code}: two amounts are in force at once`)
  }
  return table
}
