import type { RefusalText } from './text.ts'

/** Requests as such: links, keys, messages of agencies. */
export const requestRefusals: Readonly<Record<string, RefusalText>> = {
  NOT_FOUND: {
    message: { zh: '没有找到这项内容。', en: 'We did not find this.' },
    next: { zh: '请检查链接,或回到首页重新查找。', en: 'Please check the link, or start from the home page.' },
  },
  INVALID: {
    message: { zh: '有内容填写得不对。', en: 'Some of what you entered is not right.' },
    next: { zh: '请按提示修改后再提交。', en: 'Please mend the places that are marked and send again.' },
  },
  BAD_TEXT: {
    message: {
      zh: '内容里有无法保存的字符。',
      en: 'The text holds a character that cannot be kept.',
    },
    next: { zh: '请删去看不见的特殊字符后再试。', en: 'Please remove invisible special characters and try again.' },
  },
  BAD_REQUEST: {
    message: { zh: '请求无法识别。', en: 'The request could not be understood.' },
    next: { zh: '请刷新页面后再试。', en: 'Please reload the page and try again.' },
  },
  CONFLICT: {
    message: { zh: '这项内容刚刚已被处理。', en: 'This has just been dealt with.' },
    next: { zh: '请刷新页面查看最新状态。', en: 'Please reload the page to see the latest state.' },
  },
  BUSY: {
    message: {
      zh: '现在办理的人很多,您填写的内容没有丢失。',
      en: 'Many people are using the service now. What you filled in is kept.',
    },
    next: { zh: '请稍等几秒再试一次。', en: 'Please wait a few seconds and try again.' },
  },
  INTERNAL: {
    message: {
      zh: '系统出错了,您填写的内容没有丢失。',
      en: 'Something went wrong on our side. What you filled in is kept.',
    },
    next: {
      zh: '请稍后再试;如仍不行,请把页面上的编号告诉客服。',
      en: 'Please try later. If it still fails, tell us the number on the page.',
    },
  },
  FOREIGN_ORIGIN: {
    message: { zh: '请求来自别的网站,已拒绝。', en: 'The request came from another website and was refused.' },
    next: { zh: '请从云窗的页面重新操作。', en: 'Please do it from a page of this service.' },
  },
  KEY_MISSING: {
    message: {
      zh: '请求缺少编号,为避免重复办理没有执行。',
      en: 'The request has no key, so it was not carried out; this guards against doing things twice.',
    },
    next: { zh: '请刷新页面后再试。', en: 'Please reload the page and try again.' },
  },
  KEY_IN_USE: {
    message: { zh: '同一请求正在处理。', en: 'The same request is being worked on.' },
    next: { zh: '请稍候再看结果。', en: 'Please wait a moment for the result.' },
  },
  KEY_REUSED: {
    message: { zh: '这个请求编号已经用于另一份内容。', en: 'The key of this request was used for something else.' },
    next: { zh: '请刷新页面后重新提交。', en: 'Please reload the page and send again.' },
  },
  WRONG_TYPE: {
    message: { zh: '这种内容格式不能接收。', en: 'Content of this type is not accepted.' },
    next: { zh: '请从云窗的页面提交。', en: 'Please send it from a page of this service.' },
  },
  WRONG_METHOD: {
    message: { zh: '这个地址不能这样请求。', en: 'This address does not take requests of this kind.' },
    next: { zh: '请从云窗的页面重新操作。', en: 'Please do it from a page of this service.' },
  },
  HEADERS_TOO_LARGE: {
    message: { zh: '链接或请求头太长。', en: 'The link or the headers are too long.' },
    next: {
      zh: '请从首页重新进入;仍不行请清除本站的浏览器数据。',
      en: 'Please start from the home page; if it persists, clear this site’s browser data.',
    },
  },
  TOO_SLOW: {
    message: { zh: '请求没有在规定时间内传完。', en: 'The request did not arrive in time.' },
    next: { zh: '请检查网络后再试。', en: 'Please check the connection and try again.' },
  },
  URL_TOO_LONG: {
    message: { zh: '链接太长,打不开。', en: 'The link is too long to open.' },
    next: { zh: '请从首页重新进入。', en: 'Please start from the home page.' },
  },
  BAD_URL: {
    message: { zh: '链接里有无法识别的字符。', en: 'The link holds characters that cannot be read.' },
    next: { zh: '请检查链接,或从首页重新进入。', en: 'Please check the link, or start from the home page.' },
  },
  BAD_SIGNATURE: {
    message: {
      zh: '报文签名不符,没有接收。',
      en: 'The signature of the message does not hold, so it was not accepted.',
    },
    next: { zh: '请核对签名密钥和时间后重发。', en: 'Check the signing key and the time, and send it again.' },
  },
  MESSAGE_ID_REUSED: {
    message: {
      zh: '同一报文编号的内容不同,没有接收。',
      en: 'A message with this id but other content was received before.',
    },
    next: { zh: '新的内容请用新的报文编号。', en: 'Use a new message id for new content.' },
  },
  UNKNOWN_ACT: {
    message: { zh: '没有这次登记请求。', en: 'There is no such request to the register.' },
    next: { zh: '请核对登记请求的编号。', en: 'Please check the id of the request.' },
  },
  UNKNOWN_PARCEL: {
    message: { zh: '没有这个邮件。', en: 'There is no such parcel.' },
    next: { zh: '请核对运单号。', en: 'Please check the waybill number.' },
  },
  REASON_NEEDED: {
    message: { zh: '这件业务已经结束,查阅前要说明理由。', en: 'This case is closed: say why you look at it.' },
    next: {
      zh: '请写明查阅理由,当事人会看到;半小时内有效。',
      en: 'State the reason; the person concerned will see it. It counts for half an hour.',
    },
  },
  OWN_MATTER: {
    message: {
      zh: '自己提出的或与自己有关的,不能由自己批准。',
      en: 'What you asked for or what concerns you is for another person to decide.',
    },
    next: { zh: '请另一位督办或审计人员处理。', en: 'Ask another supervisor or an auditor.' },
  },
  ALREADY_DECIDED: {
    message: { zh: '已经有人处理过。', en: 'Somebody has decided this already.' },
    next: { zh: '请刷新页面查看结果。', en: 'Please reload the page to see how.' },
  },
  ALARM_CLOSED: {
    message: { zh: '这条告警已经处理过。', en: 'This alarm has been dealt with already.' },
    next: { zh: '请刷新页面查看处理结果。', en: 'Please reload the page to see how.' },
  },
  EXPORT_NOT_APPROVED: {
    message: { zh: '这份清单还没有获得批准。', en: 'This list has not been approved.' },
    next: {
      zh: '请等另一位同事批准;被驳回的可以重新申请。',
      en: 'Wait for a colleague’s approval; when it was declined, ask anew.',
    },
  },
  EXPORT_OVER: {
    message: { zh: '这份清单已经下载过,或已过有效期。', en: 'This list has been taken already, or its time is over.' },
    next: { zh: '如仍需要,请重新申请。', en: 'Ask anew if you still need it.' },
  },
}
