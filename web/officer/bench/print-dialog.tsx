import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { readCaseFile } from '#api/files.ts'
import { printProduct, productionSheet } from '#api/production.ts'
import type { ReplyOf } from '#api/route.ts'
import { addressOf } from '#web/kit/client.ts'
import type { Job } from '#web/officer/bench/bench-page.tsx'
import type { BenchT } from '#web/officer/bench/bench-texts.ts'
import { useDesk } from '#web/officer/desk.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'

/** What goes on the paper, then the one press that uses up a blank, then the code to look for on the paper. */
export function PrintDialog({
  job,
  b,
  close,
  done,
}: {
  job: Job
  b: BenchT
  close: () => void
  done: () => void
}): JSX.Element {
  const { t, call } = useDesk()
  const sheet = useReply(productionSheet, { params: { id: job.id } })
  const [serial, setSerial] = useState('')
  const [printed, setPrinted] = useState<ReplyOf<typeof printProduct> | undefined>(undefined)
  const act = useAct()
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const wanted = serial.trim()
    const did = await act.run(() =>
      call(printProduct, { params: { id: job.id }, body: wanted ? { serial: wanted } : {} }),
    )
    if (!did) return
    setPrinted(did)
    done()
  }
  return (
    <Modal title={titleOf(job, b)} close={close} closeLabel={t(printed ? 'close' : 'cancel')}>
      {sheet.problem && <ProblemNotice problem={sheet.problem} t={t} again={sheet.again} />}
      {sheet.value ? <Sheet sheet={sheet.value} caseId={job.caseId} /> : !sheet.problem && <Waiting t={t} />}
      {printed ? (
        <Printed code={printed.code} close={close} b={b} />
      ) : (
        <form class="stack" noValidate onSubmit={(event) => void submit(event)} aria-busy={act.busy}>
          {act.problem && <ProblemNotice problem={act.problem} t={t} />}
          <div class="field">
            <label for="serial">{b('print.serial')}</label>
            <p class="hint" id="serial-hint">
              {b('print.serialHint')}
            </p>
            <input
              class="in digits"
              id="serial"
              value={serial}
              maxLength={10}
              inputMode="numeric"
              autocomplete="off"
              autofocus
              aria-describedby="serial-hint"
              onInput={(event) => setSerial(event.currentTarget.value)}
            />
          </div>
          <button class="btn" type="submit" disabled={act.busy || !sheet.value}>
            {b('print.go')}
          </button>
        </form>
      )}
    </Modal>
  )
}

const titleOf = (job: Job, b: BenchT): string => b('print.title', { product: b(`product.${job.product}`) })

function Sheet({ sheet, caseId }: { sheet: ReplyOf<typeof productionSheet>; caseId: string }): JSX.Element {
  const { t } = useDesk()
  return (
    <div class="d-sheet-lines">
      {sheet.photo && (
        <img
          class="id-photo"
          src={addressOf(readCaseFile, { params: { id: sheet.photo }, query: { case: caseId } })}
          alt={t('kit.photo')}
        />
      )}
      <dl class="d-facts">
        {sheet.lines.map((line) => (
          <div key={line.label.zh}>
            <dt>{line.label[t.lang]}</dt>
            <dd class="num">{line.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Printed({ code, close, b }: { code: string; close: () => void; b: BenchT }): JSX.Element {
  return (
    <output class="d-code">
      <p>{b('print.done')}</p>
      <b class="num">{code}</b>
      <p class="s">{b('print.next')}</p>
      <button type="button" class="btn" autofocus onClick={close}>
        {b('close')}
      </button>
    </output>
  )
}
