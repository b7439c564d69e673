import type { Say } from './words.ts'

const SYSTEMS: readonly (readonly [RegExp, string, string])[] = [
  [/HarmonyOS|HUAWEI|HONOR/i, '华为手机', 'Huawei phone'],
  [/iPhone/, '苹果手机', 'iPhone'],
  [/iPad/, '苹果平板', 'iPad'],
  [/Android/, '安卓手机', 'Android phone'],
  [/Windows/, 'Windows 电脑', 'Windows computer'],
  [/Macintosh/, '苹果电脑', 'Mac'],
  [/Linux/, 'Linux 电脑', 'Linux computer'],
]
const BROWSERS: readonly (readonly [RegExp, string, string])[] = [
  [/MicroMessenger/, '微信', 'WeChat'],
  [/AlipayClient/, '支付宝', 'Alipay'],
  [/Edg\//, 'Edge', 'Edge'],
  [/Firefox\//, 'Firefox', 'Firefox'],
  [/Chrome\//, 'Chrome', 'Chrome'],
  [/Safari\//, 'Safari', 'Safari'],
]

/** 安卓手机 · 微信: what a person calls the device whose browser names itself so. An unknown one keeps its own first words. */
export function deviceName(agent: string, say: Say): string {
  const parts = [SYSTEMS, BROWSERS].flatMap((list) => {
    const found = list.find(([pattern]) => pattern.test(agent))
    return found ? [say(found[1], found[2])] : []
  })
  return parts.length > 0 ? parts.join(' · ') : agent.slice(0, 30) || say('未知设备', 'Unknown device')
}
