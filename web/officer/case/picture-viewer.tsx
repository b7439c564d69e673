import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { useDesk } from '#web/officer/desk.ts'
import { useSize } from '#web/officer/ui/use-size.ts'

const STEP = 1.25
const MOST = 8

/** A picture that can be brought near and turned: buttons, or + − 0 and R while it has the focus. Sizes go through CSSOM, which the policy allows. */
export function PictureViewer({ src, alt }: { src: string; alt: string }): JSX.Element {
  const { t } = useDesk()
  const box = useRef<HTMLElement>(null)
  const [size, setSize] = useState<{ width: number; height: number } | undefined>(undefined)
  const room = useSize(box, { width: 360, height: 360 })
  const [zoom, setZoom] = useState(1)
  const [turn, setTurn] = useState(0)
  const [failed, setFailed] = useState(false)

  const fit = (): void => {
    setZoom(1)
    setTurn(0)
  }
  const nearer = (): void => setZoom((z) => Math.min(MOST, z * STEP))
  const farther = (): void => setZoom((z) => Math.max(1, z / STEP))
  const rotate = (): void => setTurn((a) => (a + 90) % 360)
  const keyDown = (event: KeyboardEvent): void => {
    const acts: Readonly<Record<string, () => void>> = { '+': nearer, '=': nearer, '-': farther, '0': fit, r: rotate }
    const act = event.ctrlKey || event.metaKey ? undefined : acts[event.key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  const place = placeOf(size, room, zoom, turn)
  return (
    <div class="d-viewer">
      <Tools
        tools={[
          ['mat.in', '+', nearer],
          ['mat.out', '−', farther],
          ['mat.turn', 'R', rotate],
          ['mat.fit', '0', fit],
        ]}
      />
      {/* A scroll region must take the focus to be scrolled by keys. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-static-element-interactions */}
      <section class="d-glass" ref={box} tabIndex={0} aria-label={t('mat.view')} onKeyDown={keyDown}>
        {failed ? (
          <p class="d-pad">{t('mat.failed')}</p>
        ) : (
          <div class="d-sheet" style={{ width: `${place.width}px`, height: `${place.height}px` }}>
            <img
              src={src}
              alt={alt}
              draggable={false}
              onError={() => setFailed(true)}
              onLoad={(event) =>
                setSize({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })
              }
              style={{ width: `${place.imgWidth}px`, transform: `translate(-50%, -50%) rotate(${turn}deg)` }}
            />
          </div>
        )}
      </section>
    </div>
  )
}

function Tools({
  tools,
}: {
  tools: readonly (readonly [label: 'mat.in' | 'mat.out' | 'mat.turn' | 'mat.fit', key: string, act: () => void])[]
}): JSX.Element {
  const { t } = useDesk()
  return (
    <div class="d-tools">
      {tools.map(([label, key, act]) => (
        <button type="button" class="btn alt small" key={label} onClick={act}>
          {t(label)} <kbd aria-hidden="true">{key}</kbd>
        </button>
      ))}
    </div>
  )
}

/** The sheet's size (px) with the turned picture fitted into the room at zoom 1. */
function placeOf(
  size: { width: number; height: number } | undefined,
  room: { width: number; height: number },
  zoom: number,
  turn: number,
): { width: number; height: number; imgWidth: number } {
  if (!size) return { width: room.width, height: room.height, imgWidth: room.width }
  const [w, h] = turn % 180 === 0 ? [size.width, size.height] : [size.height, size.width]
  const scale = Math.min(room.width / w, room.height / h) * zoom
  return { width: w * scale, height: h * scale, imgWidth: size.width * scale }
}
