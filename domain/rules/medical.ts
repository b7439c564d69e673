import { addMonths, isDate } from '#domain/calendar.ts'
import { fields } from '#domain/rules/input.ts'

/** A medical certificate counts for six months (申领规定 art. 63, 85), the last day included; one dated ahead does not. */
export function medical(q: { readonly issued: string; readonly today: string }): { valid: boolean }
export function medical(q: unknown): { valid: boolean }
export function medical(q: unknown): { valid: boolean } {
  const { issued, today } = fields(q)
  return { valid: isDate(issued) && isDate(today) && issued <= today && today <= addMonths(issued, 6) }
}
