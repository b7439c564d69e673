import { addMonths } from '../calendar.ts'
import type { DriverPast, PastEntry, PastKind } from '../driver-records.ts'
import { isClass, type LicenceClass } from '../rules/licence-classes.ts'
import { block, type Problem } from './check.ts'

/**
 * Order 162 art. 15 bars from any licence, art. 18 besides from the big classes, art. 93 for a year or three who deceived.
 * All bars that run are told, each once, the longest of a kind.
 */
export function judgeBars(past: DriverPast, today: string): Problem[] {
  const running = past.entries.flatMap((entry) => {
    const end = barEnd(entry, BARS[entry.kind].any)
    return end !== undefined && today < end ? [{ entry, end }] : []
  })
  return longest(running).map(({ entry, end }) => {
    if (entry.kind === 'exam-cheating') return block('EXAM_BAN', { date: end })
    const { reason } = BARS[entry.kind]
    return end === FOREVER ? block('BARRED_LIFE', { reason }) : block('BARRED', { reason, date: end })
  })
}

/** Order 162 art. 18: what bars from A1, A2, A3, B1 and B2 alone; drink-driving does from the second time on. */
export function judgeBigBars(past: DriverPast, wanted: string, today: string): Problem[] {
  if (!isClass(wanted) || !BIG.has(wanted)) return []
  const drinks = past.entries.filter((e) => e.kind === 'drink-driving')
  const running = past.entries.flatMap((entry) => {
    const { big } = BARS[entry.kind]
    const end = barEnd(entry, entry.kind === 'drink-driving' && drinks.length < 2 ? undefined : big)
    return end !== undefined && today < end ? [{ entry, end }] : []
  })
  return longest(running).map(({ entry }) => block('BARRED_CLASS', { class: wanted, reason: BARS[entry.kind].reason }))
}

/** The classes of art. 18: coach, trailer truck, city bus, medium bus, lorry. */
export const BIG: ReadonlySet<LicenceClass> = new Set<LicenceClass>(['A1', 'A2', 'A3', 'B1', 'B2'])

const FOREVER = '9999-12-31'
/** The first day on which one may apply again; undefined when this entry is no bar. */
function barEnd(entry: PastEntry, years: Years | undefined): string | undefined {
  if (years === undefined) return undefined
  return years === 'for-life' ? FOREVER : addMonths(entry.on, 12 * years)
}

function longest(running: readonly { entry: PastEntry; end: string }[]): { entry: PastEntry; end: string }[] {
  return running.filter(
    (one, at) =>
      !running.some(
        (other, i) => other.entry.kind === one.entry.kind && (other.end > one.end || (other.end === one.end && i < at)),
      ),
  )
}

type Years = number | 'for-life'

interface Bar {
  reason: string
  /** Years from any class; nothing: no bar by itself. */
  any?: Years
  /** Years from the big classes. */
  big?: Years
}

/** Years as in art. 15 (1) nos. 2–12 and art. 18 nos. 1–7; what reads "未满…年" ends with that day, the rest never does. */
const BARS: Readonly<Record<PastKind, Bar>> = {
  'drug-use': { reason: '三年内有吸食、注射毒品行为', any: 3 },
  'drug-driving': { reason: '吸食、注射毒品后驾驶机动车', any: 3, big: 'for-life' },
  'detox-order': { reason: '有社区戒毒、社区康复记录', big: 'for-life' },
  'forced-detox-ended': { reason: '解除强制隔离戒毒未满三年', any: 3, big: 'for-life' },
  'drug-dependence': { reason: '服用依赖性精神药品成瘾尚未戒除', any: 'for-life' },
  'hit-and-run-crime': { reason: '造成交通事故后逃逸构成犯罪', any: 'for-life' },
  'drink-driving-accident-crime': { reason: '饮酒或者醉酒驾驶发生重大事故构成犯罪', any: 'for-life' },
  'revoked-drunk': { reason: '醉酒驾驶被吊销驾驶证未满五年', any: 5, big: 'for-life' },
  'revoked-drink-commercial': { reason: '饮酒后驾驶营运机动车被吊销驾驶证未满五年', any: 5, big: 10 },
  'revoked-drunk-commercial': { reason: '醉酒驾驶营运机动车被吊销驾驶证未满十年', any: 10, big: 'for-life' },
  'revoked-racing-crime': { reason: '追逐竞驶、超员、超速、违规运输危险化学品构成犯罪', any: 5, big: 'for-life' },
  'revoked-accident-crime': { reason: '发生重大事故构成犯罪被吊销驾驶证未满十年', any: 10, big: 10 },
  'revoked-other': { reason: '被吊销驾驶证', any: 2, big: 10 },
  annulled: { reason: '驾驶许可被撤销', any: 3, big: 10 },
  'annulled-deceit': { reason: '以欺骗、贿赂手段取得驾驶证被撤销', any: 3, big: 10 },
  'unlicensed-accident': { reason: '无证驾驶发生事故致人重伤或者死亡', any: 10, big: 'for-life' },
  'exam-stand-in': { reason: '三年内代替他人参加考试', any: 3 },
  'exam-cheating': { reason: '考试舞弊', any: 1 },
  'false-papers': { reason: '一年内隐瞒情况或者提供虚假材料申领', any: 1 },
  'fatal-accident': { reason: '发生死亡事故负同等以上责任', big: 'for-life' },
  'grave-injury-accident': { reason: '发生致人重伤的事故' },
  'drunk-driving': { reason: '醉酒后驾驶机动车', big: 'for-life' },
  'drink-driving': { reason: '再次饮酒后驾驶机动车', big: 'for-life' },
  'passenger-overload': { reason: '驾驶客运车辆超员' },
  'passenger-speeding': { reason: '驾驶客运车辆超速' },
}
