import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ActBar, Back } from '#web/citizen/parts.tsx'
import type { T } from '#web/citizen/t.ts'
import type { SignInView } from '#web/citizen/views.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { ErrorSummary, fieldProblems } from '#web/kit/ui/error-summary.tsx'
import { Field } from '#web/kit/ui/field.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'
import { Steps } from '#web/kit/ui/steps.tsx'

export const signIn: PageDef<SignInView> = { title: (view, t) => t(`signIn.${view.step}.title`), Page }

function Page({ view, t }: PageProps<SignInView>): JSX.Element {
  const n = { phone: 1, code: 2, person: 3 }[view.step]
  return (
    <div class="stack">
      {view.back && <Back href={view.back} label={t('back.step')} />}
      <Steps n={n} of={3} t={t} />
      <ErrorSummary problems={fieldProblems(view.fields, view.problem)} t={t} />
      <div class="stack tight">
        <h1>{t(`signIn.${view.step}.title`)}</h1>
        <p class="mute num">{t(`signIn.${view.step}.text`, { phone: view.sentTo ?? '' })}</p>
      </div>
      {view.purpose && <Notice tone="info">{view.purpose}</Notice>}
      <PostForm post={view.post} class="stack">
        {view.fields.map((f) => (
          <Field key={f.name} field={f} t={t} />
        ))}
        <ActBar note={t('signIn.safe')}>
          <Button wide>{t(`signIn.${view.step}.go`)}</Button>
        </ActBar>
      </PostForm>
      {view.resend && <Resend resend={view.resend} t={t} />}
    </div>
  )
}

function Resend({ resend, t }: { resend: NonNullable<SignInView['resend']>; t: T }): JSX.Element {
  return (
    <PostForm post={resend.post}>
      <div class="wrap">
        <Button look="alt" small>
          {t('signIn.resend')}
        </Button>
        {resend.waitUntil && (
          <span class="s num">
            {t('signIn.wait')} <span data-until={resend.waitUntil}>{resend.waitSeconds ?? 0}</span> {t('seconds')}
          </span>
        )}
      </div>
      <p class="s">{t('signIn.noCode')}</p>
    </PostForm>
  )
}
