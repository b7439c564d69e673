import type { ActedBy } from '#domain/acting.ts'
import type { Text } from '#domain/text.ts'

/** What a value of the registers is called in both languages. One without an entry stays as the register wrote it. */
export const valueWords = (value: string): Text => ({ zh: value, en: VALUES[value] ?? value })

/** Yes or no, as an answer in a form. */
export const yesNo = (yes: boolean): Text => (yes ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' })

/** Several values in one line. */
export function listWords(values: readonly string[]): Text {
  const words = values.map(valueWords)
  return { zh: words.map((w) => w.zh).join('、'), en: words.map((w) => w.en).join(', ') }
}

const VALUES: Readonly<Record<string, string>> = {
  // States of a licence and of a vehicle.
  正常: 'valid',
  逾期未换证: 'expired, not renewed',
  违法未处理: 'violations unsettled',
  扣留: 'withheld',
  暂扣: 'suspended',
  停止使用: 'use stopped',
  注销: 'cancelled',
  撤销: 'revoked',
  吊销: 'revoked as a penalty',
  抵押: 'mortgaged',
  质押: 'pledged',
  查封: 'seized',
  被盗抢: 'stolen',
  达到报废标准: 'due for scrapping',
  海关监管: 'under customs control',
  // Vehicles.
  非营运: 'non-operating',
  预约出租客运: 'ride-hailing',
  预约出租转非: 'formerly ride-hailing',
  汽油: 'petrol',
  柴油: 'diesel',
  纯电动: 'electric',
  插电式混合动力: 'plug-in hybrid',
  白: 'white',
  黑: 'black',
  灰: 'grey',
  银: 'silver',
  蓝: 'blue',
  红: 'red',
  绿: 'green',
}

/** By what right somebody acts for another. */
export const ACTING: Readonly<Record<ActedBy['kind'], Text>> = {
  agent: { zh: '受委托代办', en: 'by authority' },
  relative: { zh: '亲友代办(60 周岁以上)', en: 'a relative, for a person of 60 or over' },
  dealer: { zh: '登记服务站代办', en: 'a registered dealer, by authority' },
  company: { zh: '单位用户办理', en: 'a user of the company' },
}
