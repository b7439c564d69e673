import { Refused } from '#server/kit/errors.ts'

/** What a form posted: each name once, as text. */
export type Fields = Readonly<Record<string, string>>

/** A repeated name counts once (the first): no field of ours is a list. */
export function textsOf(given: unknown): Fields {
  if (typeof given !== 'object' || given === null) return {}
  const entries = Object.entries(given).map(
    ([name, value]) => [name, Array.isArray(value) ? (value[0] as unknown) : value] as const,
  )
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 60_000)]] : [])),
  )
}

/** The version of the case that the reader saw. Throws Refused 400. */
export function versionOf(fields: Fields): number {
  const version = Number(fields['_version'])
  if (!Number.isInteger(version) || version < 1)
    throw new Refused(400, 'INVALID', '表单不完整', { next: '请刷新页面后再试。' })
  return version
}
