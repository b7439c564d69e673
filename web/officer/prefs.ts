import { useEffect, useState } from 'preact/hooks'
import type { Lang } from '#web/kit/i18n.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]
export interface Prefs {
  lang: Lang
  theme: Theme
}

/** How this person likes the screen. The one thing the console keeps in the browser: it says nothing about anybody. */
export function usePrefs(): [Prefs, (change: Partial<Prefs>) => void] {
  const [prefs, setPrefs] = useState<Prefs>(kept)
  // The same person's desk in another tab: it follows at once.
  useEffect(() => {
    const changed = (event: StorageEvent): void => {
      if (event.key?.startsWith('desk.')) setPrefs(kept())
    }
    addEventListener('storage', changed)
    return () => removeEventListener('storage', changed)
  }, [])
  useEffect(() => {
    const root = document.documentElement
    root.lang = prefs.lang === 'en' ? 'en' : 'zh-CN'
    if (prefs.theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = prefs.theme
  }, [prefs])
  const change = (part: Partial<Prefs>): void =>
    setPrefs((old) => {
      const next = { ...old, ...part }
      store('desk.lang', next.lang)
      store('desk.theme', next.theme)
      return next
    })
  return [prefs, change]
}

const kept = (): Prefs => ({
  lang: stored('desk.lang') === 'en' ? 'en' : 'zh',
  theme: THEMES.find((theme) => theme === stored('desk.theme')) ?? 'system',
})

/** Storage may be forbidden by the office's browser policy; then the choice lasts as long as the page. */
function stored(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

function store(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // Nothing is lost but a preference.
  }
}
