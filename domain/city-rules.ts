import { isDate } from './calendar.ts'
import { FEE_BOUNDS, SETTINGS, type SettingName } from './legal-bounds.ts'
import type { Fee } from './fees.ts'
import { type Cycle, type InspectionGroup, LEGAL_CYCLES } from './rules/inspection.ts'
import type { Channel, Service } from './service.ts'

/*
 * What a city decides inside the law, each row from a day on: figures, channels of items, inspection cycles. A later row
 * replaces an earlier one from its day; a case in progress keeps its own definition and its own bills.
 */

export interface CityRules {
  settings: readonly ({ from: string } & Partial<Record<SettingName, number>>)[]
  channels: readonly { from: string; service: string; channels: readonly Channel[] }[]
  cycles: readonly {
    from: string
    group: InspectionGroup
    marks: readonly number[]
    steps: readonly [number, number][]
  }[]
}

export const NO_CITY_RULES: CityRules = { settings: [], channels: [], cycles: [] }

/** The figure in force on a day; the usual one while the city has set none. */
export const settingOn = (rules: CityRules, name: SettingName, date: string): number =>
  latest(
    rules.settings.filter((row) => row[name] !== undefined),
    date,
  )?.[name] ?? SETTINGS[name].usual

/** How an item may be applied for on a day. */
export const channelsOn = (rules: CityRules, service: Service, date: string): readonly Channel[] =>
  latest(
    rules.channels.filter((row) => row.service === service.code),
    date,
  )?.channels ?? service.channels

/** The inspection cycles in force on a day. */
export const cyclesOn = (rules: CityRules, date: string): Readonly<Record<InspectionGroup, Cycle>> => ({
  ...LEGAL_CYCLES,
  ...Object.fromEntries(
    [...new Set(rules.cycles.map((row) => row.group))].flatMap((group) => {
      const row = latest(
        rules.cycles.filter((r) => r.group === group),
        date,
      )
      return row ? [[group, { marks: row.marks, steps: row.steps }]] : []
    }),
  ),
})

/** Everything in the rules that the law does not allow, one sentence each. */
export function unlawful(rules: CityRules, catalogue: readonly Service[]): string[] {
  return [
    ...rules.settings.flatMap(badSettings),
    ...rules.channels.flatMap((row) => badChannels(row, catalogue)),
    ...rules.cycles.flatMap(badCycle),
  ]
}

/** Fees above the tariff, or that no tariff knows, one sentence each. */
export const unlawfulFees = (fees: readonly Fee[]): string[] =>
  fees.flatMap((fee) => {
    const bound = FEE_BOUNDS[fee.code]
    if (!bound) return [`收费项目 ${fee.code}(${fee.name.zh})没有法定依据,不能收取`]
    return fee.fen > bound.max
      ? [`${fee.name.zh} ${yuan(fee.fen)} 元(自 ${fee.from})高于法定标准 ${yuan(bound.max)} 元:${bound.basis.zh}`]
      : []
  })

function badSettings(row: CityRules['settings'][number]): string[] {
  const names = Object.keys(SETTINGS) as SettingName[]
  return [
    ...badDay(row.from, '设置'),
    ...names.flatMap((name) => {
      const value = row[name]
      const { min, max, basis, name: label } = SETTINGS[name]
      return value !== undefined && !(Number.isInteger(value) && value >= min && value <= max)
        ? [`${label.zh} ${value}(自 ${row.from})超出 ${min}–${max}:${basis.zh}`]
        : []
    }),
  ]
}

function badChannels(row: CityRules['channels'][number], catalogue: readonly Service[]): string[] {
  const service = catalogue.find((s) => s.code === row.service)
  if (!service) return [`没有业务 ${row.service}`]
  const beyond = row.channels.filter((c) => !service.channels.includes(c))
  return [
    ...badDay(row.from, service.name.zh),
    ...beyond.map(
      (c) => `${service.name.zh}不能经 ${c} 办理(自 ${row.from}):法律规定的渠道是 ${service.channels.join('、')}`,
    ),
    ...(service.channels.includes('counter') && !row.channels.includes('counter')
      ? [`${service.name.zh}必须保留窗口(自 ${row.from}):不得只提供一种办理渠道(优化营商环境条例第37条)`]
      : []),
  ]
}

/** A city may ask for inspections as often as the law does or less strictly never: intervals may be shorter, marks fewer. */
function badCycle(row: CityRules['cycles'][number]): string[] {
  const law = LEGAL_CYCLES[row.group]
  const longer = Array.from({ length: 20 * 12 }, (_, month) => month).find(
    (month) => intervalAt(row.steps, month) > intervalAt(law.steps, month),
  )
  return [
    ...badDay(row.from, row.group),
    ...(longer === undefined
      ? []
      : [
          `${row.group} 类车辆车龄 ${Math.floor(longer / 12)} 年时的检验周期(自 ${row.from})长于法定周期 ${intervalAt(law.steps, longer)} 个月:道路交通安全法实施条例第16条`,
        ]),
    ...row.marks
      .filter((month) => !law.marks.includes(month))
      .map((month) => `${row.group} 类车辆第 ${month} 个月不能免检(自 ${row.from}):不在公安部等部门免检通知之内`),
  ]
}

const intervalAt = (steps: readonly (readonly [number, number])[], month: number): number =>
  steps.find(([until]) => month < until)?.[1] ?? 6

const badDay = (from: string, what: string): string[] => {
  const dated: boolean = isDate(from)
  return dated ? [] : [`${what}的起始日期 ${from} 不是日期`]
}

function latest<R extends { from: string }>(rows: readonly R[], date: string): R | undefined {
  return rows.filter((row) => row.from <= date).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
}

const yuan = (fen: number): string => (fen / 100).toFixed(2)
