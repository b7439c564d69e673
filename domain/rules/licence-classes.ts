import { fields, isCount, refuse, typed, type Refusal } from '#domain/rules/input.ts'

/** The driving licence classes in the order of 申领规定 (公安部令第162号) art. 11; also the order on the licence. */
export const LICENCE_CLASSES = [
  'A1',
  'A2',
  'A3',
  'B1',
  'B2',
  'C1',
  'C2',
  'C3',
  'C4',
  'C5',
  'C6',
  'D',
  'E',
  'F',
  'M',
  'N',
  'P',
] as const

export type LicenceClass = (typeof LICENCE_CLASSES)[number]

export type ClassWhy = 'CLASS_EMPTY' | 'CLASS_UNKNOWN' | 'CLASS_REPEATED' | 'CLASS_REDUNDANT'

export type ClassString = {
  readonly ok: true
  /** The classes held, in the order of the licence. */
  readonly classes: LicenceClass[]
  /** What the holder may drive, the covered classes included. */
  readonly mayDrive: LicenceClass[]
}

export type ApplyWhy = 'CLASS_UNKNOWN' | 'CLASS_NOT_INITIAL' | 'AGE_TOO_LOW' | 'AGE_TOO_HIGH' | 'ABILITY_TEST_NEEDED'

/** `warn`: the text gives both "63 and under may apply" and "from 63 may not drive"; an officer decides at the limit. */
export type MayApply = { readonly ok: true; readonly warn?: 'AT_UPPER_AGE_LIMIT' } | Refusal<ApplyWhy>

export type ApplyOptions = {
  /** First licence (the default) or a class added to one. */
  readonly initial?: boolean
  /** Student of a full-time driving school (art. 14 (1) 5). */
  readonly vocational?: boolean
  /** Memory, judgement and reaction tests passed (art. 14 (2) 9). */
  readonly threeAbilityTest?: boolean
}

export type ClassRule = {
  readonly name: string
  readonly minAge: number
  /** Last age at which one may apply; null: none. */
  readonly maxAge: number | null
  /** May be somebody's first class (art. 16). */
  readonly initial: boolean
  /** Classes the holder may drive too (annex 1). */
  readonly covers: readonly LicenceClass[]
  /** From this age the class may no longer be driven (art. 65); null: no such age. */
  readonly endsAt: 63 | 70 | null
}

/** The rule of one class; undefined for what is not a class. */
export const classRule = (name: string): ClassRule | undefined => (isClass(name) ? RULES[name] : undefined)

export const isClass = (value: unknown): value is LicenceClass => typeof value === 'string' && CLASSES.has(value)

/**
 * Reads the class field of a licence ("A2D", "c1 d"). A class that another one covers is not printed, so it is refused
 * as redundant.
 */
export function classString(q: { readonly input: string }): ClassString | Refusal<ClassWhy>
export function classString(q: unknown): ClassString | Refusal<ClassWhy>
export function classString(q: unknown): ClassString | Refusal<ClassWhy> {
  const text = typed(fields(q)['input'], /[\s,、+/]/g)
  if (text === undefined) return refuse('CLASS_UNKNOWN')
  if (text === '') return refuse('CLASS_EMPTY')
  const held: string[] = text.match(/[A-Z]\d?|./gsu) ?? []
  if (!held.every(isClass)) return refuse('CLASS_UNKNOWN')
  const classes = inOrder(held)
  if (classes.length < held.length) return refuse('CLASS_REPEATED')
  if (classes.some((one) => classes.some((other) => RULES[other].covers.includes(one))))
    return refuse('CLASS_REDUNDANT')
  return { ok: true, classes, mayDrive: inOrder([...classes, ...classes.flatMap((one) => RULES[one].covers)]) }
}

/** Whether a person of this age may apply for the class (申领规定 art. 14 and 16 in the wording of order 172). */
export function mayApply(q: { readonly class: string; readonly age: number; readonly options?: ApplyOptions }): MayApply
export function mayApply(q: unknown): MayApply
export function mayApply(q: unknown): MayApply {
  const { class: wanted, age, options } = fields(q)
  if (!isClass(wanted)) return refuse('CLASS_UNKNOWN')
  const { initial, vocational, threeAbilityTest } = fields(options)
  const rule = RULES[wanted]
  if (initial !== false && !rule.initial) return refuse('CLASS_NOT_INITIAL')
  const minAge = vocational === true && VOCATIONAL.has(wanted) ? 19 : rule.minAge
  if (!isCount(age) || age < minAge) return refuse('AGE_TOO_LOW')
  if (rule.maxAge !== null && age > rule.maxAge) return refuse('AGE_TOO_HIGH')
  if (age === rule.maxAge) return { ok: true, warn: 'AT_UPPER_AGE_LIMIT' }
  if (ABILITY_TESTED.has(wanted) && age >= 70 && threeAbilityTest !== true) return refuse('ABILITY_TEST_NEEDED')
  return { ok: true }
}

