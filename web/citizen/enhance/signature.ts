import { one } from '#web/citizen/enhance/dom.ts'

type Point = [x: number, y: number, ms: number]

/** Handwriting beside the typed name: strokes with times go into a hidden field as JSON `[[[x,y,ms]…]…]`, in CSS pixels. */
export function watchSignature(): void {
  const box = one('[data-sign]')
  const canvas = box?.querySelector('canvas')
  const field = box?.querySelector<HTMLInputElement>('input[name=strokes]')
  const pen = canvas?.getContext('2d')
  if (!box || !canvas || !field || !pen || !('PointerEvent' in window)) return
  box.hidden = false
  const ratio = window.devicePixelRatio || 1
  canvas.width = canvas.clientWidth * ratio
  canvas.height = canvas.clientHeight * ratio
  pen.scale(ratio, ratio)
  pen.lineWidth = 2.5
  pen.lineCap = 'round'
  pen.strokeStyle = '#12151a'
  const strokes: Point[][] = []
  const began = Date.now()
  let drawing = false
  const point = (e: PointerEvent): Point => [Math.round(e.offsetX), Math.round(e.offsetY), Date.now() - began]
  canvas.addEventListener('pointerdown', (e) => {
    drawing = true
    canvas.setPointerCapture(e.pointerId)
    strokes.push([point(e)])
  })
  canvas.addEventListener('pointermove', (e) => {
    const stroke = strokes[strokes.length - 1]
    const last = stroke?.[stroke.length - 1]
    if (!drawing || !stroke || !last) return
    const next = point(e)
    pen.beginPath()
    pen.moveTo(last[0], last[1])
    pen.lineTo(next[0], next[1])
    pen.stroke()
    stroke.push(next)
  })
  const lift = (): void => {
    drawing = false
    field.value = JSON.stringify(strokes)
  }
  canvas.addEventListener('pointerup', lift)
  canvas.addEventListener('pointercancel', lift)
  box.querySelector('[data-clear]')?.addEventListener('click', () => {
    strokes.length = 0
    field.value = ''
    pen.clearRect(0, 0, canvas.width, canvas.height)
  })
}
