import type { JSX } from 'preact'
import type { KitKey, Tr } from '#web/kit/i18n.ts'
import { controlId, type FieldView } from '#web/kit/ui/field-types.ts'

export type Problem = { message: string; href?: string }

/** All that is wrong, on top, once, each linked to its field. The script moves the focus here; without one it is the first thing read. */
export function ErrorSummary({ problems, t }: { problems: readonly Problem[]; t: Tr<KitKey> }): JSX.Element | null {
  if (problems.length === 0) return null
  return (
    <div class="sum" role="alert" tabIndex={-1} data-focus aria-labelledby="errors-title">
      <h2 id="errors-title">{t('kit.errors', { n: problems.length })}</h2>
      <ul>
        {problems.map((p) => (
          <li key={p.message}>{p.href ? <a href={p.href}>{p.message}</a> : p.message}</li>
        ))}
      </ul>
    </div>
  )
}

/** The problems of a form's fields, in the order of the fields. */
export function fieldProblems(fields: readonly FieldView[], whole?: string): Problem[] {
  const own = fields.flatMap((f) => (f.error ? [{ message: f.error, href: `#${controlId(f)}` }] : []))
  return whole ? [{ message: whole }, ...own] : own
}
