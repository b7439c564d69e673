import type { JSX } from 'preact'
import type { Children, Tab } from '#web/citizen/page.ts'
import { paths, telOf } from '#web/citizen/paths.ts'
import type { Shell } from '#web/citizen/shell.ts'
import type { T } from '#web/citizen/t.ts'
import { Icon, type IconName } from '#web/kit/ui/icon.tsx'

/** The whole HTML document around a page. No inline script or style: the content security policy forbids both. */
export function Document(props: {
  title: string
  shell: Shell
  t: T
  tab: Tab | undefined
  wide: boolean
  live: string | undefined
  again: number | undefined
  children: Children
}): JSX.Element {
  const { shell, t, tab } = props
  const { prefs } = shell
  return (
    <html
      lang={shell.lang === 'en' ? 'en' : 'zh-CN'}
      data-theme={prefs.theme === 'system' ? undefined : prefs.theme}
      data-elder={prefs.elder ? '' : undefined}
      data-contrast={prefs.contrast ? '' : undefined}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{`${props.title} - ${t('brand')}·${shell.city}`}</title>
        <meta name="color-scheme" content={prefs.theme === 'system' ? 'light dark' : prefs.theme} />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" href={shell.assets.icon} />
        <link rel="stylesheet" href={shell.assets.css} />
        <script type="module" src={shell.assets.js} />
        {props.again !== undefined && (
          <noscript>
            <meta http-equiv="refresh" content={String(props.again)} />
          </noscript>
        )}
      </head>
      <body
        data-busy={t('js.busy')}
        data-saved={t('js.saved')}
        data-unsaved={t('js.unsaved')}
        data-expired={t('js.expired')}
        data-copied={t('js.copied')}
        data-stop={t('js.stop')}
        data-offline={t('js.offline')}
        data-unsent={t('js.unsent')}
      >
        <a class="skip" href="#main">
          {t('skip')}
        </a>
        <Header shell={shell} t={t} tab={tab} />
        <main id="main" tabIndex={-1} class={`page${props.wide ? '' : ' narrow'}`} data-live={props.live}>
          {props.children}
        </main>
        <Footer shell={shell} t={t} padded={Boolean(tab)} />
      </body>
    </html>
  )
}

function Header({ shell, t, tab }: { shell: Shell; t: T; tab: Tab | undefined }): JSX.Element {
  const { prefs, path, person } = shell
  return (
    <header class="top">
      {shell.demo && <p class="demo">{shell.demo}</p>}
      <div class="top-in">
        <a class="brand" href={paths.home}>
          <Icon name="shield" />
          {t('brand')}
          <span>&nbsp;{prefs.elder ? t('brand.elder') : `· ${shell.city}`}</span>
        </a>
        <nav class={tab ? 'tabs' : 'tabs desk'} aria-label={t('nav')}>
          {TABS.map(([name, icon, href]) => (
            <a key={name} href={href} aria-current={tab === name ? 'page' : undefined}>
              <Icon name={icon} />
              {t(`nav.${name}`)}
              {name === 'messages' && person && person.unread > 0 && (
                <span class="dot num">
                  <span aria-hidden="true">{person.unread}</span>
                  <span class="vh">{t('nav.unread', { n: person.unread })}</span>
                </span>
              )}
            </a>
          ))}
        </nav>
        <div class="utils">
          {prefs.elder && <ReadButton t={t} />}
          <a href={paths.prefs({ elder: prefs.elder ? '0' : '1' }, path)} rel="nofollow">
            {t(prefs.elder ? 'elder.off' : 'elder.on')}
          </a>
          {!prefs.elder && <LanguageLink shell={shell} />}
          {!person && (
            <a class="wide-only" href={paths.signIn}>
              {t('signIn')}
            </a>
          )}
          <Display shell={shell} t={t} />
        </div>
      </div>
    </header>
  )
}

function LanguageLink({ shell }: { shell: Shell }): JSX.Element {
  return (
    <a
      class="lnk"
      href={paths.prefs({ lang: shell.lang === 'en' ? 'zh' : 'en' }, shell.path)}
      rel="nofollow"
      lang={shell.lang === 'en' ? 'zh-CN' : 'en'}
    >
      {shell.lang === 'en' ? '中文' : 'English'}
    </a>
  )
}

/** Reads the page aloud; the script shows it where the device has a voice. In the large version it stands in the head. */
function ReadButton({ t }: { t: T }): JSX.Element {
  return (
    <button type="button" class="read" hidden data-read>
      <Icon name="sound" />
      <span>{t('read')}</span>
    </button>
  )
}

function Display({ shell, t }: { shell: Shell; t: T }): JSX.Element {
  const { prefs, path } = shell
  return (
    <details>
      <summary>
        <Icon name="view" />
        <span class="vh">{t('display')}</span>
      </summary>
      <div class="menu card stack mid">
        {prefs.elder ? <LanguageLink shell={shell} /> : <ReadButton t={t} />}
        <p class="s">{t('display.theme')}</p>
        <div class="seg">
          {(['system', 'light', 'dark'] as const).map((theme) => (
            <a
              key={theme}
              href={paths.prefs({ theme }, path)}
              rel="nofollow"
              aria-current={prefs.theme === theme ? 'true' : undefined}
            >
              {t(`display.${theme}`)}
            </a>
          ))}
        </div>
        <p class="s">{t('display.contrast')}</p>
        <div class="seg">
          {([false, true] as const).map((on) => (
            <a
              key={String(on)}
              href={paths.prefs({ contrast: on ? '1' : '0' }, path)}
              rel="nofollow"
              aria-current={prefs.contrast === on ? 'true' : undefined}
            >
              {t(on ? 'display.high' : 'display.normal')}
            </a>
          ))}
        </div>
        {shell.person ? (
          <a class="lnk" href={paths.me}>
            {shell.person.name}
          </a>
        ) : (
          <a class="lnk" href={paths.signIn}>
            {t('signIn')}
          </a>
        )}
      </div>
    </details>
  )
}

function Footer({ shell, t, padded }: { shell: Shell; t: T; padded: boolean }): JSX.Element {
  return (
    <footer class={padded ? 'foot hastabs' : 'foot'}>
      <div class="foot-in stack mid">
        <p>
          {t('foot.call')} <a href={telOf(shell.hotline)}>{shell.hotline}</a>
        </p>
        <p>{t('foot.promise')}</p>
        <div class="wrap links">
          <a href={paths.promise}>{t('foot.promises')}</a>
          <a href={paths.promiseChecks}>{t('foot.checks')}</a>
          <a href={paths.access}>{t('foot.access')}</a>
          <a href="/plates">{t('foot.plates')}</a>
          <a href={paths.places}>{t('foot.places')}</a>
          <a href={paths.help}>{t('foot.help')}</a>
        </div>
        <p>{shell.office}</p>
      </div>
    </footer>
  )
}

const TABS: readonly (readonly [Tab, IconName, string])[] = [
  ['home', 'home', paths.home],
  ['services', 'list', paths.services],
  ['documents', 'id', paths.documents],
  ['messages', 'message', paths.messages],
  ['me', 'me', paths.me],
]
