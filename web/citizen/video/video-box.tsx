import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** A picture of a stream. `muted` for the own one, so that nobody hears themselves. */
export function Video(props: {
  stream: MediaStream
  label: string
  muted?: boolean
  mirror?: boolean
  class?: string
  /** The browser wants a touch first before it lets the sound out. */
  blocked?: (retry: () => void) => void
  element?: (video: HTMLVideoElement) => void
}): JSX.Element {
  const box = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const video = box.current
    if (!video) return
    if (video.srcObject !== props.stream) video.srcObject = props.stream
    props.element?.(video)
    const play = (): void => {
      video.play().catch((error: unknown) => {
        if (error instanceof Error && error.name === 'NotAllowedError') props.blocked?.(play)
      })
    }
    play()
    // A new connection brings new tracks into the same stream: some browsers stop there.
    props.stream.addEventListener('addtrack', play)
    return () => props.stream.removeEventListener('addtrack', play)
  }, [props.stream])
  return (
    // oxlint-disable-next-line media-has-caption -- what is said in a call is captioned beside it (chat)
    <video
      ref={box}
      class={[props.class ?? '', props.mirror ? 'v-mirror' : ''].join(' ').trim() || undefined}
      autoplay
      playsInline
      muted={props.muted ?? false}
      aria-label={props.label}
    />
  )
}
