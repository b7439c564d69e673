import type { JSX } from 'preact'
import { readEvidence } from '#api/cases.ts'
import { momentText } from '#web/kit/format.ts'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useReply } from '#web/officer/use-reply.ts'
import { agencyWord, outcomeWord } from '#web/officer/words.ts'

/** One exchange with an agency as it went over the wire, with both signatures. Reading it is recorded. */
export function Evidence({ caseId, message, name }: { caseId: string; message: string; name: string }): JSX.Element {
  const { t } = useDesk()
  const { value, problem, again } = useReply(readEvidence, { params: { id: caseId, message } })
  if (problem)
    return (
      <div class="d-pad">
        <ProblemNotice problem={problem} t={t} again={again} />
      </div>
    )
  if (!value) return <Waiting t={t} />
  return (
    // A scroll region must take the focus to be scrolled by keys.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section class="d-scroll stack mid" tabIndex={0} aria-label={t('pane.evidence')}>
      <h3>{name}</h3>
      <dl class="d-facts">
        <div>
          <dt>{t('ev.agency')}</dt>
          <dd>{agencyWord(value.agency, t.lang)}</dd>
        </div>
        <div>
          <dt>{t('ev.operation')}</dt>
          <dd>{value.operation}</dd>
        </div>
        <div>
          <dt>{t('ev.at')}</dt>
          <dd class="num">{momentText(value.at, t.lang)}</dd>
        </div>
        <div>
          <dt>{t('ev.ms')}</dt>
          <dd class="num">{value.ms} ms</dd>
        </div>
        <div>
          <dt>{t('ev.outcome')}</dt>
          <dd>{outcomeWord(value.outcome, t.lang)}</dd>
        </div>
      </dl>
      <h4>{t('ev.answer')}</h4>
      {value.answer === null ? <p class="s">{t('ev.noAnswer')}</p> : <pre>{pretty(value.answer)}</pre>}
      <h4>{t('ev.request')}</h4>
      <pre>{pretty(value.request)}</pre>
      <h4>{t('ev.theirs')}</h4>
      <pre>{value.answerSignature ?? '–'}</pre>
      <h4>{t('ev.ours')}</h4>
      <pre>{value.requestSignature}</pre>
    </section>
  )
}

/** Indented for the eye when it is JSON; otherwise exactly as it came. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
