import { render } from 'preact'
import { Call } from '#web/citizen/video/call.tsx'
import { DeviceCheck } from '#web/citizen/video/device-check.tsx'
import { GuestCall } from '#web/citizen/video/guest.tsx'
import { speakCall } from '#web/citizen/video/texts.ts'
import { ring } from '#web/video/devices.ts'
import './stage.css'
import './tasks.css'

let stopRing: (() => void) | undefined

/** Brings the part of a page to life that is marked `data-video`: the ring while waiting, the check of the device, the call. */
export function show(root: HTMLElement): void {
  const t = speakCall(document.documentElement.lang)
  const what = root.dataset['video']
  if (what !== 'ring') {
    stopRing?.()
    stopRing = undefined
  }
  if (what === 'ring') stopRing ??= ring(root.dataset['words'] ?? '')
  if (what === 'check')
    fill(root, <DeviceCheck t={t} back={root.querySelector('a')?.getAttribute('href') ?? '/video'} />)
  if (what === 'guest') fill(root, <GuestCall t={t} id={root.dataset['session'] ?? ''} ways={waysOf(root)} />)
  if (what === 'call') fill(root, <Call t={t} id={root.dataset['session'] ?? ''} ways={waysOf(root)} />)
}

function fill(root: HTMLElement, what: Parameters<typeof render>[0]): void {
  root.textContent = ''
  root.className = ''
  render(what, root)
}

/** The other ways that the page named for people without a script: they stay within reach in the call. */
const waysOf = (root: HTMLElement): { label: string; href: string }[] =>
  Array.from(root.querySelectorAll<HTMLAnchorElement>('li a[href]')).map((a) => ({
    label: a.textContent ?? '',
    href: a.getAttribute('href') ?? '',
  }))
