import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from '@playwright/test'
import { relayTo } from '#test/tcp-relay.ts'
import { test } from './fixtures.ts'

test.use({ stories: 'service worker' })

/** From its second start on the worker stands still before it hears anything, as on a phone that is short of memory. */
const STUCK = `if (self.registration.active) { const end = Date.now() + 30_000; while (Date.now() < end); }\n`

test('a page comes though the service worker does not start', async ({ page, context, h }) => {
  const front = await frontOf(h.url, (path, text) => (path.startsWith('/worker.js') ? STUCK + text : text))
  await page.goto(`${front.url}/help`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.goto(`${front.url}/promise`)
  const worker = await context.newCDPSession(page)
  await worker.send('ServiceWorker.enable')
  await worker.send('ServiceWorker.stopAllWorkers')
  for (const path of ['/help', '/services', '/help']) {
    const answer = await page.goto(front.url + path, { timeout: 20_000 })
    expect(answer?.status(), path).toBe(200)
  }
  front.close()
})

test('a line that swallows everything is told as no line, and the page comes when it is mended', async ({
  page,
  h,
}) => {
  const line = await relayTo(h.url)
  await page.goto(`${line.url}/help`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  line.silence()
  await page.goto(`${line.url}/promise`)
  await expect(page.getByRole('heading', { name: '现在没有网络' })).toBeVisible()
  line.cut()
  line.mend()
  await expect(page.getByRole('heading', { name: '服务承诺' })).toBeVisible()
  await line.close()
})

/** Another address of the house, at which what it answers can be changed. */
async function frontOf(url: string, change: (path: string, text: string) => string) {
  const pass = (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? '/'
    const headers = { ...request.headers, 'accept-encoding': 'identity' }
    const asked = ask(new URL(path, url), { method: request.method, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const body = Buffer.from(change(path, Buffer.concat(chunks).toString()))
        response.writeHead(answer.statusCode ?? 500, { ...answer.headers, 'content-length': body.length }).end(body)
      })
    })
    request.pipe(asked)
  }
  const server = createServer(pass)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
