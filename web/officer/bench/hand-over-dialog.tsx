import type { JSX } from 'preact'
import type { Answer } from '#web/kit/client.ts'
import type { BenchT } from '#web/officer/bench/bench-texts.ts'
import { useDesk } from '#web/officer/desk.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { useAct } from '#web/officer/use-act.ts'

/** Somebody who has come for papers. */
interface Caller {
  who: string
  caseNumber: string
  papers: readonly string[]
}

/** Papers that have left the counter are not got back: whose they are is read once more before the press. */
export function HandOverDialog(props: {
  caller: Caller
  b: BenchT
  close: () => void
  ask: () => Promise<Answer<unknown>>
  done: () => void
}): JSX.Element {
  const { caller, b, close, ask, done } = props
  const { t } = useDesk()
  const act = useAct()
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if ((await act.run(ask)) === undefined) return
    close()
    done()
  }
  return (
    <Modal title={b('collect.title')} close={close}>
      <form class="stack" onSubmit={(event) => void submit(event)} aria-busy={act.busy}>
        {act.problem && <ProblemNotice problem={act.problem} t={t} />}
        <p>
          <b>{caller.who}</b> <span class="num">{caller.caseNumber}</span>
        </p>
        {caller.papers.length > 0 && (
          <ul>
            {caller.papers.map((paper) => (
              <li key={paper}>{paper}</li>
            ))}
          </ul>
        )}
        <p class="s">{b('collect.text')}</p>
        <button class="btn" type="submit" disabled={act.busy} autofocus>
          {b('collect')}
        </button>
      </form>
    </Modal>
  )
}