/**
 * The classes that remain at this age (申领规定 art. 65 in the wording of order 172): from 63 the big ones become C1, A2
 * may keep C6; from 70 C6 ends and D and E become F. `extended`: the driver was given up to three years more.
 * An empty answer means the licence is cancelled (art. 79). What is not a class is left out.
 */
export function overAge(q: {
  readonly classes: readonly LicenceClass[]
  readonly age: number
  readonly extended?: boolean
  readonly options?: { readonly extended?: boolean }
}): LicenceClass[]
export function overAge(q: unknown): LicenceClass[]
export function overAge(q: unknown): LicenceClass[] {
  const { classes, age, extended, options } = fields(q)
  if (!Array.isArray(classes) || !isCount(age)) return []
  const more = (extended === true || fields(options)['extended'] === true) && age < 63 + LONGEST_EXTENSION
  return inOrder(classes.filter(isClass).flatMap((one) => remaining(one, age, more)))
}

function remaining(held: LicenceClass, age: number, extended: boolean): LicenceClass[] {
  const { endsAt } = RULES[held]
  if (endsAt === null || age < endsAt) return [held]
  if (BIG.has(held)) {
    if (extended) return [held]
    return held === 'A2' && age < 70 ? ['C1', 'C6'] : ['C1']
  }
  if (held === 'D' || held === 'E') return ['F']
  return held === 'C6' ? ['C1'] : []
}

const inOrder = (classes: readonly LicenceClass[]): LicenceClass[] =>
  LICENCE_CLASSES.filter((one) => classes.includes(one))

const CLASSES: ReadonlySet<string> = new Set(LICENCE_CLASSES)

/** Bus, coach and lorry classes: exchanged for C1 at the age limit, where M, N and P simply end. */
export const BIG: ReadonlySet<LicenceClass> = new Set<LicenceClass>(['A1', 'A2', 'A3', 'B1', 'B2'])

const VOCATIONAL: ReadonlySet<LicenceClass> = new Set<LicenceClass>(['A1', 'A2'])

const ABILITY_TESTED: ReadonlySet<LicenceClass> = new Set<LicenceClass>(['C1', 'C2', 'C5', 'F'])

/** Years the old class may be kept after 63 (order 172, art. 65). */
const LONGEST_EXTENSION = 3

const rule = (
  name: string,
  ages: readonly [number, number | null],
  endsAt: 63 | 70 | null,
  covers: string,
  initial = true,
): ClassRule => ({
  name,
  minAge: ages[0],
  maxAge: ages[1],
  initial,
  covers: covers.split(' ').filter(isClass),
  endsAt,
})

const RULES: Readonly<Record<LicenceClass, ClassRule>> = {
  A1: rule('大型客车', [22, 63], 63, 'A3 B1 B2 C1 C2 C3 C4 M', false),
  A2: rule('重型牵引挂车', [22, 63], 63, 'B1 B2 C1 C2 C3 C4 C6 M', false),
  A3: rule('城市公交车', [20, 63], 63, 'C1 C2 C3 C4'),
  B1: rule('中型客车', [20, 63], 63, 'C1 C2 C3 C4 M', false),
  B2: rule('大型货车', [20, 63], 63, 'C1 C2 C3 C4 M'),
  C1: rule('小型汽车', [18, null], null, 'C2 C3 C4'),
  C2: rule('小型自动挡汽车', [18, null], null, ''),
  C3: rule('低速载货汽车', [18, 63], 70, 'C4'),
  C4: rule('三轮汽车', [18, 63], 70, ''),
  C5: rule('残疾人专用小型自动挡载客汽车', [18, null], null, ''),
  C6: rule('轻型牵引挂车', [20, 70], 70, '', false),
  D: rule('普通三轮摩托车', [18, 70], 70, 'E F'),
  E: rule('普通二轮摩托车', [18, 70], 70, 'F'),
  F: rule('轻便摩托车', [18, null], null, ''),
  M: rule('轮式专用机械车', [18, 63], 63, ''),
  N: rule('无轨电车', [20, 63], 63, ''),
  P: rule('有轨电车', [20, 63], 63, ''),
}
