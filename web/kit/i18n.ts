export type Lang = 'zh' | 'en'

export type Slots = Readonly<Record<string, string | number>>

/** Looks a text up by its key and fills `{slot}` places; knows the language it speaks. */
export type Tr<K extends string> = ((key: K, slots?: Slots) => string) & { readonly lang: Lang }

/** Texts side by side, Chinese and English, so that neither can be forgotten. */
export type Texts<K extends string> = Readonly<Record<K, readonly [zh: string, en: string]>>

/**
 * Makes the one text function of a client. A slot that is not given stays visible as `{name}`, so that a test finds it.
 */
export function makeTr<K extends string>(lang: Lang, texts: Texts<K>): Tr<K> {
  const side = lang === 'en' ? 1 : 0
  const look = (key: K, slots?: Slots): string => fill(texts[key][side], slots)
  return Object.assign(look, { lang })
}

/** Words that the kit's own parts need, in every client. */
export const kitTexts = {
  'kit.step': ['第 {n} 步,共 {of} 步', 'Step {n} of {of}'],
  'kit.errors': ['还有 {n} 处需要改', 'To put right: {n}'],
  'kit.optional': ['选填', 'optional'],
  'kit.year': ['年', 'Year'],
  'kit.month': ['月', 'Month'],
  'kit.day': ['日', 'Day'],
  'kit.choose': ['请选择', 'Please choose'],
  'kit.province': ['省份', 'Province'],
  'kit.county': ['市、区县', 'City and district'],
  'kit.changeProvince': ['换省份', 'Change'],
  'kit.prev': ['上一页', 'Previous'],
  'kit.next': ['下一页', 'Next'],
  'kit.pageOf': ['第 {n} 页,共 {of} 页', 'Page {n} of {of}'],
  'kit.pages': ['翻页', 'Pages'],
  'kit.done': ['已完成', 'Done'],
  'kit.now': ['正在进行', 'In progress'],
  'kit.paused': ['已暂停', 'Paused'],
  'kit.ahead': ['还没到', 'Not yet'],
  'kit.problem': ['有问题', 'Problem'],
  'kit.source': ['来自{source}', 'from {source}'],
  'kit.photo': ['证件照片', 'Portrait'],
  'kit.void': ['已作废', 'Void'],
} as const

export type KitKey = keyof typeof kitTexts

function fill(text: string, slots: Slots | undefined): string {
  if (!slots) return text
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(slots[name] ?? whole))
}
