import { preselection } from '../preselection.ts'

/** Order 164 art. 26: a transfer takes the old number off; the buyer chooses the new one. */
export const platePreselectTransfer = preselection({
  code: 'plate-preselect-transfer',
  rank: 310,
  name: { zh: '二手车转移登记号牌预选', en: 'Pre-select a plate number for a used-car transfer' },
  summary: {
    zh: '买二手车过户前,买方先选好新号码。',
    en: 'The buyer of a used car chooses its new number before the transfer.',
  },
  keywords: ['过户选号', '二手车选号', '预选号牌'],
  car: 'other',
  checks: ['identity', 'used-invoice', 'registered-here'],
  refusals: ['INVOICE_MISMATCH', 'VEHICLE_UNKNOWN', 'VEHICLE_ELSEWHERE'],
})
