import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp, MAX_UPLOAD_BYTES } from '#server/kit/app.ts'
import { startSession } from '#server/kit/sessions.ts'
import { somebody, type Tools, tools } from '#test/tools.ts'
import { fileRoutes } from './files.http.ts'
import { HOSTILE, MARK } from './hostile.testing.ts'
import { picture } from './pictures.testing.ts'

/** The battery of hostile uploads: each is refused by name or made anew; nothing of what was sent is kept. */

let t: Tools
let app: FastifyInstance
let url: string
beforeAll(async () => {
  t = await tools()
  app = createApp(t.house)
  fileRoutes(app, t.house)
  url = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  await t.close()
})

/** Somebody new each time: a day's quota is not what is tried here. */
async function cookieOfSomebody(): Promise<string> {
  const { id } = await somebody(t)
  return `yunchuang-citizen=${(await t.house.db.tx((tx) => startSession(tx, 'citizen', id, 'test'))).token}`
}

interface Answer {
  status: number
  body: { id: string; code?: string; detail?: string; next?: string; purpose?: string }
}
async function post(cookie: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(`${url}/api/my/files`, { method: 'POST', headers: { cookie, ...headers }, body })
  return { status: answer.status, body: (await answer.json()) as Answer['body'] }
}
function formOf(bytes: Uint8Array, name = 'a.jpg', type = 'image/jpeg'): FormData {
  const form = new FormData()
  form.set('purpose', 'document')
  form.set('file', new Blob([Uint8Array.from(bytes)], { type }), name)
  return form
}
const onDisk = () => readdirSync(join(t.dir, 'files'))

describe('every kind', () => {
  test('there are at least seventeen of them', () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(17)
    expect(new Set(HOSTILE.map((h) => h.name)).size).toBe(HOSTILE.length)
  })

  test.each(HOSTILE.map((h) => [h.name, h] as const))('%s', async (_, { make, outcome }) => {
    const cookie = await cookieOfSomebody()
    const input = await make()
    expect(input.length).toBeLessThan(MAX_UPLOAD_BYTES)
    const before = onDisk().length
    let best = Infinity
    let answer: Answer = { status: 0, body: { id: '' } }
    // Of the whole process, whose other threads work too: the least of three tries is the nearest to what this file costs.
    for (let i = 0; i < 3 && best > 2_000; i++) {
      const cpu = process.cpuUsage()
      answer = await post(cookie, formOf(input))
      const used = process.cpuUsage(cpu)
      best = Math.min(best, (used.user + used.system) / 1_000)
    }
    expect(best).toBeLessThan(2_000)
    if (outcome !== 'remade') {
      expect([answer.status, answer.body.code]).toEqual(outcome)
      expect(answer.body.detail).toMatch(/\p{Script=Han}/u)
      expect(answer.body.next).toMatch(/\p{Script=Han}/u)
      expect(onDisk().length).toBe(before)
      return
    }
    expect([answer.status, answer.body.code]).toEqual([200, undefined])
    const kept = await t.house.files.get(answer.body.id)
    const meta = await sharp(kept).metadata()
    expect(meta).toMatchObject({ format: 'jpeg', space: 'srgb', depth: 'uchar' })
    expect([meta.exif, meta.icc, meta.xmp, meta.iptc, meta.comments, meta.pages]).toEqual(Array(6).fill(undefined))
    expect([kept.equals(input), kept.includes(MARK)]).toEqual([false, false])
    expect(readFileSync(join(t.dir, 'files', answer.body.id)).includes(kept.subarray(100, 164))).toBe(false)
  })
})

describe('the form around it', () => {
  test.each([
    ['a path', '../../../etc/passwd'],
    ['a path of Windows', '..\\..\\boot.ini'],
    ['a NUL', 'a.jpg\u0000.php'],
    ['a script', '<img src=x onerror=alert(1)>.jpg'],
    ['another direction', 'gpj.\u202eexe'],
    ['ten thousand letters', `${'a'.repeat(10_000)}.jpg`],
  ])('%s in the file’s name changes nothing: files are named by the house', async (_, name) => {
    const { status, body } = await post(await cookieOfSomebody(), formOf(await picture().jpeg().toBuffer(), name))
    // A head too long for the parser is refused whole; all else is a picture whose name nobody reads.
    expect([200, 400, 413]).toContain(status)
    if (status === 200) expect(body.id).toMatch(/^[0-9a-f-]{36}$/)
    for (const file of onDisk()) expect(file).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('a field said twice: one purpose counts, and its rules are asked', async () => {
    const form = formOf(await picture(200, 900, '#2f6fd0').jpeg().toBuffer())
    form.append('purpose', 'photo')
    const last = await post(await cookieOfSomebody(), form)
    expect([last.status, last.body.code]).toEqual([422, 'PHOTO_BAD'])
    const other = formOf(await picture(200, 900, '#2f6fd0').jpeg().toBuffer())
    other.append('purpose', '../photo')
    expect((await post(await cookieOfSomebody(), other)).status).toBe(422)
  })

  test('one byte more than allowed is refused, not cut', async () => {
    const good = await picture().jpeg().toBuffer()
    const long = Buffer.concat([good, Buffer.alloc(MAX_UPLOAD_BYTES + 1 - good.length)])
    const { status, body } = await post(await cookieOfSomebody(), formOf(long))
    expect([status, body.code]).toEqual([413, 'TOO_LARGE'])
  })

  const multipart = (boundary: string) => ({ 'content-type': `multipart/form-data; boundary=${boundary}` })
  const part = (name: string, more = '', value = 'x') =>
    `--b\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
  test.each<[string, string, Record<string, string>]>([
    ['no boundary', 'x', { 'content-type': 'multipart/form-data' }],
    ['another boundary', `${part('purpose')}--b--`, multipart('c')],
    ['a boundary longer than any', `--${'b'.repeat(300)}--`, multipart('b'.repeat(300))],
    ['no end', part('file', '; filename="a.jpg"'), multipart('b')],
    ['forty-nine parts', `${part('purpose').repeat(49)}--b--`, multipart('b')],
    ['a field of a megabyte', `${part('purpose', '', 'x'.repeat(1 << 20))}--b--`, multipart('b')],
    ['nine files', `${part('file', '; filename="a.jpg"').repeat(9)}--b--`, multipart('b')],
    ['a part without a name', `--b\r\ncontent-disposition: form-data\r\n\r\nx\r\n--b--`, multipart('b')],
  ])('%s: refused, and told so', async (_, body, headers) => {
    const { status, body: told } = await post(await cookieOfSomebody(), body, headers)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(told.code).toMatch(/^[A-Z_]+$/)
  })

  test('and afterwards the house takes in a good picture', async () => {
    expect((await post(await cookieOfSomebody(), formOf(await picture().jpeg().toBuffer()))).status).toBe(200)
  })
})
