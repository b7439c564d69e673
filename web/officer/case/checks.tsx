import type { JSX } from 'preact'
import { shortMomentText } from '#web/kit/format.ts'
import { Tag } from '#web/kit/ui/tag.tsx'
import type { CaseView } from '#web/officer/case/use-case.ts'
import { useDesk } from '#web/officer/desk.ts'
import { agencyWord } from '#web/officer/words.ts'

const TONES = { passed: 'done', problem: 'bad', 'no-answer': 'turn' } as const
type Outcome = keyof typeof TONES
const isOutcome = (text: string): text is Outcome => Object.hasOwn(TONES, text)

/** What the agencies answered, each with the signed exchange that proves it. */
export function CaseChecks({
  view,
  showEvidence,
}: {
  view: CaseView
  showEvidence: (message: string, name: string) => void
}): JSX.Element {
  const { t } = useDesk()
  const last = view.checks.reduce((latest, c) => (c.at > latest ? c.at : latest), '')
  // Said only when it can be shown: cases carried over from elsewhere have no exchanges of this house.
  const kept = view.checks.some((c) => c.evidence.length > 0)
  return (
    <section class="card">
      <div class="between">
        <h3>{t('case.checks')}</h3>
        {last && (
          <small class="num">{t(kept ? 'check.kept' : 'check.at', { at: shortMomentText(last, t.lang) })}</small>
        )}
      </div>
      {view.checks.length === 0 ? (
        <p class="s">{t('check.none')}</p>
      ) : (
        <table class="d-checks">
          <thead>
            <tr>
              <th scope="col">{t('check.name')}</th>
              <th scope="col">{t('check.source')}</th>
              <th scope="col">{t('check.result')}</th>
              <th scope="col">{t('check.proof')}</th>
            </tr>
          </thead>
          <tbody>
            {view.checks.map((check) => (
              <CheckRow key={check.check} check={check} showEvidence={showEvidence} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function CheckRow({
  check,
  showEvidence,
}: {
  check: CaseView['checks'][number]
  showEvidence: (message: string, name: string) => void
}): JSX.Element {
  const { t } = useDesk()
  const name = check.label[t.lang]
  return (
    <tr>
      <td>{name}</td>
      <td>{agencyWord(check.agency, t.lang)}</td>
      <td>
        {isOutcome(check.outcome) ? (
          <Tag tone={TONES[check.outcome]} text={t(`check.${check.outcome}`)} />
        ) : (
          check.outcome
        )}
        {check.words.map((w) => (
          <p class="s" key={w.zh}>
            {w[t.lang] || w.zh}
          </p>
        ))}
      </td>
      <td>
        {check.evidence.map((message, i) => (
          <button
            type="button"
            class="d-link"
            key={message}
            onClick={() => showEvidence(message, name)}
            aria-label={t('check.open', { name })}
          >
            {t('check.proof')}
            {check.evidence.length > 1 ? ` ${i + 1}` : ''}
          </button>
        ))}
      </td>
    </tr>
  )
}
