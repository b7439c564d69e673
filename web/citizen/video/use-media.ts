import { useEffect, useRef, useState } from 'preact/hooks'
import { acceptMedia, enterRoom, sendMedia, sendSignal } from '#api/video-session.ts'
import type { Call } from '#web/kit/client.ts'
import { type CallLine, deviceKey, type SignalAnswer, startLine } from '#web/video/call-line.ts'
import type { CameraSign } from '#domain/video/terms.ts'
import { cameraSigns } from '#web/video/advice.ts'
import { cameraFacts, type Opened, openDevices, shareScreen } from '#web/video/devices.ts'
import type { LineState } from '#web/video/peer.ts'

export interface Media {
  joined: boolean
  opened: Opened | undefined
  /** By seat: the officer first, then whoever came along. */
  others: ReadonlyMap<number, MediaStream>
  state: LineState
  lostSince: number | undefined
  told: SignalAnswer | undefined
  refused: string | undefined
  muted: boolean
  soundOnly: boolean
  sharing: boolean
  /** The call is on another device of the same person, and may be taken to this one. */
  elsewhere: boolean
  join: (picture: boolean, move?: boolean) => Promise<void>
  mute: (on: boolean) => void
  setSoundOnly: (on: boolean) => Promise<void>
  share: (on: boolean) => Promise<boolean>
  leave: () => void
}

/** Sound and picture of this side of the call. The house's word on what to send is obeyed by the line itself. */
export function useMedia(call: Call, id: string): Media {
  const line = useRef<CallLine | undefined>(undefined)
  const opened = useRef<Opened | undefined>(undefined)
  const [state, setState] = useState<State>({ ...EMPTY })
  const change = (part: Partial<State>): void => setState((old) => ({ ...old, ...part }))
  const leave = (): void => {
    line.current?.close()
    line.current = undefined
    for (const track of opened.current?.stream.getTracks() ?? []) track.stop()
    change({ joined: false })
  }
  useEffect(() => leave, [])

  const join = async (picture: boolean, move = false): Promise<void> => {
    if (line.current) return
    change({ refused: undefined, elsewhere: false })
    const devices = await openDevices({ picture })
    opened.current = devices
    // Without a camera, or without leave to use it, the call goes on by sound, and says how to give that leave.
    const seen = picture && devices.camera === 'ok'
    change({ opened: devices, soundOnly: !seen })
    if (devices.microphone !== 'ok') return
    const mine = startLine(routesOf(call, id, signsOf(devices), move), {
      stream: (seat, stream) => setState((old) => ({ ...old, others: new Map([...old.others, [seat, stream]]) })),
      state: (now, lostSince) => change({ state: now, lostSince }),
      told: (told) => change({ told }),
      refused: (refused, code) => {
        leave()
        change({ refused, elsewhere: code === 'VIDEO_OTHER_DEVICE' })
      },
    })
    line.current = mine
    change({ joined: true })
    const [audio] = devices.stream.getAudioTracks()
    const [video] = devices.stream.getVideoTracks()
    await mine.send('audio', audio)
    await mine.send('video', video)
    await mine.connect()
    if (!seen) mine.soundOnly(true)
  }
  const held: Held = { line, opened, change }
  return {
    ...state,
    join,
    leave,
    mute: (on) => {
      for (const track of opened.current?.stream.getAudioTracks() ?? []) track.enabled = !on
      change({ muted: on })
    },
    setSoundOnly: (on) => setSoundOnly(held, on),
    share: (on) => share(held, on),
  }
}

interface Held {
  line: { current: CallLine | undefined }
  opened: { current: Opened | undefined }
  change: (part: Partial<State>) => void
}

const cameraOf = ({ opened }: Held): MediaStreamTrack | undefined => opened.current?.stream.getVideoTracks()[0]

async function setSoundOnly(held: Held, on: boolean): Promise<void> {
  held.change({ soundOnly: on })
  if (!on && !cameraOf(held)) {
    const more = await openDevices()
    if (held.opened.current && more.camera === 'ok')
      for (const track of more.stream.getVideoTracks()) held.opened.current.stream.addTrack(track)
  }
  await held.line.current?.send('video', on ? undefined : cameraOf(held))
  held.line.current?.soundOnly(on)
}

/** The page in place of the face, and back when the person or the browser stops it. False when it was declined. */
async function share(held: Held, on: boolean): Promise<boolean> {
  const track = on ? await shareScreen() : cameraOf(held)
  if (on && !track) return false
  await held.line.current?.send('video', track)
  if (on)
    track?.addEventListener('ended', () => {
      void held.line.current?.send('video', cameraOf(held))
      held.change({ sharing: false })
    })
  held.change({ sharing: on })
  return true
}

type State = Pick<
  Media,
  | 'joined'
  | 'opened'
  | 'others'
  | 'state'
  | 'lostSince'
  | 'told'
  | 'refused'
  | 'elsewhere'
  | 'muted'
  | 'soundOnly'
  | 'sharing'
>
const EMPTY: State = {
  joined: false,
  opened: undefined,
  others: new Map(),
  state: 'connecting',
  lostSince: undefined,
  told: undefined,
  refused: undefined,
  elsewhere: false,
  muted: false,
  soundOnly: false,
  sharing: false,
}

/** What the camera says of itself, for the officer's eyes. */
function signsOf({ stream }: Opened): CameraSign[] {
  const [track] = stream.getVideoTracks()
  return track ? cameraSigns(cameraFacts(track)) : []
}

const routesOf = (call: Call, id: string, camera: CameraSign[], move: boolean): Parameters<typeof startLine>[0] => ({
  enter: async () => {
    const body = { device: deviceKey(), camera, ...(move ? { move } : {}) }
    const answer = await call(enterRoom, { params: { id }, body })
    // Once: a device that the call was taken from again is told so, and does not fight for it.
    if (answer.ok) move = false
    return answer
  },
  media: (token, sdp) => call(sendMedia, { params: { id }, body: { token, sdp } }),
  accept: (sdp) => call(acceptMedia, { params: { id }, body: { sdp } }),
  signal: (body) => call(sendSignal, { params: { id }, body }),
})
