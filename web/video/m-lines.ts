/** What goes out from here; `undefined` where there is no camera or microphone. */
export type Tracks = Readonly<Record<'audio' | 'video', MediaStreamTrack | undefined>>

/** The m-lines of a call: own sound and picture, then those of every other seat. */
export function addLines(pc: RTCPeerConnection, tracks: Tracks, maxPeers: number): void {
  for (const kind of ['audio', 'video'] as const) {
    const sender = pc.addTransceiver(tracks[kind] ?? kind, { direction: 'sendonly' })
    preferCodecs(sender, kind)
  }
  for (let other = 1; other < maxPeers; other++)
    for (const kind of ['audio', 'video'] as const)
      preferCodecs(pc.addTransceiver(kind, { direction: 'recvonly' }), kind)
}

/** H.264 baseline, then VP8, and rtx only: red and ulpfec could not be recorded. */
function preferCodecs(transceiver: RTCRtpTransceiver, kind: 'audio' | 'video'): void {
  const known = RTCRtpReceiver.getCapabilities(kind)?.codecs
  if (!known || !('setCodecPreferences' in transceiver)) return
  const is = (name: RegExp) => known.filter((codec) => name.test(`${codec.mimeType} ${codec.sdpFmtpLine ?? ''}`))
  const wanted =
    kind === 'audio'
      ? is(/audio\/opus/i)
      : [
          ...is(/video\/h264.*packetization-mode=1.*42e01f|video\/h264.*42e01f.*packetization-mode=1/i),
          ...is(/video\/vp8/i),
          ...is(/video\/rtx/i),
        ]
  if (wanted.length > 0) transceiver.setCodecPreferences(wanted)
}

/** How a connection finds its way; `relay`: only through the city's relay. */
export const configOf = (
  { iceServers }: { iceServers: readonly RTCIceServer[] },
  relay: boolean,
): RTCConfiguration => ({
  bundlePolicy: 'max-bundle',
  iceServers: [...iceServers],
  ...(relay ? { iceTransportPolicy: 'relay' } : {}),
})
