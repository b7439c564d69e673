/** What the house answers to the offer of a test. */
export interface TestAnswer {
  sdp: string
  ice: readonly RTCIceServer[]
}

const PATIENCE_MS = 5_000

/**
 * Whether packets reach the house's media port by themselves, and through the city's relay: the very way a call takes. Undefined
 * where it could not be tried at all (no answer); a relay that the city does not have is `false` and no fault.
 */
export async function testLine(
  exchange: (offer: string) => Promise<TestAnswer | undefined>,
): Promise<{ udp: boolean | undefined; relay: boolean }> {
  let ice: readonly RTCIceServer[] = []
  const udp = await connects({}, async (offer) => {
    const answer = await exchange(offer)
    ice = answer?.ice ?? []
    return answer?.sdp
  })
  if (ice.length === 0) return { udp, relay: false }
  const relay = await connects(
    { iceServers: [...ice], iceTransportPolicy: 'relay' },
    async (offer) => (await exchange(offer))?.sdp,
  )
  return { udp, relay: relay === true }
}

async function connects(
  config: RTCConfiguration,
  exchange: (offer: string) => Promise<string | undefined>,
): Promise<boolean | undefined> {
  const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle', ...config })
  try {
    for (const kind of ['audio', 'video'] as const) pc.addTransceiver(kind, { direction: 'sendonly' })
    for (const kind of ['audio', 'video'] as const) pc.addTransceiver(kind, { direction: 'recvonly' })
    await pc.setLocalDescription(await pc.createOffer())
    if (config.iceTransportPolicy === 'relay') await gathered(pc)
    const sdp = await exchange(pc.localDescription?.sdp ?? '')
    if (sdp === undefined) return undefined
    await pc.setRemoteDescription({ type: 'answer', sdp })
    return await connected(pc)
  } catch {
    return undefined
  } finally {
    pc.close()
  }
}

const within = (pc: RTCPeerConnection, event: string, is: () => boolean | undefined): Promise<boolean> =>
  new Promise((done) => {
    const look = (): void => {
      const found = is()
      if (found === undefined) return
      clearTimeout(timer)
      pc.removeEventListener(event, look)
      done(found)
    }
    const timer = setTimeout(() => done(false), PATIENCE_MS)
    pc.addEventListener(event, look)
    look()
  })

/** Resolves when every address was found, or after five seconds. */
export const gathered = (pc: RTCPeerConnection): Promise<boolean> =>
  within(pc, 'icegatheringstatechange', () => (pc.iceGatheringState === 'complete' ? true : undefined))
const connected = (pc: RTCPeerConnection): Promise<boolean> =>
  within(pc, 'connectionstatechange', () => (pc.connectionState === 'connected' ? true : undefined))
