import type { JSX } from 'preact'
import type { PageDef, PageProps } from '#web/citizen/page.ts'
import { ServiceGroups } from '#web/citizen/parts.tsx'
import { paths } from '#web/citizen/paths.ts'
import { SearchBox } from '#web/citizen/search-box.tsx'
import type { HomeView, WaitingCard } from '#web/citizen/views.ts'
import { LinkButton } from '#web/kit/ui/button.tsx'
import { Icon } from '#web/kit/ui/icon.tsx'
import { PlateBadge } from '#web/kit/ui/plate.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'

export const home: PageDef<HomeView> = {
  title: (_, t) => t('nav.home'),
  tab: 'home',
  wide: true,
  live: (view) => (view.greeting ? 'me' : undefined),
  Page: (props) => (props.shell.prefs.elder ? <ElderHome {...props} /> : <Home {...props} />),
}

function Home({ view, t }: PageProps<HomeView>): JSX.Element {
  return (
    <div class="stack loose">
      <div class="stack">
        <h1>{view.greeting ?? t('home.hello')}</h1>
        {!view.greeting && <p class="mute">{t('home.what')}</p>}
        {view.waiting.length > 0 && (
          <section class="stack mid" aria-labelledby="waiting">
            <h2 id="waiting" class="vh">
              {t('home.waiting')}
            </h2>
            <div class="waits">
              {view.waiting.map((w) => (
                <Waiting key={w.href} card={w} />
              ))}
            </div>
          </section>
        )}
        <SearchBox query="" t={t} />
        <section aria-labelledby="common">
          <h2 id="common" class="vh">
            {t('home.common')}
          </h2>
          <ul class="tiles">
            {view.common.map((c) => (
              <li key={c.href}>
                <a class="tile" href={c.href}>
                  <Icon name={c.icon} />
                  <span>{c.label}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
        {!view.greeting && (
          <p class="mute">
            {t('home.signInWhy')} <a href={paths.signIn}>{t('signIn')}</a>
          </p>
        )}
      </div>
      <ServiceGroups groups={view.groups} />
    </div>
  )
}

function Waiting({ card }: { card: WaitingCard }): JSX.Element {
  return (
    <section class={card.tone === 'turn' ? 'card turn' : 'card'}>
      <div class="stack mid">
        {card.action ? (
          <>
            <p>
              <Tag tone={card.tone} text={card.tag} />
            </p>
            <h3>
              <a href={card.href}>{card.title}</a>
            </h3>
          </>
        ) : (
          <div class="between">
            <h3>
              <a href={card.href}>{card.title}</a>
            </h3>
            <span class="fix">
              <Tag tone={card.tone} text={card.tag} />
            </span>
          </div>
        )}
        {card.plate && (
          <p>
            <PlateBadge text={card.plate.text} color={card.plate.color} />
          </p>
        )}
        <p class="mute num">{card.text}</p>
        {card.action && (
          <LinkButton href={card.action.href} wide>
            {card.action.label}
          </LinkButton>
        )}
      </div>
    </section>
  )
}

/** One question, big answers, a person one touch away. */
function ElderHome({ view, t, shell }: PageProps<HomeView>): JSX.Element {
  return (
    <div class="stack elder">
      <h1>{view.greeting ? t('elder.whatNamed', { name: view.greeting }) : t('elder.what')}</h1>
      {view.waiting.length > 0 && <h2 class="vh">{t('home.waiting')}</h2>}
      {view.waiting.map((w) => (
        <Waiting key={w.href} card={w} />
      ))}
      {view.elderTasks.map((task) => (
        <LinkButton key={task.href} href={task.href} look={task.look} wide>
          {task.label}
        </LinkButton>
      ))}
      <p>
        {t('elder.call')}{' '}
        <a class="tel num" href={`tel:${shell.hotline.replace(/\D/g, '')}`}>
          {shell.hotline}
        </a>
      </p>
      <a class="lnk" href={paths.services}>
        {t('elder.all')}
      </a>
    </div>
  )
}
