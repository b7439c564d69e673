import { fields, refuse, typed, type Refusal } from '#domain/rules/input.ts'

export type PlateWhy =
  | 'PLATE_TYPE_UNKNOWN'
  | 'PLATE_LENGTH'
  | 'PLATE_PROVINCE'
  | 'PLATE_OFFICE_LETTER'
  | 'PLATE_LETTER_IO'
  | 'PLATE_PATTERN'
  | 'PLATE_ALL_ZERO'
  | 'PLATE_TOO_MANY_LETTERS'

export type PlatePower = 'n/a' | 'battery-electric' | 'other-new-energy'

export type Plate = {
  readonly ok: true
  /** As stored: no separator, upper case. */
  readonly plate: string
  /** As painted: with the dot after the office letter. */
  readonly shown: string
  readonly province: string
  readonly office: string
  /** Without the closing character 挂 学 警 港 澳. */
  readonly serial: string
  readonly colour: string
  readonly power: PlatePower
}

/**
 * Reads a plate number by GA 36: province, office letter, serial by 号牌种类 `type` ('01' … '52').
 * Full-width forms, lower case and separators are accepted.
 */
export function plate(q: { readonly type: string; readonly input: string }): Plate | Refusal<PlateWhy>
export function plate(q: unknown): Plate | Refusal<PlateWhy>
export function plate(q: unknown): Plate | Refusal<PlateWhy> {
  const { type, input } = fields(q)
  const form = typeof type === 'string' ? FORMS.get(type) : undefined
  if (form === undefined) return refuse('PLATE_TYPE_UNKNOWN')
  const text = typed(input) ?? ''
  const chars = Array.from(text)
  const [province = '', office = ''] = chars
  if (chars.length === 0) return refuse('PLATE_LENGTH')
  if (!PROVINCES.has(province)) return refuse('PLATE_PROVINCE')
  if (chars.length !== form.length) return refuse('PLATE_LENGTH')
  if (!form.office.test(province + office)) return refuse(form.officeFault)
  const rest = chars.slice(2).join('')
  if (/[IO]/.test(rest)) return refuse('PLATE_LETTER_IO')
  if (!form.rest.test(rest)) return refuse('PLATE_PATTERN')
  const serial = rest.replace(/[^0-9A-Z]$/, '')
  if (serial.replaceAll(/\d/g, '').length > form.letters) return refuse('PLATE_TOO_MANY_LETTERS')
  // Whatever letters stand among them; letters alone are a number (粤Z).
  if (/^0+$/.test(serial.replaceAll(/[A-Z]/g, ''))) return refuse('PLATE_ALL_ZERO')
  const shown = `${province}${office}·${rest}`
  return { ok: true, plate: text, shown, province, office, serial, colour: form.colour, power: form.power(serial) }
}

/** Whether it is a number of any type: for where the car is named by its number alone. */
export const isPlate = (input: string): boolean => [...FORMS.keys()].some((type) => plate({ type, input }).ok)

/** The plate types a person may choose from, with the name and the colour. */
export const plateTypes = (): { type: string; name: string; colour: string }[] =>
  [...FORMS].map(([type, { name, colour }]) => ({ type, name, colour }))

type Form = {
  readonly name: string
  readonly colour: string
  /** Characters in all, province and office letter included. */
  readonly length: number
  /** Of the province and its letter together. */
  readonly office: RegExp
  readonly officeFault: PlateWhy
  readonly rest: RegExp
  readonly letters: number
  readonly power: (serial: string) => PlatePower
}

/** The 31 provincial marks. */
const PROVINCES: ReadonlySet<string> = new Set('京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新')

/** No I and no O: they are read as 1 and 0 (GA 36-2014 5.8.1). */
const ORDINARY: Form = {
  name: '',
  colour: '',
  length: 7,
  office: /^.[A-HJ-NP-Z]$/,
  officeFault: 'PLATE_OFFICE_LETTER',
  rest: /^[0-9A-HJ-NP-Z]{5}$/,
  letters: 2,
  power: () => 'n/a',
}

const closed = (mark: string, name: string, colour: string): Form => ({
  ...ORDINARY,
  name,
  colour,
  rest: new RegExp(`^[0-9A-HJ-NP-Z]{4}${mark}$`),
})

/** Cars of Hong Kong and Macao owners that may enter: all carry 粤Z, any letters. */
const crossBorder = (mark: string, name: string): Form => ({
  ...closed(mark, name, '黑底白字'),
  office: /^粤Z$/,
  officeFault: 'PLATE_PATTERN',
  letters: 4,
})

/** The category letter says how the car is driven: D A B C E battery, F G H J K other new energy. */
const energyOf = (letter: string | undefined): PlatePower =>
  'ABCDE'.includes(letter ?? '-') ? 'battery-electric' : 'other-new-energy'

const FORMS: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['01', { ...ORDINARY, name: '大型汽车', colour: '黄底黑字' }],
  ['02', { ...ORDINARY, name: '小型汽车', colour: '蓝底白字' }],
  ['07', { ...ORDINARY, name: '普通摩托车', colour: '黄底黑字' }],
  ['08', { ...ORDINARY, name: '轻便摩托车', colour: '蓝底白字' }],
  ['13', { ...ORDINARY, name: '低速车', colour: '黄底黑字' }],
  ['15', closed('挂', '挂车', '黄底黑字')],
  ['16', closed('学', '教练汽车', '黄底黑字')],
  // O stands on old police plates, and only there.
  ['23', { ...closed('警', '警用汽车', '白底黑字红警'), office: /^.[A-HJ-Z]$/ }],
  ['26', crossBorder('港', '香港入出境车')],
  ['27', crossBorder('澳', '澳门入出境车')],
  [
    '51',
    {
      ...ORDINARY,
      name: '大型新能源汽车',
      colour: '黄绿双拼色',
      length: 8,
      rest: /^\d{5}[A-HJK]$/,
      letters: 1,
      power: (serial) => energyOf(serial.at(-1)),
    },
  ],
  [
    '52',
    {
      ...ORDINARY,
      name: '小型新能源汽车',
      colour: '渐变绿',
      length: 8,
      rest: /^[A-HJK][0-9A-HJ-NP-Z]\d{4}$/,
      power: (serial) => energyOf(serial.at(0)),
    },
  ],
])
