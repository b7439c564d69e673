/** A sentence in both languages of the house. Chinese is the original; English says the same. */
export interface Text {
  readonly zh: string
  readonly en: string
}

export type Lang = 'zh' | 'en'

/** Puts `{name}` parameters into a sentence; a parameter that is missing stays visible as `{name}` so that a test can find it. */
export function fill(text: string, params: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(Object.hasOwn(params, name) ? params[name] : whole))
}
