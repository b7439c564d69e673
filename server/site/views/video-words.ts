import type { Lang } from '#domain/text.ts'
import type { Language, Priority } from '#domain/video/terms.ts'

/** Words of the video window's pages that go with a code of the contract. */
type Pair = Readonly<Record<Lang, string>>
export const KEEP: Pair = { zh: '可以关掉这个页面,排队位置会保留', en: 'You may close this page: your place is kept' }
export const RING: Pair = {
  zh: '轮到时会响铃,请把手机放在身边。',
  en: 'It rings when it is your turn. Keep your phone near.',
}
export const WHY: Readonly<Record<string, Pair>> = {
  closed: { zh: '现在不在办理时间', en: 'outside opening hours' },
  'too-late-today': { zh: '今天来不及办完', en: 'too late for today' },
  'long-wait': { zh: '排队的人太多', en: 'too many are waiting' },
  'no-officer': { zh: '现在没有民警在线', en: 'no officer at the window' },
  shut: { zh: '暂停现场排队', en: 'walk-in is paused' },
}
export const LANGUAGE: Readonly<Record<Language, Pair>> = {
  zh: { zh: '普通话', en: 'Mandarin' },
  dialect: { zh: '方言', en: 'Dialect' },
  sign: { zh: '手语', en: 'Sign language' },
  en: { zh: '英语', en: 'English' },
}
export const PRIORITY: Readonly<Record<Priority, Pair>> = {
  age: { zh: '65 岁以上', en: 'Over 65' },
  disabled: { zh: '残疾人', en: 'Disabled' },
  pregnant: { zh: '孕妇', en: 'Pregnant' },
  soldier: { zh: '现役军人', en: 'Soldier on duty' },
}
