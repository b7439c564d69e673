import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { collectPickup, listParcels } from '#api/production.ts'
import type { ReplyOf } from '#api/route.ts'
import type { BenchT } from '#web/officer/bench/bench-texts.ts'
import { HandOverDialog } from '#web/officer/bench/hand-over-dialog.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { useReply } from '#web/officer/use-reply.ts'

type Parcel = ReplyOf<typeof listParcels>['items'][number]

/** What the post brought back: handed over here when the applicant comes. Nothing is shown while there is none. */
export function Returned({ b, done }: { b: BenchT; done: () => void }): JSX.Element | null {
  const { call, say, news } = useDesk()
  const reply = useReply(listParcels, { query: { state: 'returned' } }, news('office'))
  const [handing, setHanding] = useState<Parcel | undefined>(undefined)
  const parcels = reply.value?.items ?? []
  if (parcels.length === 0) return null
  return (
    <section class="card stack" aria-labelledby="returned">
      <h2 id="returned">{b('returned.title')}</h2>
      <p class="s">{b('returned.text')}</p>
      <ul class="d-parcels">
        {parcels.map((p) => (
          <li key={p.id} class="between">
            <span>
              <b class="num">{p.caseNumber}</b> {p.who}
            </span>
            <button
              type="button"
              class="btn alt small"
              aria-label={b('collect.of', { who: p.who, product: p.caseNumber })}
              onClick={() => setHanding(p)}
            >
              {b('collect')}
            </button>
          </li>
        ))}
      </ul>
      {handing && (
        <HandOverDialog
          caller={{ who: handing.who, caseNumber: handing.caseNumber, papers: [] }}
          b={b}
          close={() => setHanding(undefined)}
          ask={() => call(collectPickup, { params: { caseId: handing.caseId }, body: { identitySeen: true } })}
          done={() => {
            say(b('did.collected'))
            reply.again()
            done()
          }}
        />
      )}
    </section>
  )
}
