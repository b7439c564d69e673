import { connect, type Socket } from 'node:net'

/** One answer: its status and how long it took. */
export interface Answered {
  status: number
  ms: number
}

/**
 * Sends prepared HTTP/1.1 requests over `connections` sockets, one in flight on each, until `next` has none or the time is over.
 * Written by hand so that the load takes little of the two cores it shares with what is measured.
 */
export async function load(
  port: number,
  connections: number,
  next: () => string | undefined,
  untilMs: number,
): Promise<Answered[]> {
  const answers: Answered[] = []
  const end = performance.now() + untilMs
  await Promise.all(
    Array.from({ length: connections }, () =>
      drive(port, () => (performance.now() < end ? next() : undefined), answers),
    ),
  )
  return answers
}

async function drive(port: number, next: () => string | undefined, answers: Answered[]): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  await new Promise<void>((done, failed) => socket.once('connect', done).once('error', failed))
  try {
    for (let request = next(); request !== undefined; request = next()) {
      const from = performance.now()
      const status = await exchange(socket, request)
      answers.push({ status, ms: performance.now() - from })
    }
  } finally {
    socket.destroy()
  }
}

/** The status of the answer, once its whole body is there (by Content-Length). */
function exchange(socket: Socket, request: string): Promise<number> {
  return new Promise((done, failed) => {
    let text = ''
    const gone = (): void => failed(new Error('the server closed the line'))
    const take = (chunk: Buffer): void => {
      text += chunk.toString('latin1')
      const head = text.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/content-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0)
      if (text.length < head + 4 + length) return
      socket.off('data', take).off('close', gone)
      done(Number(text.slice(9, 12)))
    }
    socket.on('data', take).once('close', gone)
    socket.write(request)
  })
}

/** The value below which `share` of them lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
