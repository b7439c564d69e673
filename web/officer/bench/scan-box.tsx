import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { bagParcel, checkProduct, productionQueue, shelveForPickup } from '#api/production.ts'
import type { ReplyOf } from '#api/route.ts'
import type { Job } from '#web/officer/bench/bench-page.tsx'
import type { BenchT } from '#web/officer/bench/bench-texts.ts'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { useAct } from '#web/officer/use-act.ts'

interface ScanProps {
  jobs: readonly Job[]
  /** The paper that is being checked; the scan must be its code. */
  checking: Job | undefined
  free: () => void
  done: () => void
  b: BenchT
}

/**
 * One box for the scanner, which types and presses Enter: a paper's code checks it, a case number packs its envelope or puts the
 * papers on the shelf. What was scanned stays selected, so that the next scan replaces it.
 */
export function ScanBox({ jobs, checking, free, done, b }: ScanProps): JSX.Element {
  const { t, say } = useDesk()
  const { act, look, check, pack, label, setLabel } = useScan(b)
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  useEffect(() => box.current?.focus(), [checking])

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const scan = text.trim()
    if (scan === '') return
    setLabel(undefined)
    // Printed a moment ago: the list on the screen may be older than the paper in the hand.
    const among = checking || jobs.some((job) => isMeant(job, scan)) ? jobs : await look()
    if (!among) return
    const paper = checking ?? among.find((job) => isMeant(job, scan) && job.state === 'printed')
    const envelope = among.find((job) => isMeant(job, scan) && job.state === 'checked')
    const said = paper ? await check(paper, scan) : envelope ? await pack(envelope) : undefined
    if (said) {
      say(said)
      done()
    } else if (!paper && !envelope) {
      act.clear()
      say(b('scan.unknown', { code: scan }))
    }
    box.current?.select()
  }
  return (
    <section class="card d-scan" data-next>
      <form class="d-scan-form" onSubmit={(event) => void submit(event)} aria-busy={act.busy}>
        <label for="scan">
          {checking ? b('scan.for', { who: checking.who, product: b(`product.${checking.product}`) }) : b('scan')}
        </label>
        <input
          ref={box}
          id="scan"
          class="in code"
          value={text}
          maxLength={80}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-describedby="scan-hint"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button class="btn" type="submit" disabled={act.busy}>
          {b('scan.go')}
        </button>
        {checking && (
          <button class="btn alt" type="button" onClick={free}>
            {b('scan.free')}
          </button>
        )}
      </form>
      <p class="s" id="scan-hint">
        {b('scan.hint')}
      </p>
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      {label && <AddressLabel label={label} b={b} />}
    </section>
  )
}

/** A paper by its code, an envelope by the number of its case. */
const isMeant = ({ state, code, caseNumber }: Job, scan: string): boolean =>
  state === 'printed' ? code === scan : state === 'checked' && caseNumber === scan.replace(/\s/g, '')

/** What a scan does; each gives the words to say, or undefined when it went wrong. */
function useScan(b: BenchT) {
  const { call } = useDesk()
  const act = useAct()
  const [label, setLabel] = useState<ReplyOf<typeof bagParcel> | undefined>(undefined)
  /** What waits at this moment; undefined when it could not be asked, and the problem is on screen. */
  const look = async (): Promise<readonly Job[] | undefined> => (await act.run(() => call(productionQueue, {})))?.items
  const check = async (paper: Job, scan: string): Promise<string | undefined> => {
    const did = await act.run(() => call(checkProduct, { params: { id: paper.id }, body: { scan } }))
    return did && b('did.checked', { code: did.code })
  }
  const pack = async (job: Job): Promise<string | undefined> => {
    if (job.delivery === 'pickup')
      return (await act.run(() => call(shelveForPickup, { params: { caseId: job.caseId } }))) && b('did.shelved')
    const did = await act.run(() => call(bagParcel, { params: { caseId: job.caseId }, body: { scan: job.caseNumber } }))
    setLabel(did)
    return did && b('did.bagged', { number: job.caseNumber })
  }
  return { act, look, check, pack, label, setLabel }
}

/** Given out once, after every paper and the envelope have been scanned. */
function AddressLabel({ label, b }: { label: ReplyOf<typeof bagParcel>; b: BenchT }): JSX.Element {
  return (
    <section class="d-label" aria-label={b('label')}>
      <b class="num">{label.number}</b>
      <p>
        {label.label.name} <span class="num">{label.label.mobile}</span>
      </p>
      <p>
        {label.label.region} {label.label.address}
      </p>
      <button class="btn alt small" type="button" onClick={() => print()}>
        {b('label.print')}
      </button>
    </section>
  )
}
