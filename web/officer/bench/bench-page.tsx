import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { productionQueue } from '#api/production.ts'
import type { ReplyOf } from '#api/route.ts'
import { PRODUCTS } from '#domain/products.ts'
import { Astray } from '#web/officer/bench/astray.tsx'
import { speakBench } from '#web/officer/bench/bench-texts.ts'
import { JobTable } from '#web/officer/bench/job-table.tsx'
import { Parcels } from '#web/officer/bench/parcels.tsx'
import { Returned } from '#web/officer/bench/returned.tsx'
import { ScanBox } from '#web/officer/bench/scan-box.tsx'
import { Stock } from '#web/officer/bench/stock.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useReply } from '#web/officer/use-reply.ts'

export type Job = ReplyOf<typeof productionQueue>['items'][number]
const STAGES = ['queued', 'printed', 'checked', 'handover', 'shelf', 'astray', 'stock'] as const
type Stage = (typeof STAGES)[number]

/** The bench, stage by stage; the scanner works at every stage. */
export function BenchPage(): JSX.Element {
  const { t, news } = useDesk()
  const b = speakBench(t.lang)
  const [stage, setStage] = useState<Stage>('queued')
  const [product, setProduct] = useState('')
  const [checking, setChecking] = useState<Job | undefined>(undefined)
  const reply = useReply(productionQueue, {}, news('office'))
  const jobs = reply.value?.items ?? []
  const shown = jobs.filter((job) => (product === '' || job.product === product) && stageOf(job) === stage)
  // What the stage lists: the papers of a case leave in one parcel.
  const count = (name: Stage): number | undefined => {
    if (name === 'stock' || name === 'astray') return undefined
    const here = jobs.filter((job) => stageOf(job) === name)
    return name === 'handover' ? new Set(here.map((job) => job.caseId)).size : here.length
  }
  const refresh = (): void => {
    setChecking(undefined)
    reply.again()
  }
  return (
    <main id="main" class="d-page" tabIndex={-1}>
      <div class="between">
        <h1>{b('title')}</h1>
        <label class="d-inline">
          {b('product')}
          <select class="in" value={product} onChange={(event) => setProduct(event.currentTarget.value)}>
            <option value="">{b('all')}</option>
            {PRODUCTS.map((name) => (
              <option key={name} value={name}>
                {b(`product.${name}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <ScanBox jobs={jobs} checking={checking} free={() => setChecking(undefined)} done={refresh} b={b} />
      <fieldset class="d-views d-stages" aria-label={b('stages')}>
        {STAGES.map((name) => (
          <button type="button" key={name} aria-pressed={stage === name} onClick={() => setStage(name)}>
            {b(name)} <span class="num">{count(name)}</span>
          </button>
        ))}
      </fieldset>
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {stage === 'stock' ? (
        <Stock b={b} />
      ) : stage === 'astray' ? (
        <Astray b={b} done={refresh} />
      ) : stage === 'handover' ? (
        <Parcels b={b} done={refresh} />
      ) : reply.value ? (
        <div class="stack">
          <JobTable jobs={shown} b={b} check={setChecking} done={refresh} />
          {stage === 'shelf' && <Returned b={b} done={refresh} />}
        </div>
      ) : (
        !reply.problem && <Waiting t={t} />
      )}
    </main>
  )
}

/** Packed papers are with the parcels, or on the shelf when they are collected. */
function stageOf(job: Job): Stage | undefined {
  if (job.state === 'bagged') return job.delivery === 'pickup' ? 'shelf' : 'handover'
  return job.state === 'queued' || job.state === 'printed' || job.state === 'checked' ? job.state : undefined
}
