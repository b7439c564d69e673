import type { JSX } from 'preact'
import { collectPickup, listParcels } from '#api/production.ts'
import type { BenchT } from '#web/officer/bench/bench-texts.ts'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'

/** What the post brought back: handed over here when the applicant comes. Nothing is shown while there is none. */
export function Returned({ b, done }: { b: BenchT; done: () => void }): JSX.Element | null {
  const { t, call, say, news } = useDesk()
  const reply = useReply(listParcels, { query: { state: 'returned' } }, news('office'))
  const act = useAct()
  const parcels = reply.value?.items ?? []
  if (parcels.length === 0) return null
  const collect = async (caseId: string): Promise<void> => {
    if (!(await act.run(() => call(collectPickup, { params: { caseId }, body: { identitySeen: true } })))) return
    say(b('did.collected'))
    reply.again()
    done()
  }
  return (
    <section class="card stack" aria-labelledby="returned">
      <h2 id="returned">{b('returned.title')}</h2>
      <p class="s">{b('returned.text')}</p>
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      <ul class="d-parcels">
        {parcels.map((p) => (
          <li key={p.id} class="between">
            <span>
              <b class="num">{p.caseNumber}</b> {p.who}
            </span>
            <button
              type="button"
              class="btn alt small"
              disabled={act.busy}
              aria-label={b('collect.of', { who: p.who, product: p.caseNumber })}
              onClick={() => void collect(p.caseId)}
            >
              {b('collect')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
