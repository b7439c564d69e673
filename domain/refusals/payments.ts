import type { RefusalText } from './text.ts'

/** Paying. */
export const paymentsRefusals: Readonly<Record<string, RefusalText>> = {
  DIFFERENCE_SETTLED: {
    message: { zh: '这笔差错已经有人处理过。', en: 'Somebody has settled this difference already.' },
    next: { zh: '请刷新页面查看处理结果。', en: 'Please reload the page to see how.' },
  },
  DIFFERENCE_PROPOSED: {
    message: {
      zh: '这笔差错的处理已登记,正等另一人确认。',
      en: 'A settlement is recorded and waits for another person.',
    },
    next: {
      zh: '请另一位督办或审计人员确认或退回。',
      en: 'Another supervisor or an auditor confirms it or sends it back.',
    },
  },
  NOTHING_PROPOSED: {
    message: { zh: '这笔差错没有待确认的处理。', en: 'No settlement of this difference waits for a second person.' },
    next: { zh: '请刷新页面查看。', en: 'Please reload the page.' },
  },
  NOTHING_TO_PAY: {
    message: { zh: '现在没有可以缴的费用。', en: 'There is nothing to pay at present.' },
    next: {
      zh: '如果刚进入缴费,请稍候几秒,缴款码生成后即可缴费。',
      en: 'If you have just come here, wait a few seconds until the payment code is ready.',
    },
  },
  NO_RECEIPT: {
    message: { zh: '这张账单还没有票据。', en: 'This bill has no receipt yet.' },
    next: { zh: '缴费到账后票据会自动生成。', en: 'The receipt is made by itself when the payment arrives.' },
  },
}
