import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { Back } from '#web/citizen/parts.tsx'
import { type PlateT, speakPlates } from '#web/citizen/pages/plate-texts.ts'
import type { PlateDrawsView, PlatePoolView, PlateSegmentView, PlatesView } from '#web/citizen/pages/plate-views.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Icon } from '#web/kit/ui/icon.tsx'
import { KeyValue } from '#web/kit/ui/key-value.tsx'
import { PlateBadge } from '#web/kit/ui/plate.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'

/** 号段公布: what is released, what is left, what comes back tomorrow. For everybody. */
export const plates: PageDef<PlatesView> = { title: (_, t) => speakPlates(t.lang)('plates.title'), wide: true, Page }

function Page({ view, t }: PageProps<PlatesView>): JSX.Element {
  const p = speakPlates(t.lang)
  return (
    <div class="stack loose">
      <div class="stack tight">
        <h1>{p('plates.title')}</h1>
        <p class="mute">{p('plates.intro')}</p>
        <p class="s num">{p('plates.asOf', { at: view.at })}</p>
      </div>
      <div class="waits">
        {view.pools.map((pool) => (
          <Pool key={pool.id} pool={pool} p={p} />
        ))}
      </div>
      <ul class="list">
        {(
          [
            ['/plates/draws', 'plates.draws'],
            ['/my/plates', 'plates.mine'],
          ] as const
        ).map(([href, label]) => (
          <li key={href}>
            <a class="hit" href={href}>
              <b>{p(label)}</b>
              <Icon name="right" />
            </a>
          </li>
        ))}
      </ul>
      <section class="stack mid" aria-labelledby="returns">
        <h2 id="returns">{p('plates.returns')}</h2>
        <p class="mute">{p('plates.returnsText')}</p>
        <Returns view={view} p={p} />
      </section>
      <section class="stack mid" aria-labelledby="segments">
        <h2 id="segments">{p('plates.segments')}</h2>
        {view.segments.length === 0 && <EmptyState icon="list" title={p('plates.noSegments')} />}
        <div class="waits">
          {view.segments.map((segment) => (
            <Segment key={segment.id} segment={segment} p={p} />
          ))}
        </div>
      </section>
      <section class="stack mid" aria-labelledby="rules">
        <h2 id="rules">{p('plates.rules')}</h2>
        {view.rules.length === 0 && <p>{p('plates.noRules')}</p>}
        <ul class="stack tight">
          {view.rules.map((rule) => (
            <li key={rule.id}>{rule.reason}</li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function Pool({ pool, p }: { pool: PlatePoolView; p: PlateT }): JSX.Element {
  return (
    <section class="card" aria-labelledby={`pool-${pool.id}`}>
      <div class="stack mid">
        <div class="between">
          <h2 id={`pool-${pool.id}`}>
            <span class={`swatch ${pool.color}`} aria-hidden="true" /> {pool.name}
          </h2>
          {pool.paused && <Tag tone="turn" text={p('plates.paused')} />}
        </div>
        <dl class="counts">
          {pool.figures.map((f) => (
            <div key={f.label}>
              <dt>{f.label}</dt>
              <dd class="num">{f.value}</dd>
            </div>
          ))}
        </dl>
        <details class="fold">
          <summary>{p('plates.head')}</summary>
          <p class="code s">{pool.state.head}</p>
          <p class="s">{p('plates.headText', { seq: pool.state.seq })}</p>
          {pool.state.draw && <p class="s">{pool.state.draw}</p>}
        </details>
      </div>
    </section>
  )
}

function Returns({ view, p }: { view: PlatesView; p: PlateT }): JSX.Element {
  if (view.returns.length === 0) return <p>{p('plates.noReturns')}</p>
  return (
    <>
      {view.returns.map((list) => (
        <Card key={list.day + list.pool}>
          <div class="between">
            <p>
              <b>{list.day}</b> {list.pool}
            </p>
            {list.done && <Tag tone="done" text={list.done} />}
          </div>
          <ul class="wrap">
            {list.numbers.map((number) => (
              <li key={number}>
                <PlateBadge text={number} color={list.color} />
              </li>
            ))}
          </ul>
          <details class="fold">
            <summary>{p('plates.proof')}</summary>
            <p class="s">
              {p('plates.minute')} <span class="code">{list.commit}</span>
            </p>
            <Secret secret={list.secret} p={p} />
          </details>
        </Card>
      ))}
    </>
  )
}

/** What was sealed, once it is told: its fingerprint is the commitment above. */
function Secret({ secret, p }: { secret: string | undefined; p: PlateT }): JSX.Element | null {
  if (secret === undefined) return null
  return (
    <p class="s">
      {p('plates.secret')} <span class="code">{secret}</span>
    </p>
  )
}

function Segment({ segment, p }: { segment: PlateSegmentView; p: PlateT }): JSX.Element {
  return (
    <article class="card">
      <div class="stack mid">
        <div class="between">
          <h3 class="code">{segment.pattern}</h3>
          <span class="fix">
            <Tag tone={segment.tag.tone} text={segment.tag.text} />
          </span>
        </div>
        <p class="s">{segment.pool}</p>
        <KeyValue facts={segment.rows} />
        {segment.notice && (
          <p class="warn">
            {p('plates.notice')}
            {segment.notice}
          </p>
        )}
        <details class="fold">
          <summary>{p('plates.proof')}</summary>
          <p class="s">
            {p('plates.hash')} <span class="code">{segment.hash}</span>
          </p>
          <p class="s">
            {p('plates.composeCommit')} <span class="code">{segment.compose.commit}</span>
          </p>
          <Secret secret={segment.compose.secret} p={p} />
          <a href={segment.manifest}>{p('plates.manifest')}</a>
        </details>
      </div>
    </article>
  )
}

/** Draws with what was committed, what was told, and how anybody checks it. */
export const plateDraws: PageDef<PlateDrawsView> = {
  title: (_, t) => speakPlates(t.lang)('draws.title'),
  wide: true,
  Page: Draws,
}

function Draws({ view, t }: PageProps<PlateDrawsView>): JSX.Element {
  const p = speakPlates(t.lang)
  return (
    <div class="stack">
      <Back href="/plates" label={p('plates.back')} />
      <div class="stack tight">
        <h1>{p('draws.title')}</h1>
        <p class="mute">{p('draws.intro')}</p>
      </div>
      <div class="waits">
        <Card title={p('draws.how')}>
          <ol class="count">
            {([1, 2, 3, 4, 5] as const).map((n) => (
              <li key={n}>{p(`draws.how${n}`)}</li>
            ))}
          </ol>
        </Card>
        <Card title={p('draws.check')}>
          <p>{p('draws.here')}</p>
          <ol class="count">
            <li>{p('draws.check1')}</li>
            <li>
              {p('draws.check2')}
              <br />
              <code class="code">{view.command}</code>
              {view.online && (
                <>
                  <br />
                  {p('draws.online')}
                  <br />
                  <code class="code">{view.online}</code>
                </>
              )}
            </li>
          </ol>
          <p>{p('draws.check3')}</p>
        </Card>
      </div>
      {view.draws.length === 0 && <EmptyState icon="list" title={p('draws.none')} />}
      <div class="waits">
        {view.draws.map((draw) => (
          <Draw key={draw.id} draw={draw} p={p} />
        ))}
      </div>
    </div>
  )
}

function Draw({ draw, p }: { draw: PlateDrawsView['draws'][number]; p: PlateT }): JSX.Element {
  return (
    <section class="card" aria-labelledby={draw.id}>
      <div class="stack mid">
        <div class="between">
          <h2 id={draw.id}>{draw.title}</h2>
          <span class="fix">
            <Tag tone={draw.tag.tone} text={draw.tag.text} />
          </span>
        </div>
        <KeyValue facts={draw.rows} />
        {draw.hashes.map((h) => (
          <p class="s" key={h.label}>
            {h.label} <span class="code">{h.value}</span>
          </p>
        ))}
        {draw.files.length > 0 && (
          <ul class="wrap" aria-label={p('draws.files')}>
            {draw.files.map((f) => (
              <li key={f.href}>
                <a class="btn alt small" href={f.href} download>
                  {f.label}
                </a>
              </li>
            ))}
          </ul>
        )}
        {draw.address && <CheckHere id={draw.id} address={draw.address} p={p} />}
      </div>
    </section>
  )
}

/** Hidden until the script has taken it over: what is computed here is computed in the reader's own browser. */
function CheckHere({ id, address, p }: { id: string; address: string; p: PlateT }): JSX.Element {
  const words = { presses: '[presses]', takes: '[takes]', commit: '[commit]', list: '[list]', press: '[press]' }
  return (
    <form
      class="stack tight"
      data-draw={address}
      data-runs={p('draws.hereRuns')}
      data-sound={p('draws.hereSound', words)}
      data-faults={p('draws.hereFaults')}
      data-told={p('draws.hereTold', words)}
      data-own={p('draws.hereOwn', words)}
      data-none={p('draws.hereNone')}
      data-failed={p('draws.hereFailed')}
      hidden
    >
      <label for={`${id}-tag`}>{p('draws.hereTag')}</label>
      <input class="in" id={`${id}-tag`} type="text" autocomplete="off" spellcheck={false} maxLength={64} />
      <Button look="alt">{p('draws.hereGo')}</Button>
      <output class="stack tight" />
    </form>
  )
}
