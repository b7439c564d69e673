import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ReplyOf } from '#api/route.ts'
import { handOverParcels, listParcels } from '#api/production.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import type { BenchT } from '#web/officer/bench/bench-texts.ts'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'

const MOST = 200

/** What the courier takes: all chosen parcels or none. A parcel without a waybill cannot be chosen yet. */
export function Parcels({ b, done }: { b: BenchT; done: () => void }): JSX.Element {
  const { t, call, say, news } = useDesk()
  const reply = useReply(listParcels, { query: { state: 'bagged' } }, news('office'))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const act = useAct()
  const parcels = reply.value?.items ?? []
  const ready = parcels.filter((p) => p.waybill !== undefined)
  // A parcel may leave the list by another officer's hand while it is ticked here.
  const picked = ready.filter((p) => chosen.has(p.id)).map((p) => p.id)
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const did = await act.run(() => call(handOverParcels, { body: { parcels: picked } }))
    if (did) say(b('did.handed', { n: did.handedOver.length }))
    setChosen(did ? new Set() : chosen)
    reply.again()
    if (did) done()
  }
  const toggle = (id: string): void => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  if (!reply.value)
    return reply.problem ? <ProblemNotice problem={reply.problem} t={t} again={reply.again} /> : <Waiting t={t} />
  if (parcels.length === 0)
    return (
      <section class="card">
        <EmptyState icon="truck" title={b('empty')} text={b('empty.text')} />
      </section>
    )
  return (
    <form class="card stack" onSubmit={(event) => void submit(event)} aria-busy={act.busy}>
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      <div class="wrap">
        <button
          type="button"
          class="btn alt small"
          onClick={() => setChosen(new Set(ready.slice(0, MOST).map((p) => p.id)))}
        >
          {b('hand.all')}
        </button>
        <button type="submit" class="btn" disabled={act.busy || picked.length === 0 || picked.length > MOST}>
          {b('hand.go', { n: picked.length })}
        </button>
      </div>
      <ul class="d-parcels">
        {parcels.map((p) => (
          <li key={p.id}>
            <ParcelRow parcel={p} chosen={chosen.has(p.id)} toggle={() => toggle(p.id)} b={b} />
          </li>
        ))}
      </ul>
    </form>
  )
}

function ParcelRow({
  parcel: p,
  chosen,
  toggle,
  b,
}: {
  parcel: ReplyOf<typeof listParcels>['items'][number]
  chosen: boolean
  toggle: () => void
  b: BenchT
}): JSX.Element {
  return (
    <label>
      <input
        type="checkbox"
        checked={chosen}
        disabled={p.waybill === undefined}
        onChange={toggle}
        aria-label={b('hand.pick', { number: p.caseNumber })}
      />
      <b class="num">{p.caseNumber}</b>
      <span>{p.who}</span>
      <span class="num s">{p.waybill ? `${b('waybill')} ${p.waybill}` : b('noWaybill')}</span>
    </label>
  )
}
