import type { JSX } from 'preact'
import { plateText } from '#web/kit/format.ts'

export type PlateColor = 'blue' | 'green' | 'green-large' | 'yellow' | 'white' | 'black'

/**
 * A number plate as on the road. `text` is 鲁B12345 or 鲁B·12345; seven places are drawn 440 mm wide, eight 480 mm.
 * Each glyph is fitted into its own cell with textLength, so the proportions hold whatever fonts a phone has.
 */
export function PlateBadge(props: { text: string; color: PlateColor; size?: 'mid' | 'big' }): JSX.Element {
  const { text, color, size } = props
  const glyphs = Array.from(plateText(text).replace('·', ''))
  const eight = glyphs.length > 7
  const width = eight ? 480 : 440
  const names = ['plate', color === 'blue' ? '' : color, eight ? 'n8' : '', size ?? ''].filter(Boolean).join(' ')
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an inline SVG is one picture only by its role
    <svg class={names} viewBox={`0 0 ${width} 140`} role="img" aria-label={plateText(text)}>
      <rect class="rim" x="7" y="7" width={width - 14} height="126" rx="9" />
      {[115, width - 115].map((x) =>
        [17, 123].map((y) => <circle class="pin" key={`${x}-${y}`} cx={x} cy={y} r="5" />),
      )}
      {glyphs.map((glyph, i) => glyphCell(glyph, i, eight, color))}
      <circle cx={eight ? 134 : 134.5} cy="70" r="6.5" fill="currentColor" />
    </svg>
  )
}

function glyphCell(glyph: string, i: number, eight: boolean, color: PlateColor): JSX.Element {
  const cell = eight ? 43 : 45
  const step = eight ? 53 : 57
  // After the second glyph comes the dot, with more room than the usual gap.
  const left = (eight ? 16 : 15.5) + i * step + (i > 1 ? (eight ? 34 : 22) : 0)
  const han = /\p{Script=Han}/u.test(glyph)
  return (
    <text
      key={i}
      class={color === 'white' && i === 0 ? 'red' : undefined}
      x={left}
      y={han ? 107 : 114}
      font-size={han ? 99 : 122}
      textLength={han ? cell + 2 : cell}
      lengthAdjust="spacingAndGlyphs"
    >
      {glyph}
    </text>
  )
}
