import { isDate } from './calendar.ts'
import { id as parseId, mobile as parseMobile, uscc as parseCreditCode } from './rules/index.ts'
import { t, type Text } from './text.ts'
import { asCode, asIdNumber, asName, asWords, UNPRINTABLE } from './typed.ts'

export type Value = string | boolean
export type Values = Readonly<Record<string, Value>>

export interface Field {
  name: string
  label: Text
  hint?: Text
  /** `date`: 'YYYY-MM-DD'. `person-name` and `id-number` are another person's, `credit-code` a unit's. */
  kind:
    | 'text'
    | 'textarea'
    | 'choice'
    | 'mobile'
    | 'region'
    | 'confirm'
    | 'date'
    | 'person-name'
    | 'id-number'
    | 'credit-code'
  options?: readonly { value: string; label: Text }[]
  required: boolean | ((values: Values) => boolean)
  /** Shown only when this holds; a hidden field is neither asked nor kept. */
  shownWhen?: (values: Values) => boolean
  min?: number
  max?: number
  /** Why we ask (personal information law art. 17); shown under the label and in the register of processing. */
  purpose: Text
  autocomplete?: string
  /** Personal data is masked wherever it is shown outside the case's own form. */
  personal?: boolean
}

export interface FieldError {
  field: string
  /** `unfit`: right by itself, but not for this licence or car. */
  code:
    | 'required'
    | 'too-short'
    | 'too-long'
    | 'not-an-option'
    | 'mobile'
    | 'region'
    | 'date'
    | 'id-number'
    | 'credit-code'
    | 'characters'
    | 'unfit'
  message: Text
}

const BROKEN = new RegExp(UNPRINTABLE, 'u')

/** Whether a code names a county that exists; the codes are the city's data (config/regions.json). */
export type IsCounty = (code: string) => boolean

/** Checks raw answers against the fields: the cleaned values, and every error at once, each naming its field. */
export function parseFields(
  fields: readonly Field[],
  raw: Values,
  isCounty: IsCounty,
): { values: Values; errors: FieldError[] } {
  const values: Record<string, Value> = {}
  const errors: FieldError[] = []
  for (const field of fields) {
    if (field.shownWhen && !field.shownWhen(raw)) continue
    const given = Object.hasOwn(raw, field.name) ? raw[field.name] : undefined
    const parsed = parseOne(field, given, raw, isCounty)
    if ('error' in parsed) errors.push({ field: field.name, ...parsed.error })
    else if (parsed.value !== undefined) values[field.name] = parsed.value
  }
  return { values, errors }
}

type Parsed = { value: Value | undefined } | { error: Omit<FieldError, 'field'> }

function parseOne(field: Field, given: Value | undefined, all: Values, isCounty: IsCounty): Parsed {
  const required = typeof field.required === 'function' ? field.required(all) : field.required
  if (field.kind === 'confirm') {
    const yes = given === true || given === 'true' || given === 'on'
    return required && !yes ? { error: { code: 'required', message: unticked(field.label) } } : { value: yes }
  }
  const typed = typeof given === 'string' ? given.trim() : ''
  const text = asWords(typed)
  if (text === '') return required ? missing(field) : { value: undefined }
  if (BROKEN.test(typed))
    return bad('characters', '含有无法打印的字符,请重新填写', 'contains characters that cannot be printed: ', field)
  return byKind(field, text, isCounty)
}

/** A declaration of several lines stands beside its box: said again whole, it would bury what to do. */
const unticked = ({ zh, en }: Text): Text =>
  zh.length <= 20
    ? { zh: `请勾选“${zh}”`, en: `Please tick “${en}”` }
    : { zh: '请勾选这一项声明', en: 'Please tick this declaration' }

const missing = (field: Field): Parsed =>
  field.kind === 'choice' || field.kind === 'region'
    ? bad('required', '请选择', 'Please choose: ', field)
    : bad('required', '请填写', 'Please fill in: ', field)

function byKind(field: Field, text: string, isCounty: IsCounty): Parsed {
  switch (field.kind) {
    case 'choice':
      return field.options?.some((option) => option.value === text)
        ? { value: text }
        : bad('not-an-option', '请从给出的选项里选择', 'Please choose one of: ', field)
    case 'mobile': {
      const parsed = parseMobile({ input: text })
      return parsed.ok ? { value: parsed.mobile } : { error: { code: 'mobile', message: mobileMessage(text) } }
    }
    case 'region':
      return isCounty(text)
        ? { value: text }
        : bad('region', '请选择到区县', 'Please choose down to the county: ', field)
    case 'date':
      return isDate(text) ? { value: text } : bad('date', '请填写正确的日期:', 'Please enter a real date: ', field)
    case 'id-number':
      return idNumber(field, text)
    case 'credit-code':
      return creditCode(field, text)
    case 'person-name':
      return words(field, asName(text))
    default:
      return words(field, text)
  }
}

