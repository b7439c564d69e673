import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Icon } from '#web/kit/ui/icon.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { useKeys, useSending } from '#web/officer/keys.ts'
import type { NewsDesk } from '#web/officer/news.ts'
import { mayOpen, type Tab } from '#web/officer/places.ts'
import { type Prefs, THEMES } from '#web/officer/prefs.ts'
import type { T } from '#web/officer/texts.ts'
import { KeysDialog } from '#web/officer/ui/keys-dialog.tsx'

const NAV: readonly (readonly [Tab, string])[] = [
  ['desk', '/desk'],
  ['bench', '/desk/bench'],
  ['video', '/desk/video'],
  ['plates', '/desk/plates'],
  ['makers', '/desk/makers'],
  ['leaving', '/desk/leaving'],
  ['board', '/desk/board'],
  ['access', '/desk/access'],
  ['day', '/desk/day'],
]

/** Where one is, whether news arrives, who one is. */
export function TopBar(props: {
  here: Tab | undefined
  news: NewsDesk
  prefs: Prefs
  setPrefs: (change: Partial<Prefs>) => void
  signOut: () => void
}): JSX.Element {
  const { t, me } = useDesk()
  const [keys, setKeys] = useState(false)
  useKeys({ '?': () => setKeys(true) })
  useSending()
  const { here, news, prefs, setPrefs, signOut } = props
  return (
    <header class="d-top">
      <a class="skip" href="#main">
        {t('skip')}
      </a>
      <b class="d-brand">
        <Icon name="shield" />
        <span>{t('brand', { office: me.officeName[t.lang] })}</span>
      </b>
      <nav class="d-nav" aria-label={t('nav.label')}>
        {NAV.filter(([name]) => mayOpen(me, name)).map(([name, href]) => (
          <a key={name} href={href} aria-current={here === name ? 'page' : undefined}>
            {t(`nav.${name}`)}
          </a>
        ))}
      </nav>
      <span class="d-fill" />
      {news.newBuild && (
        <button type="button" class="d-quiet" onClick={() => location.reload()} title={t('live.build')}>
          <Icon name="info" />
          {t('live.reload')}
        </button>
      )}
      <output class={news.up ? 'tag done' : 'tag turn'}>
        <Icon name={news.up ? 'check' : 'offline'} />
        {t(news.up ? 'live.up' : 'live.down')}
      </output>
      <button type="button" class="d-quiet d-keys" aria-keyshortcuts="?" onClick={() => setKeys(true)}>
        {t('keys')} <kbd aria-hidden="true">?</kbd>
      </button>
      <PrefButtons t={t} prefs={prefs} setPrefs={setPrefs} />
      <span class="s num d-me">{t('officer', { id: me.id })}</span>
      <button type="button" class="d-quiet" onClick={signOut}>
        {t('signOut')}
      </button>
      {keys && <KeysDialog close={() => setKeys(false)} />}
    </header>
  )
}

/** Language and light or dark, also on the sign-in page. */
export function PrefButtons({
  t,
  prefs,
  setPrefs,
}: {
  t: T
  prefs: Prefs
  setPrefs: (change: Partial<Prefs>) => void
}): JSX.Element {
  const next = THEMES[(THEMES.indexOf(prefs.theme) + 1) % THEMES.length] ?? 'system'
  return (
    <>
      <button
        type="button"
        class="d-quiet"
        onClick={() => setPrefs({ theme: next })}
        aria-label={`${t('theme')}: ${t(`theme.${prefs.theme}`)}`}
      >
        <Icon name="view" />
        {t(`theme.${prefs.theme}`)}
      </button>
      <button
        type="button"
        class="d-quiet"
        lang={prefs.lang === 'en' ? 'zh-CN' : 'en'}
        onClick={() => setPrefs({ lang: prefs.lang === 'en' ? 'zh' : 'en' })}
      >
        {t('lang')}
      </button>
    </>
  )
}
