import type { ComponentChildren } from 'preact'

/** A day in Chinese, its weekday (both in one are wider than large print's line), a telephone's number: what must not break in its middle. */
const WHOLE = /((?:\d{4}年)?\d{1,2}月\d{1,2}日|\(周.\)|\b0\d{2,3}-\d{5,8}\b)/

/** A text whose days and telephone numbers stay in one line; it may break behind them. */
export function whole(text: string): ComponentChildren {
  const parts = text.split(WHOLE)
  if (parts.length === 1) return text
  // Every second part is one that was found.
  return parts.map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      <>
        <span class="nb">{part}</span>
        <wbr />
      </>
    ),
  )
}
