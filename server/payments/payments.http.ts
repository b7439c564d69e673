import type { FastifyInstance } from 'fastify'
import * as api from '#api/payments.ts'
import { ownCase } from '#server/cases/own-case.ts'
import { addressFor } from '#server/kit/house-address.ts'
import { notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { serveAct, serveRead } from '#server/kit/serve.ts'
import { type Bill, billsOf, billWithReceipt, lapsesAt } from './bills.ts'
import { readBill } from './bills.sql.ts'
import { pressPay } from './press.ts'

/** What a citizen sees of the own money: bills, the way to the bank, receipts. */
export function paymentRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.myBills, async ({ actor, params }) => {
    await ownCase(house.db.read, house, 'case.own', actor, params.id)
    return overview(await billsOf(house.db.read, params.id))
  })
  serveAct(app, house, api.payMyBills, async (tx, { actor, params, request }) => ({
    url: await pressPay(tx, house, actor, params.id, addressFor(house, request)),
  }))
  serveRead(app, house, api.myReceipt, async ({ actor, params }) => {
    const row = await house.db.read.one(readBill, [params.billId])
    if (!row) throw notFound()
    await ownCase(house.db.read, house, 'case.own', actor, row.case_id)
    const { bill, receipt } = await billWithReceipt(house.db.read, row.case_id, row.id)
    return { bill: viewOf(bill), receipt }
  })
}

const sum = (bills: readonly Bill[]): number => bills.reduce((total, bill) => total + bill.amountFen, 0)

function overview(bills: readonly Bill[]) {
  const open = bills.filter((bill) => bill.state === 'draft' || bill.state === 'open')
  const until = lapsesAt(bills)
  return {
    bills: bills.map(viewOf),
    totalFen: sum(bills),
    openFen: sum(open),
    ...(until ? { lapsesAt: until } : {}),
  }
}

/** Without the members that are not there. */
function viewOf(bill: Bill) {
  const { code, openedAt, payPressedAt, paidAt, refundedAt, receipt, ...always } = bill
  return {
    ...always,
    ...(code && bill.state === 'open' ? { code } : {}),
    ...(openedAt ? { openedAt } : {}),
    ...(payPressedAt ? { payPressedAt } : {}),
    ...(paidAt ? { paidAt } : {}),
    ...(refundedAt ? { refundedAt } : {}),
    ...(receipt ? { receipt } : {}),
  }
}
