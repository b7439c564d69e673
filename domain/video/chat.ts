/**
 * What an officer's chat line must not carry: amounts, accounts, links, requests for codes. The real window
 * never asks for them; whoever does is a fraud or a mistake.
 */
export const blocksPayment = (text: string): boolean => PATTERNS.some((pattern) => pattern.test(text))

const PATTERNS: readonly RegExp[] = [
  /https?:|www\.|:\/\//i,
  /\d[\d,.]*\s*(?:元|块|rmb|yuan|¥)/i,
  /[¥¥]\s*\d/,
  // A bank card, or an account.
  /(?:\d[ -]?){16,19}/,
  /验证码|动态码|短信码|one-time code|verification code/i,
  /转账|汇款|收款码|二维码付/,
]
