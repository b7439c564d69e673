import { fields, MAINLAND_REGIONS, refuse, typed, type Refusal } from '#domain/rules/input.ts'

export type FileNumberWhy = 'FILE_NO_FORMAT' | 'FILE_NO_REGION' | 'FILE_NO_SERIAL'

export type FileNumber = {
  readonly ok: true
  /** First four digits: the place that issued the licence. */
  readonly office: string
  readonly serial: string
}

/** Reads a driver's file number 档案编号: 12 digits, four of the issuing place and eight in order. */
export function fileNo(q: { readonly input: string }): FileNumber | Refusal<FileNumberWhy>
export function fileNo(q: unknown): FileNumber | Refusal<FileNumberWhy>
export function fileNo(q: unknown): FileNumber | Refusal<FileNumberWhy> {
  const text = typed(fields(q)['input']) ?? ''
  if (!/^\d{12}$/.test(text)) return refuse('FILE_NO_FORMAT')
  if (!MAINLAND_REGIONS.has(text.slice(0, 2))) return refuse('FILE_NO_REGION')
  const serial = text.slice(4)
  return serial === '00000000' ? refuse('FILE_NO_SERIAL') : { ok: true, office: text.slice(0, 4), serial }
}
