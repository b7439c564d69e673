import type { RefusalText } from './text.ts'

/** At the bench where papers are made. */
export const productionRefusals: Readonly<Record<string, RefusalText>> = {
  SCAN_MISMATCH: {
    message: { zh: '扫描的证件与这笔业务不一致。', en: 'The paper that was scanned does not belong to this case.' },
    next: {
      zh: '请核对证件和信封上的流水号,把不对的一件放到一边,报告班长。',
      en: 'Compare the case number on the paper and the envelope, put the wrong one aside and tell your supervisor.',
    },
  },
  NO_BLANKS: {
    message: { zh: '{product}的空白证件已用完。', en: 'There are no blanks left for {product}.' },
    next: {
      zh: '请先领取空白证件并登记编号,再继续制证。',
      en: 'Please fetch blanks and record their serial numbers, then go on.',
    },
  },
}
