import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CallT } from '#web/citizen/video/texts.ts'
import type { TodoProps } from '#web/citizen/video/todo.tsx'
import type { Session } from '#web/citizen/video/use-session.ts'
import { Button } from '#web/kit/ui/button.tsx'

type Paper = NonNullable<Session['document']>
type Point = [x: number, y: number, ms: number]

/** Every page is shown before the last one lets sign; the check value is the same on the officer's screen. */
export function SignTask(props: TodoProps & { document: Paper; as: 'sign' | 'second-sign' }): JSX.Element {
  const { t, talk, document: paper, media } = props
  const [page, setPage] = useState(0)
  const [name, setName] = useState('')
  const [strokes, setStrokes] = useState<Point[][]>([])
  const [error, setError] = useState('')
  const last = page >= paper.pages.length - 1
  const forbidden = media.told?.forbids.includes('sign') ?? false
  const sign = async (): Promise<void> => {
    if (name.trim() === '') return setError(t('sign.needName'))
    if (strokes.length === 0) return setError(t('sign.needStrokes'))
    setError('')
    await talk.act({
      type: props.as,
      document: paper.id,
      hash: paper.hash,
      readToEnd: true,
      name: name.trim(),
      strokes: JSON.stringify(strokes),
    })
  }
  return (
    <div class="stack mid">
      {/* oxlint-disable-next-line no-noninteractive-tabindex -- a text that scrolls must be reached by keyboard (WCAG 2.1.1) */}
      <article class="v-paper" aria-label={paper.title[t.lang]} tabIndex={0}>
        <h3>{paper.title[t.lang]}</h3>
        {(paper.pages[page] ?? '').split('\n').map((line, i) => (
          <p key={i}>{line}</p>
        ))}
      </article>
      <Pager t={t} paper={paper} page={page} setPage={setPage} />
      {forbidden && <p class="warn">{t('net.forbids.sign')}</p>}
      {last && !forbidden && (
        <>
          <NameField t={t} name={name} setName={setName} />
          <Strokes t={t} changed={setStrokes} />
          <p class="bad" role="alert">
            {error}
          </p>
          <Button type="button" wide onClick={() => void sign()}>
            {t('sign.go')}
          </Button>
        </>
      )}
      {props.as === 'sign' && (
        <Button
          type="button"
          look="danger"
          wide
          onClick={() => void talk.act({ type: 'refuse-sign', document: paper.id, reason: t('sign.refused') })}
        >
          {t('sign.refuse')}
        </Button>
      )}
    </div>
  )
}

function NameField({ t, name, setName }: { t: CallT; name: string; setName: (name: string) => void }): JSX.Element {
  return (
    <div class="field">
      <label for="v-name">{t('sign.name')}</label>
      <input
        class="in"
        id="v-name"
        value={name}
        maxLength={40}
        autocomplete="name"
        onInput={(e) => setName(e.currentTarget.value)}
      />
    </div>
  )
}

function Pager(props: { t: CallT; paper: Paper; page: number; setPage: (page: number) => void }): JSX.Element {
  const { t, paper, page, setPage } = props
  return (
    <>
      <p class="s num">
        {t('sign.page', { n: page + 1, of: paper.pages.length })} · {t('sign.hash', { hash: paper.hash.slice(0, 8) })}
      </p>
      {page < paper.pages.length - 1 && (
        <Button type="button" wide onClick={() => setPage(page + 1)}>
          {t('sign.more')}
        </Button>
      )}
      {page > 0 && (
        <Button type="button" look="alt" wide onClick={() => setPage(page - 1)}>
          {t('sign.back')}
        </Button>
      )}
    </>
  )
}

/** Handwriting: strokes with times, in CSS pixels. */
function Strokes({ t, changed }: { t: CallT; changed: (strokes: Point[][]) => void }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null)
  const strokes = useRef<Point[][]>([])
  const began = useRef(Date.now())
  const pen = (): CanvasRenderingContext2D | null => canvas.current?.getContext('2d') ?? null
  useEffect(() => {
    const box = canvas.current
    const ink = pen()
    if (!box || !ink) return
    const ratio = window.devicePixelRatio || 1
    box.width = box.clientWidth * ratio
    box.height = box.clientHeight * ratio
    ink.scale(ratio, ratio)
    ink.lineWidth = 2.5
    ink.lineCap = 'round'
    ink.strokeStyle = '#12151a'
  }, [])
  const point = (e: PointerEvent): Point => [Math.round(e.offsetX), Math.round(e.offsetY), Date.now() - began.current]
  const move = (e: PointerEvent): void => {
    const stroke = strokes.current.at(-1)
    const before = stroke?.at(-1)
    const ink = pen()
    if (e.buttons === 0 || !stroke || !before || !ink) return
    const next = point(e)
    ink.beginPath()
    ink.moveTo(before[0], before[1])
    ink.lineTo(next[0], next[1])
    ink.stroke()
    stroke.push(next)
  }
  const clear = (): void => {
    strokes.current = []
    const box = canvas.current
    if (box) pen()?.clearRect(0, 0, box.width, box.height)
    changed([])
  }
  return (
    <div class="field">
      <p class="lab">{t('sign.draw')}</p>
      <canvas
        ref={canvas}
        class="sign"
        onPointerDown={(e) => {
          e.currentTarget.setPointerCapture(e.pointerId)
          strokes.current.push([point(e)])
        }}
        onPointerMove={move}
        onPointerUp={() => changed([...strokes.current])}
      >
        {t('sign.draw')}
      </canvas>
      <p>
        <Button type="button" look="alt" small onClick={clear}>
          {t('sign.clear')}
        </Button>
      </p>
    </div>
  )
}
