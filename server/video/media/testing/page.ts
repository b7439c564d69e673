/**
 * The page with which tests and measurements hold a call in a real browser, on the same client code as citizens and officers.
 * `boot` opens camera (or a canvas that flashes and beeps on each second of the wall clock), `start` is the click.
 */
export const PAGE = `<!doctype html><meta charset=utf-8><title>room</title>
<video id=seat-0 autoplay playsinline muted></video><video id=seat-1 autoplay playsinline muted></video><video id=seat-2 autoplay playsinline muted></video>
<script type=module>
import { openPeer } from '/web/video/peer.ts'
const S = (window.S = { log: [], streams: {}, first: undefined, firstAudio: undefined })
const now = () => performance.now()
const NativePc = RTCPeerConnection
window.RTCPeerConnection = function (given) { const pc = new NativePc({ ...given, ...(S.o.relayOnly ? { iceTransportPolicy: 'relay' } : {}) }); (S.pcs ??= []).push(pc); return pc }
function flash() {
  const canvas = document.createElement('canvas'); canvas.width = 640; canvas.height = 480
  const g = canvas.getContext('2d')
  const ac = new AudioContext(), out = ac.createMediaStreamDestination(), gain = ac.createGain(), tone = ac.createOscillator()
  gain.gain.value = 0; tone.frequency.value = 1000; tone.connect(gain).connect(out); tone.start()
  setInterval(() => {
    const on = Date.now() % 1000 < 150
    g.fillStyle = on ? '#fff' : '#204060'; g.fillRect(0, 0, 640, 480)
    g.fillStyle = '#888'; g.fillRect((Date.now() / 10) % 600, 400, 40, 40)
    gain.gain.value = on ? 0.8 : 0
  }, 1000 / 30)
  return new MediaStream([...canvas.captureStream(30).getVideoTracks(), ...out.stream.getAudioTracks()])
}
const post = async (path, body) => {
  const answer = await fetch(path, { method: 'POST', body })
  if (!answer.ok) throw new Error(await answer.text())
  return answer
}
window.boot = async (o) => {
  S.o = o
  S.local = o.source === 'flash' ? flash() : await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: o.width ?? 640, height: o.height ?? 480, frameRate: 30 } })
  const where = '?call=' + o.call + '&peer=' + o.peer
  S.peer = openPeer({
    enter: async () => ({
      maxPeers: o.maxPeers ?? 2,
      iceServers: o.ice ? [o.ice] : [],
      exchange: async (offer) => (await post('/media' + where, offer)).json(),
      accept: async (answer) => { await post('/accept' + where, answer) },
    }),
    stream: (seat, stream) => { S.streams[seat] = stream; document.getElementById('seat-' + seat).srcObject = stream },
    state: (state) => S.log.push([Math.round(now() - S.t0), state]),
  })
  for (const track of S.local.getTracks()) await S.peer.send(track.kind, track)
}
window.start = async () => { S.t0 = now(); watch(); await S.peer.connect() }
async function watch() {
  while (S.first === undefined) {
    const s = await window.stats()
    if (s.decoded > 0) S.first = now() - S.t0
    else await new Promise((done) => setTimeout(done, 10))
  }
}
window.stats = async () => {
  const all = { decoded: 0, bytes: 0, lost: 0, nacks: 0, width: 0, audioPackets: 0, audioLost: 0, concealed: 0, samples: 0, sentFrames: 0, sentBytes: 0, freezes: 0, rtt: 0, at: now() }
  for (const pc of S.pcs ?? []) {
    if (pc.connectionState === 'closed') continue
    for (const r of (await pc.getStats()).values()) {
      if (r.type === 'inbound-rtp' && r.kind === 'video') {
        all.decoded += r.framesDecoded ?? 0; all.bytes += r.bytesReceived ?? 0; all.lost += r.packetsLost ?? 0; all.nacks += r.nackCount ?? 0
        all.width = Math.max(all.width, r.frameWidth ?? 0); all.freezes += r.totalFreezesDuration ?? 0
      } else if (r.type === 'inbound-rtp') {
        all.audioPackets += r.packetsReceived ?? 0; all.audioLost += r.packetsLost ?? 0; all.concealed += r.concealedSamples ?? 0; all.samples += r.totalSamplesReceived ?? 0
      } else if (r.type === 'outbound-rtp' && r.kind === 'video') { all.sentFrames += r.framesEncoded ?? 0; all.sentBytes += r.bytesSent ?? 0; all.codec = r.codecId; all.target = r.targetBitrate }
      else if (r.type === 'remote-inbound-rtp' && r.kind === 'video') all.rtt = r.roundTripTime
      else if (r.type === 'codec' && r.mimeType.startsWith('video')) all.mime = r.mimeType
    }
  }
  return all
}
window.pixels = (seat) => {
  const video = document.getElementById('seat-' + seat), canvas = document.createElement('canvas')
  canvas.width = 64; canvas.height = 48
  const g = canvas.getContext('2d'); g.drawImage(video, 0, 0, 64, 48)
  let least = 255, most = 0
  const d = g.getImageData(0, 0, 64, 48).data
  for (let i = 0; i < d.length; i += 4) { const y = (d[i] + d[i + 1] + d[i + 2]) / 3; least = Math.min(least, y); most = Math.max(most, y) }
  return most - least
}
window.snapshot = async () => {
  const begun = now()
  const video = document.createElement('video'); video.muted = true; video.srcObject = new MediaStream(S.local.getVideoTracks()); await video.play()
  const canvas = document.createElement('canvas'); canvas.width = video.videoWidth; canvas.height = video.videoHeight
  canvas.getContext('2d').drawImage(video, 0, 0)
  const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.92))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()))
  const there = await (await post('/still', blob)).json()
  return { ms: now() - begun, width: canvas.width, height: canvas.height, bytes: blob.size, same: there.sha256 === [...digest].map((b) => b.toString(16).padStart(2, '0')).join('') }
}
// Decodes a film whole and says when it flashes and when it beeps, in seconds of the film.
window.onsets = async (name) => {
  const { Input, BlobSource, ALL_FORMATS, VideoSampleSink, AudioSampleSink } = await import('/mediabunny.js')
  const blob = await (await fetch('/film?name=' + name)).blob()
  const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS })
  const found = { video: [], audio: [], frames: 0, width: 0, seconds: await input.computeDuration() }
  const canvas = new OffscreenCanvas(8, 6), g = canvas.getContext('2d', { willReadFrequently: true })
  let lit = false
  for await (const sample of new VideoSampleSink(await input.getPrimaryVideoTrack()).samples()) {
    g.drawImage(sample.toCanvasImageSource(), 0, 0, 8, 6)
    const d = g.getImageData(0, 0, 8, 6).data
    let sum = 0
    for (let i = 0; i < d.length; i += 4) sum += d[i]
    const now = sum / (d.length / 4) > 150
    if (now && !lit) found.video.push(sample.timestamp)
    lit = now; found.frames += 1; found.width = sample.displayWidth
    sample.close()
  }
  let loud = false
  for await (const sample of new AudioSampleSink(await input.getPrimaryAudioTrack()).samples()) {
    const pcm = new Float32Array(sample.numberOfFrames)
    sample.copyTo(pcm, { planeIndex: 0, format: 'f32-planar' })
    const step = Math.round(sample.sampleRate / 200)
    for (let i = 0; i + step <= pcm.length; i += step) {
      let most = 0
      for (let j = i; j < i + step; j++) most = Math.max(most, Math.abs(pcm[j]))
      const now = most > 0.15
      // A tone has no silent 5 ms, so a gap ends it.
      if (now && !loud) found.audio.push(sample.timestamp + i / sample.sampleRate)
      loud = now
    }
    sample.close()
  }
  return found
}
// Whether the browser's own player takes it.
window.plays = async (name) => {
  const video = document.createElement('video'); video.muted = true; video.src = '/film?name=' + name
  await video.play()
  await new Promise((done, fail) => { video.onerror = () => fail(new Error(video.error?.message)); video.ontimeupdate = () => video.currentTime > 0.5 && done() })
  return video.videoWidth
}
window.ready = true
</script>`