function words(field: Field, text: string): Parsed {
  const length = Array.from(text).length
  if (field.min !== undefined && length < field.min) {
    return {
      error: {
        code: 'too-short',
        message: {
          zh: `请写明${field.label.zh},至少 ${field.min} 个字`,
          en: `${field.label.en}: at least ${field.min} characters`,
        },
      },
    }
  }
  if (field.max !== undefined && length > field.max) {
    return {
      error: {
        code: 'too-long',
        message: {
          zh: `${field.label.zh}最多 ${field.max} 个字,现在有 ${length} 个`,
          en: `${field.label.en}: at most ${field.max} characters, now ${length}`,
        },
      },
    }
  }
  return { value: text }
}

/** A resident identity number of somebody else; a future birth is no question here, hence the far day. */
function idNumber(field: Field, text: string): Parsed {
  const number = asIdNumber(text)
  return parseId({ input: number, today: '2999-12-31' }).ok
    ? { value: number }
    : bad('id-number', '身份证号码不正确,请核对:', 'Not a resident identity number, please check: ', field)
}

/** The check character is a soft rule (codes with a wrong one are in use); the market register decides. */
function creditCode(field: Field, text: string): Parsed {
  const code = asCode(text)
  const parsed = parseCreditCode({ input: code })
  return parsed.ok || parsed.why === 'USCC_CHECK'
    ? { value: code }
    : bad('credit-code', '统一社会信用代码是 18 位,请核对:', 'A credit code has 18 characters, please check: ', field)
}

function mobileMessage(text: string): Text {
  const digits = text.replace(/\D/g, '').length
  if (digits === 11)
    return { zh: '手机号码不存在这个号段,请检查', en: 'This mobile number does not exist; please check it' }
  if (digits === 0) return { zh: '请填写 11 位手机号码', en: 'Enter a mobile number of 11 digits' }
  const off = Math.abs(11 - digits)
  const some = off === 1 ? 'one digit' : `${off} digits`
  return digits < 11
    ? { zh: `手机号码少了 ${off} 位`, en: `The mobile number lacks ${some}` }
    : { zh: `手机号码多了 ${off} 位`, en: `The mobile number has ${some} too many` }
}

const bad = (code: FieldError['code'], zh: string, en: string, field: Field): Parsed => ({
  error: { code, message: { zh: `${zh}${field.label.zh}`, en: `${en}${field.label.en}` } },
})

const posted = (values: Values): boolean => values['deliveryMethod'] === 'post'

/** Contact: the number that hears about this case. */
export const contactFields: readonly Field[] = [
  {
    name: 'mobile',
    label: t('手机号码', 'Mobile number'),
    hint: t('办理进度会发到这个号码', 'We send progress to this number'),
    kind: 'mobile',
    required: true,
    purpose: t('通知办理进度', 'to tell you about progress'),
    autocomplete: 'tel',
    personal: true,
  },
]

/** How the papers reach the citizen. Kiosk pick-up is offered only at the kiosk itself. */
export const deliveryFields: readonly Field[] = [
  {
    name: 'deliveryMethod',
    label: t('领取方式', 'How to receive it'),
    kind: 'choice',
    required: true,
    purpose: t('送达证件', 'to deliver the papers'),
    options: [
      { value: 'post', label: t('邮寄到家', 'By post') },
      { value: 'pickup', label: t('网点自取', 'Pick up at an office') },
    ],
  },
  {
    name: 'recipient',
    label: t('收件人', 'Recipient'),
    kind: 'text',
    min: 2,
    max: 30,
    required: posted,
    shownWhen: posted,
    purpose: t('寄送', 'for the parcel'),
    autocomplete: 'name',
    personal: true,
  },
  {
    name: 'recipientMobile',
    label: t('收件手机', "Recipient's mobile"),
    kind: 'mobile',
    required: posted,
    shownWhen: posted,
    purpose: t('寄送', 'for the parcel'),
    autocomplete: 'tel',
    personal: true,
  },
  {
    name: 'region',
    label: t('省市区', 'Province, city, county'),
    kind: 'region',
    required: posted,
    shownWhen: posted,
    purpose: t('寄送', 'for the parcel'),
  },
  {
    name: 'address',
    label: t('详细地址', 'Street address'),
    hint: t('街道、楼号、单元、门牌号', 'Street, building, unit, door'),
    kind: 'textarea',
    min: 5,
    max: 80,
    required: posted,
    shownWhen: posted,
    purpose: t('寄送', 'for the parcel'),
    autocomplete: 'street-address',
    personal: true,
  },
  {
    name: 'pickupSite',
    label: t('自取网点', 'Pick-up office'),
    kind: 'choice',
    required: (v) => v['deliveryMethod'] === 'pickup',
    shownWhen: (v) => v['deliveryMethod'] === 'pickup',
    purpose: t('送达证件', 'to deliver the papers'),
    options: [
      { value: 'main', label: t('市车管所(综合大厅)', 'City vehicle office, main hall') },
      { value: 'huangdao', label: t('黄岛分所', 'Huangdao branch') },
      { value: 'chengyang', label: t('城阳分所', 'Chengyang branch') },
    ],
  },
]
