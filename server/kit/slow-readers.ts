import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Node asks twice whether anything of what waits was taken: nobody is cut before 6 s, everybody before 13 s without any. A reader of
 * a few bytes now and then opens the window once in some 32 KB, so that it is one that takes nothing.
 */
const PATIENCE_MS = 6_000
const LOOK_MS = 1_000

/**
 * Takes 4,000 connections and cuts those whose other end asks and then does not read: Node's own limits are for requests, and the idle time-out of a
 * socket is a minute here, for the live line. While an answer waits to be sent it is shorter. Node's time-out knows of progress
 * inside one long write, so that a slow phone that gets a large file is left alone.
 */
export function limitConnections(server: Server): void {
  server.maxConnections = 4_000
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const timer = setInterval(() => {
    for (const socket of sockets) {
      const waits = socket.writableLength > 0
      if (waits && socket.timeout !== PATIENCE_MS) socket.setTimeout(PATIENCE_MS)
      if (!waits && socket.timeout === PATIENCE_MS) socket.setTimeout(server.timeout)
    }
  }, LOOK_MS)
  timer.unref()
  server.once('close', () => clearInterval(timer))
}
