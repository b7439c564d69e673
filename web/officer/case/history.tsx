import type { JSX } from 'preact'
import { shortMomentText } from '#web/kit/format.ts'
import type { CaseView } from '#web/officer/case/use-case.ts'
import { useDesk } from '#web/officer/desk.ts'
import { agencyWord, eventWord } from '#web/officer/words.ts'

/** Who did what, when, in which words; the newest last, as it happened. */
export function History({ view }: { view: CaseView }): JSX.Element {
  const { t } = useDesk()
  return (
    <section class="card">
      <h3>{t('case.history')}</h3>
      <ol class="d-history">
        {view.history.map((e) => (
          <li key={e.seq}>
            <time class="num" dateTime={e.at}>
              {shortMomentText(e.at, t.lang)}
            </time>
            <b>{eventWord(e.kind, t.lang)}</b>
            <span class="num">
              {e.actorKind === 'officer'
                ? t('officer', { id: e.actor })
                : e.actorKind === 'citizen'
                  ? t('case.applicant')
                  : ''}
            </span>
            {e.words.zh && <p>{e.kind === 'park' ? agencyWord(e.words.zh, t.lang) : e.words[t.lang]}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
