import type { JSX } from 'preact'
import type { KitKey, Tr } from '#web/kit/i18n.ts'

/** Where one is: words first, the bar is only their picture. */
export function Steps({ n, of, t }: { n: number; of: number; t: Tr<KitKey> }): JSX.Element {
  const width = (100 - (of - 1)) / of
  return (
    <div class="steps">
      <p class="s num">{t('kit.step', { n, of })}</p>
      <svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
        {Array.from({ length: of }, (_, i) => (
          <rect key={i} x={i * (width + 1)} width={width} height="2" fill={i < n ? 'var(--accent)' : 'var(--line)'} />
        ))}
      </svg>
    </div>
  )
}
