import { useEffect, useRef, useState } from 'preact/hooks'
import { acceptDeskMedia, enterDeskRoom, sendDeskMedia, sendDeskSignal } from '#api/video-desk-session.ts'
import type { Call } from '#web/kit/client.ts'
import { type CallLine, deviceKey, startLine } from '#web/video/call-line.ts'
import { openDevices } from '#web/video/devices.ts'
import type { LineState } from '#web/video/peer.ts'

export interface OfficerLine {
  joined: boolean
  failed: boolean
  own: MediaStream | undefined
  others: ReadonlyMap<number, MediaStream>
  state: LineState
  refused: string | undefined
  muted: boolean
  dark: boolean
  mute: (on: boolean) => void
  darken: (on: boolean) => void
}

/** The officer's sound and picture: joins by itself, since the officer has answered; comes back by itself. */
export function useLine(call: Call, id: string, on: boolean, mine: boolean): OfficerLine {
  const line = useRef<CallLine | undefined>(undefined)
  const own = useRef<MediaStream | undefined>(undefined)
  const [state, setState] = useState<State>(EMPTY)
  const change = (part: Partial<State>): void => setState((old) => ({ ...old, ...part }))
  useEffect(() => {
    if (!on) return undefined
    let left = false
    void openDevices().then(async ({ stream, camera, microphone }) => {
      if (left) return stop(stream)
      own.current = stream
      change({ own: stream, failed: camera !== 'ok' && microphone !== 'ok', joined: true })
      const mine = startLine(routesOf(call, id), {
        stream: (seat, other) => setState((old) => ({ ...old, others: new Map([...old.others, [seat, other]]) })),
        state: (now) => change(now === 'up' ? { state: now, refused: undefined } : { state: now }),
        refused: (refused) => change({ refused }),
      })
      line.current = mine
      await mine.send('audio', stream.getAudioTracks()[0])
      await mine.send('video', stream.getVideoTracks()[0])
      await mine.connect()
    })
    return () => {
      left = true
      line.current?.close()
      line.current = undefined
      stop(own.current)
      own.current = undefined
      setState(EMPTY)
    }
  }, [id, on, mine])
  return {
    ...state,
    mute: (off) => {
      for (const track of own.current?.getAudioTracks() ?? []) track.enabled = !off
      change({ muted: off })
    },
    darken: (off) => {
      for (const track of own.current?.getVideoTracks() ?? []) track.enabled = !off
      change({ dark: off })
    },
  }
}

type State = Pick<OfficerLine, 'joined' | 'failed' | 'own' | 'others' | 'state' | 'refused' | 'muted' | 'dark'>
const EMPTY: State = {
  joined: false,
  failed: false,
  own: undefined,
  others: new Map(),
  state: 'connecting',
  refused: undefined,
  muted: false,
  dark: false,
}

function stop(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

const routesOf = (call: Call, id: string): Parameters<typeof startLine>[0] => ({
  enter: () => call(enterDeskRoom, { params: { id }, body: { device: deviceKey() } }),
  media: (token, sdp) => call(sendDeskMedia, { params: { id }, body: { token, sdp } }),
  accept: (sdp) => call(acceptDeskMedia, { params: { id }, body: { sdp } }),
  signal: (body) => call(sendDeskSignal, { params: { id }, body }),
})
