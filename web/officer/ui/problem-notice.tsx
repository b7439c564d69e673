import type { JSX } from 'preact'
import type { Problem } from '#api/errors.ts'
import { Notice } from '#web/kit/ui/notice.tsx'
import type { T } from '#web/officer/texts.ts'

/** Asked again, the house would say the same. */
const FINAL: readonly number[] = [403, 404]

/** What went wrong, what to do next, and the reference for the help desk. `again` offers the retry. */
export function ProblemNotice({ problem, t, again }: { problem: Problem; t: T; again?: () => void }): JSX.Element {
  return (
    <div role="alert">
      <Notice tone="bad" title={problem.detail} icon={problem.status === 0 ? 'offline' : 'alert'}>
        {problem.next && <p>{problem.next}</p>}
        {problem.fields?.map((f) => (
          <p key={f.field}>
            {f.field}: {f.message}
          </p>
        ))}
        {problem.requestId && <p class="s num">{t('problem.id', { id: problem.requestId })}</p>}
        {again && !FINAL.includes(problem.status) && (
          <p>
            <button type="button" class="btn alt small" onClick={again}>
              {t('retry')}
            </button>
          </p>
        )}
      </Notice>
    </div>
  )
}
