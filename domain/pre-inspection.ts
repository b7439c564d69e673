import { vin as parseVin } from './rules/index.ts'
import type { Lang, Text } from './text.ts'

/*
 * The maker's own inspection of a new car before delivery (order 164 art. 14): what a record says, and reading many of them
 * from a table of values separated by commas. A record names its three photos by their hashes, so that the maker's signature
 * over the record is one over the photos as well.
 */

/** What the photos show: front left at 45°, rear right at 45°, the VIN on the body. */
export const PHOTO_SLOTS = ['photoFront', 'photoRear', 'photoVin'] as const
export type PhotoSlot = (typeof PHOTO_SLOTS)[number]

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
  /** SHA-256 of each photo's file as it is sent, 64 hexadecimal digits. */
  photoFront: string
  photoRear: string
  photoVin: string
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
  photoFront: ['photofront', '左前照片'],
  photoRear: ['photorear', '右后照片'],
  photoVin: ['photovin', '识别代号照片'],
}
const SIGNATURE = ['signature', '企业签名'] as const
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
const ABOUT_SIGNATURE = ['PRE_UNSIGNED', 'PRE_SIGNATURE']

/** The column's name as a file's head may have it; '' for a problem of the whole line. */
export function columnOf(code: string, lang: Lang = 'zh'): string {
  const names = ABOUT_SIGNATURE.includes(code) ? SIGNATURE : FIELD[code] && COLUMNS[FIELD[code]]
  return names?.[lang === 'zh' ? 1 : 0] ?? ''
}

/** A record in the order of the head, so that a mended line can be signed and sent again as it is. */
export const cellsOf = (record: Partial<PreInspectionRecord>): string[] => NAMES.map((name) => record[name] ?? '')

/** A record for reading: each column and what stands there. */
export const labelledCells = (record: Partial<PreInspectionRecord>): { name: string; value: string }[] =>
  NAMES.map((name) => ({ name, value: record[name] ?? '' }))

/** The head of a signed file, in Chinese. */
export const SAMPLE_HEAD = [...NAMES.map((name) => COLUMNS[name][1]), SIGNATURE[1]].join(',')
export const MOST_LINES = 10_000

export interface TableLine {
  line: number
  record: PreInspectionRecord
  /** Base64, over the canonical JSON of the record. */
  signature: string
}
export type Table = { ok: true; lines: TableLine[] } | { ok: false; why: string }

/** Reads the table; lines keep the numbers they have in the file. Refused whole only when the head or the size is wrong. */
export function readTable(text: string): Table {
  const rows = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  const head = cells(rows[0] ?? '').map((cell) => cell.toLowerCase())
  const at = Object.fromEntries(NAMES.map((name) => [name, head.findIndex((cell) => COLUMNS[name].includes(cell))]))
  if (NAMES.some((name) => at[name] === -1)) return { ok: false, why: 'PRE_HEAD' }
  const signed = head.findIndex((cell) => SIGNATURE.some((name) => name === cell))
  const lines = rows.slice(1).flatMap((text, n) => {
    if (text.trim() === '') return []
    const row = cells(text)
    return [{ line: n + 2, record: recordOf(row, at), signature: (row[signed] ?? '').slice(0, 200) }]
  })
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
  const photos = PHOTO_SLOTS.map((slot) => record[slot])
  found(new Set(photos).size < photos.length || !photos.every((hash) => /^[0-9a-f]{64}$/.test(hash)), 'PRE_PHOTOS')
  return problems
}

const PHOTO_WORDS: Readonly<Record<PhotoSlot, RegExp>> = {
  photoFront: /^(1|front|左前|左前照片)$/,
  photoRear: /^(2|rear|右后|右后照片)$/,
  photoVin: /^(3|vin|识别代号|识别代号照片)$/,
}

/** What a photo shows, in words. */
export const photoLabel = (slot: PhotoSlot, lang: Lang = 'zh'): string => PHOTO_LABEL[slot][lang]
const PHOTO_LABEL: Readonly<Record<PhotoSlot, Text>> = {
  photoFront: { zh: '左前 45°', en: 'front left, 45°' },
  photoRear: { zh: '右后 45°', en: 'rear right, 45°' },
  photoVin: { zh: '车辆识别代号', en: 'VIN' },
}

/** Reads a photo's file name: the VIN, then which of the three it is ("LFM…-1.jpg", "LFM…_左前.png"). */
export function photoNamed(name: string): { vin: string; slot: PhotoSlot } | undefined {
  const found = /^([A-HJ-NPR-Z0-9]{17})[-_ ]([^.]+)\.[a-z]{3,4}$/i.exec(name.normalize('NFC').trim())
  const slot = PHOTO_SLOTS.find((one) => PHOTO_WORDS[one].test((found?.[2] ?? '').toLowerCase()))
  return found?.[1] && slot ? { vin: found[1].toUpperCase(), slot } : undefined
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
    photoFront: cell('photoFront').toLowerCase(),
    photoRear: cell('photoRear').toLowerCase(),
    photoVin: cell('photoVin').toLowerCase(),
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
