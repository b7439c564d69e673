import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { giveBackCase, takeCase } from '#api/cases.ts'
import { go } from '#web/kit/router.ts'
import { type Act, actsFor, type Command } from '#web/officer/case/decide.ts'
import type { CaseView } from '#web/officer/case/use-case.ts'
import { useDesk } from '#web/officer/desk.ts'
import { useKeys } from '#web/officer/keys.ts'
import { useLazy } from '#web/officer/lazy.ts'

interface DecisionBarProps {
  view: CaseView
  reload: () => void
  /** The last reading of the case failed. */
  unread: boolean
}

/** Fixed at the foot: what may be decided now, by mouse or number key; what may not be says why. */
export function DecisionBar({ view, reload, unread }: DecisionBarProps): JSX.Element {
  const { t, me, say } = useDesk()
  const [asking, setAsking] = useState<Command | undefined>(undefined)
  // Loaded with the first case, so that a pressed key finds it there.
  const forms = useLazy(true, () => import('#web/officer/case/decision-dialog.tsx'))
  const acts = actsFor(view, me.id)

  const { busy, hand } = useHand(view, reload)
  const press = (act: Act): void => {
    if (act.why) return say(act.why[t.lang] || act.why.zh)
    if (busy) return
    if (forms.failed) return (say(t('lazy.failed')), forms.again())
    // A screen of its own, to be turned to the person.
    if (act.command === 'choose-plate') go(`/desk/cases/${view.id}/plates`)
    else if (act.command === 'take' || act.command === 'give-back') void hand(act.command)
    else setAsking(act.command)
  }
  useKeys(Object.fromEntries(acts.map((act) => [act.key, () => press(act)])))

  const reasons = [...new Set(acts.flatMap((act) => (act.why ? [act.why[t.lang] || act.why.zh] : [])))]
  return (
    <fieldset class="d-decide" aria-label={t('do.label')}>
      {acts.map((act) => (
        <button
          type="button"
          key={act.command}
          class={act.look === 'main' ? 'btn' : `btn ${act.look}`}
          aria-disabled={act.why !== undefined || busy ? true : undefined}
          aria-describedby={act.why ? 'why-not' : undefined}
          title={act.why?.[t.lang]}
          aria-keyshortcuts={act.key}
          onClick={() => press(act)}
        >
          {t(act.label)} <kbd aria-hidden="true">{act.key.toUpperCase()}</kbd>
        </button>
      ))}
      <p class="s d-why" id="why-not">
        {acts.length === 0
          ? t(['done', 'refused', 'withdrawn', 'lapsed'].includes(view.state) ? 'do.closed' : 'do.notNow')
          : reasons.join(' ')}
      </p>
      {asking && forms.module && (
        <forms.module.DecisionDialog
          view={view}
          command={asking}
          close={() => setAsking(undefined)}
          reload={reload}
          unread={unread}
        />
      )}
    </fieldset>
  )
}

/** Taking a case into one's hands and giving it back need no dialog. */
function useHand(view: CaseView, reload: () => void) {
  const { t, call, say } = useDesk()
  const [busy, setBusy] = useState(false)
  const hand = async (command: 'take' | 'give-back'): Promise<void> => {
    setBusy(true)
    const answer = await call(command === 'take' ? takeCase : giveBackCase, {
      params: { id: view.id },
      body: { version: view.version },
    })
    setBusy(false)
    // The sign-in that a 401 brings up says it all.
    if (answer.ok || answer.problem.status !== 401)
      say(
        answer.ok
          ? t('do.done', { act: t(`do.${command}`) })
          : [answer.problem.detail, answer.problem.next].filter(Boolean).join(' '),
      )
    reload()
  }
  return { busy, hand }
}
