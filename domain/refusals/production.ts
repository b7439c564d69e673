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
    message: { zh: '这种空白证件已用完。', en: 'There are no blanks of this kind left.' },
    next: {
      zh: '请先领取空白证件并登记编号,再继续制证。',
      en: 'Please fetch blanks and record their serial numbers, then go on.',
    },
  },
  ALREADY_PRINTED: {
    message: { zh: '这张证件已经打印过。', en: 'This paper has been printed already.' },
    next: { zh: '打坏了请先登记作废,再重新打印。', en: 'If it is spoiled, record that first, then print again.' },
  },
  NOT_PRINTED: {
    message: { zh: '这张证件还没有打印。', en: 'This paper has not been printed yet.' },
    next: { zh: '请先打印,再扫码核对。', en: 'Please print it first, then scan it.' },
  },
  PRINTED_BY_YOU: {
    message: { zh: '打印和校验须由两个人完成。', en: 'You printed this paper; another person must check it.' },
    next: { zh: '请另一位同事校验。', en: 'Please ask a colleague to check it.' },
  },
  NOT_ASTRAY: {
    message: {
      zh: '这个邮件没有丢失或退回,不用重新制发。',
      en: 'This parcel is neither lost nor returned; nothing has to be sent anew.',
    },
    next: { zh: '请刷新页面查看最新物流。', en: 'Please reload the page to see where it is now.' },
  },
  NOT_APART: {
    message: { zh: '这一件不单独交付。', en: 'This paper is not handed out by itself.' },
    next: {
      zh: '请与本业务的其他证件一起装封或者上架。',
      en: 'Please bag or shelve it with the other papers of its case.',
    },
  },
  NOT_ALL_CHECKED: {
    message: { zh: '这笔业务还有证件没有核对。', en: 'Not all papers of this case have been checked.' },
    next: {
      zh: '请把全部证件扫码核对后再装封。',
      en: 'Please scan and check all of them before you fill the envelope.',
    },
  },
  STOPPED: {
    message: { zh: '这笔业务已终止,不再制证。', en: 'This case has ended; nothing more is made for it.' },
    next: {
      zh: '请刷新页面查看最新状态,已打印的请登记作废。',
      en: 'Please reload the page. Record what was printed as spoiled.',
    },
  },
  SERIAL_NOT_IN_STOCK: {
    message: {
      zh: '这个编号的空白证件不在库存里,或者已经用过。',
      en: 'The blank with this serial number is not in stock or has been used.',
    },
    next: {
      zh: '请核对编号;不填编号则自动取下一张。',
      en: 'Please check the number. Without a number the next blank is taken.',
    },
  },
  SERIAL_OVERLAP: {
    message: { zh: '这批编号里有已经入过库的。', en: 'Some of these serial numbers are in stock already.' },
    next: { zh: '请核对起始编号和张数。', en: 'Please check the first number and the count.' },
  },
  SERIAL_RANGE: {
    message: { zh: '编号位数不够这么多张。', en: 'The serial number is too short for so many blanks.' },
    next: { zh: '请核对起始编号和张数。', en: 'Please check the first number and the count.' },
  },
  NOT_POSTED: {
    message: { zh: '这笔业务是自取,不寄递。', en: 'The papers of this case are collected, not posted.' },
    next: { zh: '请放到自取架。', en: 'Please put them on the collection shelf.' },
  },
  POSTED: {
    message: { zh: '这笔业务要寄递,不能自取。', en: 'The papers of this case are posted, not collected.' },
    next: {
      zh: '请装封寄出;已寄出的请查看物流。',
      en: 'Please send them. If they are sent already, see where the parcel is.',
    },
  },
  ALREADY_BAGGED: {
    message: { zh: '这个信封已经封好。', en: 'This envelope is sealed already.' },
    next: { zh: '请刷新页面查看最新状态。', en: 'Please reload the page to see the latest state.' },
  },
  CASE_MOVED: {
    message: {
      zh: '这笔业务的状态已改变,现在不能这样操作。',
      en: 'This case has moved on, so this cannot be done now.',
    },
    next: { zh: '请刷新页面查看最新状态。', en: 'Please reload the page to see the latest state.' },
  },
}
