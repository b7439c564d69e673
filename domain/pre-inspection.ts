import { vin as parseVin } from './rules/index.ts'
import type { Lang } from './text.ts'

/*
 * The maker's own inspection of a new car before delivery (order 164 art. 14): what a record says, and reading many of them
 * from a table of values separated by commas.
 */

export const POWERS = ['纯电', '插混', '增程', '燃料电池', '汽油', '柴油', '其他'] as const
/** GA 24.8: letters of the colours of a car's body. */
export const COLOURS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'] as const

export interface PreInspectionRecord {
  vin: string
  model: string
  engineNo: string
  colour: string
  power: string
  seats: string
  inspectedAt: string
  inspector: string
}

/** Column names as the file may spell them. */
const COLUMNS: Readonly<Record<keyof PreInspectionRecord, readonly string[]>> = {
  vin: ['vin', '车辆识别代号'],
  model: ['model', '车辆型号'],
  engineNo: ['engineno', '发动机号', '发动机/电机号'],
  colour: ['colour', '车身颜色', 'color'],
  power: ['power', '动力种类'],
  seats: ['seats', '核定载客'],
  inspectedAt: ['inspectedat', '查验时间'],
  inspector: ['inspector', '查验员'],
}
const NAMES = Object.keys(COLUMNS) as (keyof PreInspectionRecord)[]

/** Which column a problem is about; what is not here is about the whole line. */
const FIELD: Readonly<Record<string, keyof PreInspectionRecord>> = {
  PRE_VIN: 'vin',
  PRE_OTHER_MAKER: 'vin',
  PRE_TWICE: 'vin',
  PRE_REGISTERED: 'vin',
  PRE_MODEL: 'model',
  PRE_ENGINE: 'engineNo',
  PRE_COLOUR: 'colour',
  PRE_POWER: 'power',
  PRE_SEATS: 'seats',
  PRE_TIME: 'inspectedAt',
  PRE_INSPECTOR: 'inspector',
}

/** The column's name as a file's head may have it; '' for a problem of the whole line. */
export const columnOf = (code: string, lang: Lang = 'zh'): string =>
  FIELD[code] ? (COLUMNS[FIELD[code]][lang === 'zh' ? 1 : 0] ?? '') : ''

/** A record in the order of the head, so that a mended line can be sent again as it is. */
export const cellsOf = (record: PreInspectionRecord): string[] => NAMES.map((name) => record[name])

/** The head of a file, in Chinese. */
export const SAMPLE_HEAD = NAMES.map((name) => COLUMNS[name][1]).join(',')
export const MOST_LINES = 10_000

export type Table = { ok: true; lines: { line: number; record: PreInspectionRecord }[] } | { ok: false; why: string }

/** Reads the table; lines keep the numbers they have in the file. Refused whole only when the head or the size is wrong. */
export function readTable(text: string): Table {
  const rows = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  const head = cells(rows[0] ?? '').map((cell) => cell.toLowerCase())
  const at = Object.fromEntries(NAMES.map((name) => [name, head.findIndex((cell) => COLUMNS[name].includes(cell))]))
  if (NAMES.some((name) => at[name] === -1)) return { ok: false, why: 'PRE_HEAD' }
  const lines = rows
    .slice(1)
    .flatMap((row, n) => (row.trim() === '' ? [] : [{ line: n + 2, record: recordOf(cells(row), at) }]))
  if (lines.length === 0) return { ok: false, why: 'PRE_EMPTY' }
  return lines.length > MOST_LINES ? { ok: false, why: 'PRE_TOO_MANY' } : { ok: true, lines }
}

/** Every problem of one record by itself: codes of the table of refusals. `wmi`: what this maker's VINs begin with. */
export function judgeRecord(record: PreInspectionRecord, maker: { wmi: readonly string[] }, now: Date): string[] {
  const problems: string[] = []
  const found = (wrong: boolean, code: string): void => {
    if (wrong) problems.push(code)
  }
  const parsed = parseVin({ input: record.vin })
  found(!parsed.ok, 'PRE_VIN')
  found(parsed.ok && !maker.wmi.includes(record.vin.slice(0, 3)), 'PRE_OTHER_MAKER')
  found(record.model === '' || record.model.length > 60, 'PRE_MODEL')
  found(!/^[A-Z0-9-]{4,30}$/i.test(record.engineNo), 'PRE_ENGINE')
  found(!COLOURS.some((c) => c === record.colour), 'PRE_COLOUR')
  found(!POWERS.some((p) => p === record.power), 'PRE_POWER')
  found(!/^[1-9]$/.test(record.seats), 'PRE_SEATS')
  found(!inThePast(record.inspectedAt, now), 'PRE_TIME')
  found(record.inspector.length < 2 || record.inspector.length > 30, 'PRE_INSPECTOR')
  return problems
}

/** Whether two lines of one file say the same. */
export const sameRecord = (a: PreInspectionRecord, b: PreInspectionRecord): boolean =>
  NAMES.every((name) => a[name] === b[name])

/** Lines that repeat a VIN of an earlier line: the same again is harmless, another content is not. */
export function repeated(
  lines: readonly { line: number; record: PreInspectionRecord }[],
): Map<number, 'same' | 'differs'> {
  const first = new Map<string, PreInspectionRecord>()
  const found = new Map<number, 'same' | 'differs'>()
  for (const { line, record } of lines) {
    const before = first.get(record.vin)
    if (before) found.set(line, sameRecord(before, record) ? 'same' : 'differs')
    else first.set(record.vin, record)
  }
  return found
}

/** 'YYYY-MM-DD HH:mm' in China, or an instant. */
function inThePast(text: string, now: Date): boolean {
  const local = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?$/.exec(text)
  const at = new Date(local ? `${local[1]}T${local[2]}${local[3] ?? ':00'}+08:00` : text)
  return /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}/.test(text) && !Number.isNaN(at.getTime()) && at <= now
}

/** The instant of a record that has been judged good. */
export function inspectedAt(record: Pick<PreInspectionRecord, 'inspectedAt'>): string {
  const text = record.inspectedAt.replace(' ', 'T')
  return new Date(/Z$|[+-]\d{2}:\d{2}$/.test(text) ? text : `${text}+08:00`).toISOString()
}

function recordOf(row: readonly string[], at: Readonly<Record<string, number>>): PreInspectionRecord {
  const cell = (name: keyof PreInspectionRecord): string => (row[at[name] ?? -1] ?? '').slice(0, 80)
  return {
    vin: cell('vin').toUpperCase(),
    model: cell('model'),
    engineNo: cell('engineNo').toUpperCase(),
    colour: cell('colour').toUpperCase(),
    power: cell('power'),
    seats: cell('seats'),
    inspectedAt: cell('inspectedAt'),
    inspector: cell('inspector'),
  }
}

/** One line of values separated by commas, with quotes as spreadsheets write them. */
function cells(row: string): string[] {
  const found: string[] = []
  for (const match of row.matchAll(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)) {
    const raw = (match[1] ?? '').trim()
    found.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"').trim() : raw)
    if (match[2] === '') break
  }
  return found
}
