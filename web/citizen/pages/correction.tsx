import type { JSX } from 'preact'
import { Material } from '#web/citizen/material.tsx'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ActBar, Back } from '#web/citizen/parts.tsx'
import type { CorrectionSignView, CorrectionView } from '#web/citizen/pages/case-views.ts'
import { Signing } from '#web/citizen/signing.tsx'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { ErrorSummary, fieldProblems } from '#web/kit/ui/error-summary.tsx'
import { Field } from '#web/kit/ui/field.tsx'
import { KeyValue } from '#web/kit/ui/key-value.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

export const correction: PageDef<CorrectionView> = { title: (_, t) => t('correction.title'), Page }
export const correctionSign: PageDef<CorrectionSignView> = {
  title: (_, t) => t('correction.signTitle'),
  Page: SignPage,
}

/** Everything that must be put right, told once (Administrative Licensing Law, art. 32). Photos have their own forms, as always. */
function Page({ view, t }: PageProps<CorrectionView>): JSX.Element {
  const fields = view.items.flatMap((i) => (i.field ? [i.field] : []))
  const papers = view.items.filter((i) => i.material)
  const rest = view.items.filter((i) => !i.material && !i.field)
  return (
    <div class="stack">
      <Back href={view.back} label={t('back.case')} />
      <ErrorSummary problems={fieldProblems(fields, view.problem)} t={t} />
      <div class="stack tight">
        <p class="s num">
          {view.service} · {view.number}
        </p>
        <h1>{t('correction.title')}</h1>
        <p class="mute">{t('correction.from', { from: view.from, at: view.at })}</p>
      </div>
      <Notice tone="warn" icon="clock" title={t('correction.all', { n: view.items.filter((i) => i.why).length })} />
      {rest.map((i) => (
        <section class="card" key={i.what}>
          <div class="stack mid">
            <h2>{i.what}</h2>
            <Why why={i.why} />
          </div>
        </section>
      ))}
      {papers.map((i) => (
        <section class="stack mid" key={i.what}>
          <Why why={i.why} />
          {i.material && <Material material={i.material} t={t} />}
        </section>
      ))}
      <PostForm post={view.post} class="stack">
        {view.items.map((i) => {
          if (!i.field) return null
          return (
            <section class="card" key={i.what}>
              <div class="stack mid">
                <Why why={i.why} />
                <Field field={i.field} t={t} />
              </div>
            </section>
          )
        })}
        {view.all && <input type="hidden" name="all" value="1" />}
        <ActBar note={t('correction.after')}>
          <Button wide>{t(view.signs ? 'correction.next' : 'correction.recheck')}</Button>
        </ActBar>
      </PostForm>
      {view.more && (
        <p>
          <a class="lnk" href={view.more}>
            {t('correction.more')}
          </a>
        </p>
      )}
    </div>
  )
}

/** What was changed, then every word as it will be decided about, then the signature under all of it. */
function SignPage({ view, t }: PageProps<CorrectionSignView>): JSX.Element {
  return (
    <div class="stack">
      <Back href={view.back} label={t('back.step')} />
      <ErrorSummary problems={fieldProblems(view.fields, undefined)} t={t} />
      <div class="stack tight">
        <p class="s num">
          {view.service} · {view.number}
        </p>
        <h1>{t('correction.signTitle')}</h1>
        <p class="mute">{t('correction.signIntro')}</p>
      </div>
      {view.changed.length > 0 && (
        <Card title={t('correction.changed')}>
          <KeyValue facts={view.changed} />
        </Card>
      )}
      {view.sections.map((s) => (
        <Card title={s.title} key={s.title}>
          <KeyValue facts={s.rows} />
        </Card>
      ))}
      <PostForm post={view.post} class="stack">
        {view.carried.map((field) => (
          <input key={field.name} type="hidden" name={field.name} value={field.value} />
        ))}
        <Signing declaration={view.declaration} fields={view.fields} handwriting={view.handwriting} t={t} />
        <ActBar note={t('correction.after')}>
          <Button wide name="_action" value="submit">
            {t('correction.send')}
          </Button>
        </ActBar>
        {/* After the other one: the key Enter presses the first. */}
        <Button wide look="alt" name="_action" value="edit">
          {t('correction.edit')}
        </Button>
      </PostForm>
    </div>
  )
}

/** The officer's own words are what this page is about: they stand first, over the question or the paper they mean. */
function Why({ why }: { why: string | undefined }): JSX.Element | null {
  if (!why) return null
  return (
    <p class="warn">
      <b>{why}</b>
    </p>
  )
}
