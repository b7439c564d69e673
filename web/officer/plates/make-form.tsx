import { shanghaiMoment, shanghaiDate, addDays } from '#domain/calendar.ts'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { makeManifest, previewManifest, publicPlateRules } from '#api/plate-pools.ts'
import type { ReplyOf } from '#api/route.ts'
import { useDesk, useTyped } from '#web/officer/desk.ts'
import { PlateBadge } from '#web/kit/ui/plate.tsx'
import { POOL_NAMES, type PT } from '#web/officer/plates/texts.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'

type Preview = ReplyOf<typeof previewManifest>
type Draft = { pool: string; pattern: string; exclusions: string[]; release: string }

/** A segment is seen as numbers before it is made; what is previewed is what is made. */
export function MakeForm({ v, done }: { v: PT; done: () => void }): JSX.Element {
  const { t } = useDesk()
  const { draft, set, rules, shown, work, submit } = useMaking(v, done)
  return (
    <form class="card stack mid" noValidate onSubmit={(event) => void submit(event)} aria-busy={work.busy}>
      <h2>{v('make')}</h2>
      {work.problem && <ProblemNotice problem={work.problem} t={t} />}
      <Fields v={v} draft={draft} set={set} />
      {rules.length > 0 && <Rules v={v} rules={rules} draft={draft} set={set} />}
      {shown && <Shown v={v} preview={shown} pool={draft.pool} />}
      <div class="d-acts">
        <button
          class={shown ? 'btn' : 'btn alt'}
          type="submit"
          disabled={work.busy || (shown !== undefined && (shown.already > 0 || leftOf(shown) === 0))}
        >
          {v(shown ? 'make.go' : 'preview')}
        </button>
      </div>
    </form>
  )
}

/** What is typed, what it would give, and the two presses: look, then make. Any change asks for another look. */
function useMaking(v: PT, done: () => void) {
  const { call, say } = useDesk()
  const [draft, set, forget] = useTyped<Draft>('plates:make', {
    pool: '02',
    pattern: '',
    exclusions: [],
    release: nextWednesday(new Date()),
  })
  const [seen, setSeen] = useState<{ of: string; preview: Preview } | undefined>(undefined)
  const work = useAct()
  const rules = useReply(publicPlateRules, {}).value?.exclusions.filter((r) => r.pools.includes(draft.pool)) ?? []
  const body = {
    pool: draft.pool,
    pattern: draft.pattern.trim().toUpperCase(),
    exclusions: draft.exclusions.filter((id) => rules.some((r) => r.id === id)),
    releaseAt: instantOf(draft.release),
  }
  const of = JSON.stringify(body)
  const shown = seen?.of === of ? seen.preview : undefined
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (!shown) {
      const preview = await work.run(() => call(previewManifest, { body }))
      if (preview) setSeen({ of, preview })
      return
    }
    if (!(await work.run(() => call(makeManifest, { body })))) return
    forget()
    setSeen(undefined)
    say(v('made.say'))
    done()
  }
  return { draft, set, rules, shown, work, submit }
}

function Fields({ v, draft, set }: { v: PT; draft: Draft; set: (draft: Draft) => void }): JSX.Element {
  return (
    <>
      <div class="dp-make">
        <div class="field">
          <label for="dp-pool">{v('pool')}</label>
          <select
            class="in"
            id="dp-pool"
            value={draft.pool}
            onChange={(e) => set({ ...draft, pool: e.currentTarget.value })}
          >
            {POOL_NAMES.map((pool) => (
              <option key={pool} value={pool}>
                {v(`pool.${pool}`)}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="dp-pattern">{v('make.pattern')}</label>
          <input
            class="in code"
            id="dp-pattern"
            value={draft.pattern}
            maxLength={80}
            autocomplete="off"
            aria-describedby="dp-pattern-hint"
            onInput={(e) => set({ ...draft, pattern: e.currentTarget.value })}
          />
        </div>
        <div class="field">
          <label for="dp-release">{v('make.release')}</label>
          <input
            class="in"
            id="dp-release"
            type="datetime-local"
            value={draft.release}
            aria-describedby="dp-release-hint"
            onInput={(e) => set({ ...draft, release: e.currentTarget.value })}
          />
        </div>
      </div>
      <p class="hint s" id="dp-pattern-hint">
        {v('make.patternHint')}
      </p>
      <p class="hint s" id="dp-release-hint">
        {v('make.releaseHint')}
      </p>
    </>
  )
}

type RuleRow = ReplyOf<typeof publicPlateRules>['exclusions'][number]

function Rules(props: { v: PT; rules: readonly RuleRow[]; draft: Draft; set: (draft: Draft) => void }): JSX.Element {
  const { v, rules, draft, set } = props
  const { t } = useDesk()
  return (
    <fieldset class="field">
      <legend>{v('make.rules')}</legend>
      <div class="wrap">
        {rules.map((rule) => (
          <label class="pick" key={rule.id}>
            <input
              type="checkbox"
              checked={draft.exclusions.includes(rule.id)}
              onChange={(e) =>
                set({
                  ...draft,
                  exclusions: e.currentTarget.checked
                    ? [...draft.exclusions, rule.id]
                    : draft.exclusions.filter((id) => id !== rule.id),
                })
              }
            />
            <span>{rule.reason[t.lang]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const leftOf = ({ count, excluded }: Preview): number => count - excluded.reduce((sum, e) => sum + e.count, 0)

function Shown({ v, preview, pool }: { v: PT; preview: Preview; pool: string }): JSX.Element {
  return (
    <section class="dp-preview" aria-live="polite" aria-label={v('preview')}>
      <p>
        <b class="num">{v('preview.count', { n: preview.count.toLocaleString('en-US') })}</b>
      </p>
      {preview.excluded.map((e) => (
        <p key={e.rule}>{v('preview.excluded', { n: e.count.toLocaleString('en-US'), rule: e.rule })}</p>
      ))}
      {preview.already > 0 && <p class="bad">{v('preview.already', { n: preview.already.toLocaleString('en-US') })}</p>}
      <p>{v(preview.examples.length > 0 ? 'preview.examples' : 'preview.nothing')}</p>
      <p class="wrap">
        {preview.examples.map((number) => (
          <PlateBadge key={number} text={number} color={pool === '02' ? 'blue' : 'green'} />
        ))}
      </p>
    </section>
  )
}

/** The next Wednesday 10:00 that is more than three days away, in China's time as the field writes it. */
export function nextWednesday(now: Date): string {
  const first = addDays(shanghaiDate(now), 4)
  const weekday = new Date(`${first}T00:00:00Z`).getUTCDay()
  return `${addDays(first, (3 - weekday + 7) % 7)}T10:00`
}

const instantOf = (local: string): string => {
  const [day = '', time = ''] = local.split('T')
  const at = shanghaiMoment(day, time)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}
