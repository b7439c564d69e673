import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ActBar, StepHead } from '#web/citizen/parts.tsx'
import type { T } from '#web/citizen/t.ts'
import type { PlateChoiceView } from '#web/citizen/views.ts'
import { Button, LinkButton } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { PlateBadge } from '#web/kit/ui/plate.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

export const plateChoice: PageDef<PlateChoiceView> = { title: (_, t) => t('plate.title'), Page }

function Page({ view, t }: PageProps<PlateChoiceView>): JSX.Element {
  return (
    <div class="stack">
      <StepHead
        problems={view.stage === 'group' && view.problem ? [{ message: view.problem, href: '#plate-0' }] : []}
        view={view}
        title={t(view.stage === 'confirm' ? 'plate.confirmTitle' : 'plate.title')}
        t={t}
      />
      <p class="mute">{view.vehicle}</p>
      <Stage view={view} t={t} />
      <p class="s">{t('plate.fair')}</p>
    </div>
  )
}

type Of<S extends PlateChoiceView['stage']> = { view: Extract<PlateChoiceView, { stage: S }>; t: T }

function Stage({ view, t }: { view: PlateChoiceView; t: T }): JSX.Element {
  if (view.stage === 'start') return <Start view={view} t={t} />
  return view.stage === 'group' ? <Group view={view} t={t} /> : <Confirm view={view} t={t} />
}

function Start({ view, t }: Of<'start'>): JSX.Element {
  return (
    <>
      <Card>
        <ul class="count">
          <li>{t('plate.rule1', { of: view.presses })}</li>
          <li>{t('plate.rule2')}</li>
          <li>{t('plate.rule3')}</li>
          <li>{t('plate.rule4')}</li>
        </ul>
      </Card>
      <ActBar note={t('plate.left', { n: view.left, of: view.presses })}>
        <PostForm post={view.press}>
          <Button wide>{t('plate.press')}</Button>
        </PostForm>
      </ActBar>
    </>
  )
}

/** Ten numbers as radios, drawn as plates. Keeping one aside and taking it are two buttons of the same form. */
function Group({ view, t }: Of<'group'>): JSX.Element {
  return (
    <>
      <p>{t('plate.group', { n: view.press, of: view.presses })}</p>
      {view.reserve && (
        <Card>
          <div class="between">
            <p>{t('plate.reserved')}</p>
            <PlateBadge text={view.reserve} color={view.color} />
          </div>
        </Card>
      )}
      <PostForm post={view.choose} class="stack" id="plates">
        <fieldset>
          <legend class="vh">{t('plate.title')}</legend>
          <div class="plates">
            {view.numbers.map((number, i) => (
              <label class="pick" key={number}>
                <input type="radio" name="plate" id={`plate-${i}`} value={number} required />
                <PlateBadge text={number} color={view.color} />
              </label>
            ))}
          </div>
        </fieldset>
        <div class="act">
          <div class="two">
            <Button look="alt" name="_action" value="reserve">
              {t('plate.reserve')}
            </Button>
            <Button name="_action" value="choose">
              {t('plate.choose')}
            </Button>
          </div>
        </div>
      </PostForm>
      {view.again && (
        <PostForm post={view.again}>
          <Button look="alt" wide>
            {t('plate.again', { n: view.presses - view.press })}
          </Button>
        </PostForm>
      )}
    </>
  )
}

function Confirm({ view, t }: Of<'confirm'>): JSX.Element {
  return (
    <>
      <p class="hero">
        <PlateBadge text={view.number} color={view.color} size="big" />
      </p>
      <Card>
        <p>
          <b>{t('plate.final')}</b>
        </p>
        <p>{t('plate.lapse')}</p>
      </Card>
      <ActBar>
        <PostForm post={view.confirm}>
          <Button wide>{t('plate.confirm')}</Button>
        </PostForm>
      </ActBar>
      <LinkButton href={view.back} look="alt" wide>
        {t('plate.backToGroup')}
      </LinkButton>
    </>
  )
}
