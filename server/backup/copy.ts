import { once } from 'node:events'
import type { Duplex, Writable } from 'node:stream'
import type pg from 'pg'

/** COPY of PostgreSQL, both ways, on the driver's own connection: only its queries of rows are part of `pg`. */

/** Runs `copy … to stdout` into a stream, which is left open. Gives the number of rows. */
export function copyOut(client: pg.ClientBase, sql: string, to: Writable): Promise<number> {
  return new Promise((done, fail) => {
    let rows = 0
    let waiting: Buffer[] = []
    let bytes = 0
    // What the driver hands over is a view of its one buffer: `concat` makes it our own.
    const flush = (): boolean => {
      const full = to.write(Buffer.concat(waiting))
      waiting = []
      bytes = 0
      return full
    }
    client.query({
      submit: (connection) => connection.query(sql),
      handleCopyData: ({ chunk }: { chunk: Buffer }, { stream }: Line) => {
        waiting.push(Buffer.from(chunk))
        bytes += chunk.length
        if (bytes < AT_ONCE || flush()) return
        stream.pause()
        to.once('drain', () => stream.resume())
      },
      handleCommandComplete: ({ text }: { text: string }) => {
        rows = rowsOf(text)
      },
      handleReadyForQuery: ({ stream }: Line) => {
        if (bytes > 0) flush()
        // Paused by the last piece, and `to` may be ended before it drains: the next question would wait for its answer for ever.
        stream.resume()
        done(rows)
      },
      handleError: fail,
    })
  })
}

/** Runs `copy … from stdin` with what a source gives. Gives the number of rows; a source that fails undoes the statement. */
export function copyIn(client: pg.ClientBase, sql: string, from: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((done, fail) => {
    const state: { over: boolean; rows: number; cause?: unknown } = { over: false, rows: 0 }
    client.query({
      submit: (connection) => connection.query(sql),
      handleCopyInResponse: ({ stream }: Line) => void feed(stream, from, state),
      handleCommandComplete: ({ text }: { text: string }) => {
        state.rows = rowsOf(text)
      },
      handleReadyForQuery: () => done(state.rows),
      handleError: (error: Error) => {
        state.over = true
        fail(state.cause ?? error)
      },
    })
  })
}

/** The messages of the protocol: d(ata) in pieces, then c (done) or f (fail), each with its length. */
async function feed(
  stream: Duplex,
  from: AsyncIterable<Buffer>,
  state: { over: boolean; cause?: unknown },
): Promise<void> {
  try {
    for await (const chunk of from) {
      if (state.over) return
      if (!stream.write(message('d', chunk))) await once(stream, 'drain')
    }
    stream.write(message('c', Buffer.alloc(0)))
  } catch (error) {
    state.cause = error
    stream.write(message('f', Buffer.from('the source failed\0')))
  }
}

function message(kind: 'd' | 'c' | 'f', body: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.write(kind, 'latin1')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

interface Line {
  stream: Duplex
}

const AT_ONCE = 256 * 1024
const rowsOf = (tag: string): number => Number(/^COPY (\d+)/.exec(tag)?.[1] ?? 0)
