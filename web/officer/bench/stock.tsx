import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { addStock, readStock } from '#api/production.ts'
import { PRODUCTS } from '#domain/products.ts'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import type { BenchT } from '#web/officer/bench/bench-texts.ts'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'

const LOW = 50

/** Blanks by product: what is there, what was used, which comes next; and the booking of a new load. */
export function Stock({ b }: { b: BenchT }): JSX.Element {
  const { t, news } = useDesk()
  const reply = useReply(readStock, {}, news('office'))
  if (!reply.value)
    return reply.problem ? <ProblemNotice problem={reply.problem} t={t} again={reply.again} /> : <Waiting t={t} />
  return (
    <section class="card stack">
      <Table
        caption={b('stock')}
        hideCaption
        columns={[
          { head: b('product') },
          { head: b('inStock'), right: true },
          { head: b('used'), right: true },
          { head: b('spoiled'), right: true },
          { head: b('next') },
        ]}
        rows={reply.value.products.map((p) => [
          b(`product.${p.product}`),
          <>
            {p.stock} {p.stock < LOW && <Tag tone="turn" text={b('low')} />}
          </>,
          p.used,
          p.spoiled,
          p.next ?? '–',
        ])}
      />
      <AddStock b={b} done={reply.again} />
    </section>
  )
}

function AddStock({ b, done }: { b: BenchT; done: () => void }): JSX.Element {
  const { t, call, say } = useDesk()
  const [product, setProduct] = useState<(typeof PRODUCTS)[number]>(PRODUCTS[0])
  const [from, setFrom] = useState('')
  const [count, setCount] = useState('')
  const [bad, setBad] = useState(false)
  const act = useAct()
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const n = /^\d{1,5}$/.test(count.trim()) ? Number(count.trim()) : 0
    const first = /^\d{1,10}$/.test(from.trim()) ? Number(from.trim()) : 0
    const wrong = first < 1 || n < 1 || n > 20_000
    setBad(wrong)
    if (wrong) return
    const did = await act.run(() => call(addStock, { body: { product, from: first, count: n } }))
    if (!did) return
    say(b('did.stocked', { n: did.added, first: did.first, last: did.last }))
    setFrom('')
    setCount('')
    done()
  }
  return (
    <form class="d-stock" noValidate onSubmit={(event) => void submit(event)} aria-busy={act.busy}>
      <h2>{b('stock.add')}</h2>
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      {bad && (
        <p class="bad" role="alert">
          {b('stock.bad')}
        </p>
      )}
      <label>
        {b('product')}
        <select
          class="in"
          value={product}
          onChange={(event) => setProduct(PRODUCTS.find((p) => p === event.currentTarget.value) ?? PRODUCTS[0])}
        >
          {PRODUCTS.map((name) => (
            <option key={name} value={name}>
              {b(`product.${name}`)}
            </option>
          ))}
        </select>
      </label>
      <Digits label={b('stock.from')} value={from} set={setFrom} max={10} />
      <Digits label={b('stock.count')} value={count} set={setCount} max={5} />
      <button class="btn" type="submit" disabled={act.busy}>
        {b('stock.add')}
      </button>
    </form>
  )
}

function Digits({
  label,
  value,
  set,
  max,
}: {
  label: string
  value: string
  set: (value: string) => void
  max: number
}): JSX.Element {
  return (
    <label>
      {label}
      <input
        class="in digits"
        value={value}
        maxLength={max}
        inputMode="numeric"
        autocomplete="off"
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  )
}
