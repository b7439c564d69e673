import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Suite } from '#server/kit/crypto.ts'
import { createExchange, parseJson, type ExchangeOptions } from '#server/connectors/exchange.ts'
import { ensureAgencyKeys, ensureHouseKey, publicHalves } from '#server/connectors/keys.ts'
import { AGENCIES } from '#server/connectors/wire.ts'
import { startSandbox, type SandboxOptions } from './sandbox.ts'

/** For tests: a sandbox of one's own on a free port, an exchange that talks to it, and a listener in the house's place. */
export async function sandboxForTest(options: Partial<SandboxOptions> = {}) {
  const keysDir = mkdtempSync(join(tmpdir(), 'sandbox-'))
  const suite: Suite = options.suite ?? 'sm'
  const sandbox = await startSandbox({ port: 0, keysDir, suite, people: 30, ...options })
  const exchangeWith = (more: Partial<ExchangeOptions> = {}) =>
    createExchange({
      baseUrl: sandbox.url,
      houseKey: ensureHouseKey(keysDir, suite),
      agencyKeys: publicHalves(ensureAgencyKeys(keysDir, suite)),
      suite,
      ...more,
    })
  const exchange = exchangeWith()
  const listener = await listen(exchange)
  sandbox.setHouseUrl(listener.url)
  const admin = async (path: string, body?: unknown): Promise<unknown> => {
    const json = { 'content-type': 'application/json' }
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: json }
    const answer = await fetch(sandbox.url + path, init)
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    return parseJson(await answer.text())
  }
  return {
    sandbox,
    keysDir,
    exchange,
    exchangeWith,
    admin,
    pushes: listener.pushes,
    listener,
    async close() {
      exchange.close()
      await Promise.all([sandbox.close(), listener.close()])
      rmSync(keysDir, { recursive: true })
    },
  }
}

/** The answer of a good exchange. */
export async function good<A>(asked: Promise<{ ok: true; answer: A } | { ok: false; why: string }>): Promise<A> {
  const got = await asked
  if (!got.ok) throw new Error(got.why)
  return got.answer
}

export interface Push {
  readonly path: string
  readonly messageId: string
  readonly verdict: string
  readonly body: unknown
}

/** Stands where the house listens: verifies each push as the house does and answers signed. */
async function listen(exchange: ReturnType<typeof createExchange>) {
  const pushes: Push[] = []
  const mood = { status: 200 }
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const agency = AGENCIES.find((one) => request.headers['x-key-id'] === `agency.${one}`)
      if (!agency) return response.writeHead(401).end()
      const path = request.url ?? ''
      const verdict = exchange.verifyCallback(agency, path, request.headers, text)
      const messageId = verdict.ok ? verdict.messageId : ''
      pushes.push({ path, messageId, verdict: verdict.ok ? 'ok' : verdict.why, body: parseJson(text) })
      if (!verdict.ok) return response.writeHead(401).end()
      const answer = exchange.signAnswer(mood.status, messageId, { done: true })
      return response.writeHead(mood.status, answer.headers).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the listener has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    pushes,
    mood,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}
