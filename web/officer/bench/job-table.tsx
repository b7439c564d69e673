import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { collectPickup, handOutApart } from '#api/production.ts'
import { shortMomentText, spanText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import type { Job } from '#web/officer/bench/bench-page.tsx'
import type { BenchT } from '#web/officer/bench/bench-texts.ts'
import { HandOverDialog } from '#web/officer/bench/hand-over-dialog.tsx'
import { PrintDialog } from '#web/officer/bench/print-dialog.tsx'
import { SpoilDialog } from '#web/officer/bench/spoil-dialog.tsx'
import { useDesk } from '#web/officer/desk.ts'

interface Props {
  jobs: readonly Job[]
  b: BenchT
  check: (job: Job) => void
  done: () => void
}

/** The jobs of one stage, the most urgent first (the house sorts), with what can be done to each. */
export function JobTable({ jobs, b, check, done }: Props): JSX.Element {
  const { t } = useDesk()
  const [printing, setPrinting] = useState<Job | undefined>(undefined)
  const [spoiling, setSpoiling] = useState<Job | undefined>(undefined)
  const [handing, setHanding] = useState<Handing | undefined>(undefined)
  // Before it is printed a paper has no code.
  const coded = jobs.some((job) => job.code !== undefined)
  return (
    <section class="card">
      {jobs.length === 0 ? (
        <EmptyState icon="print" title={b('empty')} text={b('empty.text')} />
      ) : (
        <Table
          caption={b('title')}
          hideCaption
          columns={COLUMNS.filter((name) => name !== 'code' || coded).map((name) => ({ head: b(name) }))}
          keys={jobs.map((job) => job.id)}
          rows={jobs.map((job, i) => [
            paperName(job, b),
            job.who,
            <span class="num">{job.caseNumber}</span>,
            ...(coded ? [<span class="num">{job.code ?? '–'}</span>] : []),
            <span class="num">{spanText(job.ageMinutes * 60_000, t.lang)}</span>,
            job.deadline ? <DueBy at={shortMomentText(job.deadline, t.lang)} late={job.late ? b('late') : ''} /> : '–',
            b(job.delivery),
            <Acts
              job={job}
              whole={jobs.findIndex((other) => other.caseId === job.caseId) === i}
              b={b}
              print={setPrinting}
              check={check}
              spoil={setSpoiling}
              collect={(job) => setHanding({ job, whole: true })}
              handOut={(job) => setHanding({ job, whole: false })}
            />,
          ])}
        />
      )}
      {printing && <PrintDialog job={printing} b={b} close={() => setPrinting(undefined)} done={done} />}
      {handing && <HandOver {...handing} jobs={jobs} b={b} close={() => setHanding(undefined)} done={done} />}
      {spoiling && <SpoilDialog job={spoiling} b={b} close={() => setSpoiling(undefined)} done={done} />}
    </section>
  )
}

interface Handing {
  job: Job
  /** All papers of the case, or one that goes by itself. */
  whole: boolean
}

function HandOver(props: Handing & { jobs: readonly Job[]; b: BenchT; close: () => void; done: () => void }) {
  const { job, whole, jobs, b, close, done } = props
  const { call, say } = useDesk()
  const papers = whole ? jobs.filter((one) => one.caseId === job.caseId) : [job]
  const body = { identitySeen: true } as const
  return (
    <HandOverDialog
      caller={{ who: job.who, caseNumber: job.caseNumber, papers: papers.map((one) => paperName(one, b)) }}
      b={b}
      close={close}
      ask={() =>
        whole
          ? call(collectPickup, { params: { caseId: job.caseId }, body })
          : call(handOutApart, { params: { id: job.id }, body })
      }
      done={() => {
        say(b(whole ? 'did.collected' : 'did.handedOut'))
        done()
      }}
    />
  )
}

const COLUMNS = ['product', 'who', 'case', 'code', 'age', 'by', 'way', 'act'] as const

/** Which paper; of two cars that change numbers each has its set. */
const paperName = (job: Job, b: BenchT): string =>
  job.copy > 1 ? b('product.second', { product: b(`product.${job.product}`) }) : b(`product.${job.product}`)

type Press = (job: Job) => void

/** What this stage allows; the name on each button says whose paper it is. */
function Acts({
  job,
  whole,
  b,
  print,
  check,
  spoil,
  collect,
  handOut,
}: {
  job: Job
  /** The first paper of its case: the papers of a case are handed out together. */
  whole: boolean
  b: BenchT
  print: Press
  check: Press
  spoil: Press
  collect: Press
  handOut: Press
}): JSX.Element {
  const named = { who: job.who, product: paperName(job, b) }
  return (
    <span class="d-acts">
      {job.state === 'queued' && <Do words={b('print')} label={b('print.of', named)} act={() => print(job)} />}
      {job.state === 'printed' && <Do words={b('check')} label={b('check.of', named)} act={() => check(job)} />}
      {(job.state === 'printed' || job.state === 'checked') && (
        <Do words={b('spoil')} label={b('spoil.of', named)} act={() => spoil(job)} />
      )}
      {job.state === 'checked' && job.apart && (
        <Do words={b('handOut')} label={b('handOut.of', named)} act={() => handOut(job)} />
      )}
      {job.state === 'bagged' && whole && (
        <Do words={b('collect')} label={b('collect.of', named)} act={() => collect(job)} />
      )}
    </span>
  )
}

function Do({ words, label, act }: { words: string; label: string; act: () => void }): JSX.Element {
  return (
    <button type="button" class="btn alt small" aria-label={label} onClick={act}>
      {words}
    </button>
  )
}

const DueBy = ({ at, late }: { at: string; late: string }): JSX.Element =>
  late ? <Tag tone="bad" text={`${at} ${late}`} /> : <span class="num">{at}</span>
