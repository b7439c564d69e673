import type { Text } from '../text.ts'

const t = (zh: string, en: string): Text => ({ zh, en })

/** What the register answered to an act about a registered vehicle, as far as somebody will want to know it later. */
export function vehicleFacts(registered: Readonly<Record<string, string>>): { label: Text; value: Text }[] {
  return FACTS.flatMap(([name, label]) => {
    const value = registered[name]
    return value === undefined ? [] : [{ label, value: t(value, USES[value] ?? value) }]
  })
}

const FACTS: readonly (readonly [name: string, label: Text])[] = [
  ['useType', t('使用性质', 'Use')],
  ['otherPlate', t('另一辆车现在的号码', 'The other car now bears')],
  ['temporaryPlate', t('临时号牌号码', 'Temporary plate')],
  ['temporaryTo', t('临时号牌有效期至', 'Temporary plate valid until')],
  ['deregistrationNo', t('注销证明编号', 'Number of the deregistration certificate')],
  ['formerPlate', t('原号牌号码', 'Former number')],
  // Order 164 art. 44: two years, for who had car and number for a year.
  ['formerPlateUntil', t('原号牌号码为原车主保留至', 'Former number kept for its owner until')],
]

const USES: Readonly<Record<string, string>> = { 预约出租转非: 'formerly ride-hailing' }
