import native from 'node-datachannel'
import { type Synthetic, synthetic } from '#server/video/media/testing/synthetic.ts'
import { until } from '#test/until.ts'

/** The load, in a process of its own: `node bench/video-load.ts <url> <call> …`: two who send about 0.8 Mbit/s each for every call. */
const [url = '', ...calls] = process.argv.slice(2)
const everybody: Synthetic[] = []
for (const call of calls)
  for (const peer of ['officer', 'citizen']) {
    const one = synthetic(native, 2)
    const answer = await fetch(`${url}media?call=${call}&peer=${peer}`, { method: 'POST', body: await one.offer() })
    if (!answer.ok) throw new Error(await answer.text())
    one.accept(((await answer.json()) as { sdp: string }).sdp)
    everybody.push(one)
  }
await until('everybody is connected', () => everybody.every((one) => one.connected()), 30_000)
for (const one of everybody) one.start()
const counted = () => {
  const sum = (of: (one: Synthetic) => number) => everybody.reduce((total, one) => total + of(one), 0)
  return {
    sent: sum((one) => one.sent().audio + one.sent().video),
    received: sum((one) => one.received(0).audio + one.received(0).video),
  }
}
process.on('message', (word) => {
  if (word === 'count') process.send?.(counted())
  else process.exit(0)
})
process.send?.({ started: true })
