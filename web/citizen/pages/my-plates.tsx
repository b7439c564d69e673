import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { Back, Problem } from '#web/citizen/parts.tsx'
import { paths } from '#web/citizen/paths.ts'
import { type PlateT, speakPlates } from '#web/citizen/pages/plate-texts.ts'
import type { MyPlatesView } from '#web/citizen/pages/plate-views.ts'
import type { T } from '#web/citizen/t.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Field } from '#web/kit/ui/field.tsx'
import { Icon } from '#web/kit/ui/icon.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PlateBadge } from '#web/kit/ui/plate.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'

/** 我的号牌: chosen numbers with their last day, old numbers with theirs, and a block with the way to object. */
export const myPlates: PageDef<MyPlatesView> = {
  title: (_, t) => speakPlates(t.lang)('mine.title'),
  wide: true,
  Page,
}

type Props = { view: MyPlatesView; p: PlateT }

function Page({ view, t }: PageProps<MyPlatesView>): JSX.Element {
  const p = speakPlates(t.lang)
  return (
    <div class="stack">
      <Back href={paths.me} label={t('nav.me')} />
      {view.problem && <Problem text={view.problem} />}
      <h1>{p('mine.title')}</h1>
      {view.said && <Notice tone="ok" title={view.said} />}
      {view.block && <Block block={view.block} p={p} t={t} />}
      <div class="cols even">
        <section class="stack" aria-labelledby="held">
          <h2 id="held">{p('mine.held')}</h2>
          {view.held.length === 0 && <EmptyState icon="car" title={p('mine.noHeld')} />}
          {view.held.map((h) => (
            <Held key={h.number} held={h} p={p} />
          ))}
        </section>
        <section class="stack" aria-labelledby="former">
          <h2 id="former">{p('mine.former')}</h2>
          <p class="mute">{p('mine.formerText')}</p>
          <Former view={view} p={p} />
        </section>
      </div>
      <ul class="list">
        <li>
          <a class="hit" href="/plates">
            <b>{p('mine.public')}</b>
            <Icon name="right" />
          </a>
        </li>
      </ul>
    </div>
  )
}

function Block({ block, p, t }: { block: NonNullable<MyPlatesView['block']>; p: PlateT; t: T }): JSX.Element {
  return (
    <Notice tone="bad" title={p('mine.block', { until: block.until })}>
      <p>{p('mine.blockText', { number: block.number })}</p>
      {block.objected && <p>{p('mine.objected')}</p>}
      {block.object && (
        <details class="fold" open={block.reason !== undefined}>
          <summary>{p('mine.object')}</summary>
          <PostForm post={block.object} class="stack mid">
            <Field
              field={{
                kind: 'textarea',
                name: 'reason',
                label: p('mine.reason'),
                hint: p('mine.objectHint', { by: block.objectBy }),
                value: block.reason ?? '',
                maxLength: 500,
              }}
              t={t}
            />
            <Button look="alt">{p('mine.objectGo')}</Button>
          </PostForm>
        </details>
      )}
    </Notice>
  )
}

function Held({ held, p }: { held: MyPlatesView['held'][number]; p: PlateT }): JSX.Element {
  return (
    <article class="card">
      <div class="stack mid">
        <p class="hero">
          <PlateBadge text={held.number} color={held.color} size="mid" />
        </p>
        <p>
          <b>{p('mine.until', { day: held.until })}</b>
        </p>
        <p class="s">{p('mine.chosen', { at: held.chosen })}</p>
        {held.bound && <p class="mute">{held.bound}</p>}
        <LinkButton href={held.href} look="alt" wide>
          {p('mine.case')}
        </LinkButton>
        {held.giveBack && (
          <details class="fold">
            <summary>{p('mine.giveBack')}</summary>
            <PostForm post={held.giveBack} class="stack mid">
              <p>{p('mine.giveBackText')}</p>
              <Button look="danger">{p('mine.giveBackGo', { number: held.number })}</Button>
            </PostForm>
          </details>
        )}
      </div>
    </article>
  )
}

function Former({ view, p }: Props): JSX.Element {
  if (view.former.length === 0) return <EmptyState icon="car" title={p('mine.noFormer')} />
  return (
    <>
      {view.former.map((old) => (
        <article class="card" key={old.number}>
          <div class="stack mid">
            <div class="between">
              <PlateBadge text={old.number} color={old.color} />
              <span class="fix">
                <Tag tone={old.tag.tone} text={old.tag.text} />
              </span>
            </div>
            <p>{p('mine.lastDay', { day: old.lastDay })}</p>
            {old.waive && (
              <details class="fold">
                <summary>{p('mine.waive')}</summary>
                <PostForm post={old.waive} class="stack mid">
                  <p>{p('mine.waiveText')}</p>
                  <Button look="danger">{p('mine.waiveGo', { number: old.number })}</Button>
                </PostForm>
              </details>
            )}
          </div>
        </article>
      ))}
    </>
  )
}
