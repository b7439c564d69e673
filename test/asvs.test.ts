import { existsSync, globSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as accounts from '#api/accounts.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { DEMO_OFFICERS, DEMO_PASSWORD } from '#server/demo/demo-officers.ts'
import { enrolOfficer } from '#server/accounts/officers.ts'
import { house, type TestHouse } from './house.ts'
import { totpAt, type Visitor } from './people.ts'

/** Items of docs/asvs.csv that no story of a feature shows. */

let h: TestHouse
let citizen: Visitor
beforeAll(async () => {
  h = await house({ jobs: false })
  citizen = await h.citizen('zhang-wei')
})
afterAll(() => h.close())

const HTML = { accept: 'text/html' }

/** Bytes as they are; gives what came until the server closed, or the first of it when `begin` is enough. */
const raw = (text: string, begin = false): Promise<string> =>
  new Promise((done, fail) => {
    let got = ''
    const socket = connect(Number(new URL(h.url).port), '127.0.0.1', () => socket.write(text))
    socket.on('data', (data) => {
      got += data.toString('latin1')
      if (begin) socket.destroy()
    })
    socket.on('close', () => done(got))
    socket.on('error', fail)
  })
const firstLine = async (text: string): Promise<string> => (await raw(text, true)).split('\r\n')[0] ?? ''

describe('browsers', () => {
  test('over https the cookies are pinned to the host, closed to scripts and to other sites', async () => {
    const { mobile, name, idNumber } = demoPerson('chen-jing')
    const [officer] = DEMO_OFFICERS
    if (!officer) throw new Error('no officer')
    const here = h.house.publicUrl
    h.house.publicUrl = 'https://yunchuang.example'
    try {
      const who = h.anyone()
      await who.call(accounts.requestCode, { body: { mobile } })
      const signed = await who.call(accounts.signIn, {
        body: { mobile, code: await h.codeFor(mobile), name, idNumber },
      })
      const [citizens] = signed.headers.getSetCookie()
      expect(citizens).toMatch(/^__Host-yunchuang-citizen=[^;]{43};/)
      const totp = totpAt(officer.totpSecret, h.house.time.now().getTime() / 1000)
      const desk = await h
        .anyone()
        .call(accounts.officerSignIn, { body: { id: officer.id, password: DEMO_PASSWORD, totp } })
      const [officers] = desk.headers.getSetCookie()
      expect(officers).toMatch(/^__Host-yunchuang-officer=[^;]{43};.*SameSite=Strict/)
      for (const cookie of [citizens, officers]) {
        expect(cookie).toMatch(/; Path=\/;/)
        expect(cookie).toMatch(/; HttpOnly/)
        expect(cookie).toMatch(/; Secure/)
        expect(cookie).toMatch(/; SameSite=(Lax|Strict)/)
        expect(cookie).not.toMatch(/Domain/i)
      }
      const prefs = await fetch(`${h.url}/prefs?elder=1&lang=en&back=/`, { redirect: 'manual' })
      const kept = prefs.headers.getSetCookie()
      expect(kept.map((cookie) => cookie.split('=')[0])).toEqual(['__Host-lang', '__Host-elder'])
      const cookie = kept.map((one) => one.split(';')[0]).join('; ')
      expect(await (await fetch(h.url, { headers: { ...HTML, cookie } })).text()).toMatch(
        /<html lang="en"[^>]*data-elder/,
      )
    } finally {
      h.house.publicUrl = here
    }
  })

  test('a callback in the address changes nothing: there is no JSONP', async () => {
    const [plain, asked] = await Promise.all(
      ['', '?callback=steal&jsonp=steal'].map((query) => fetch(`${h.url}/healthz${query}`)),
    )
    expect(asked?.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await asked?.text()).toBe(await plain?.text())
  })

  test('scripts are the same for everybody: nothing personal is in them', async () => {
    const page = await (await citizen.raw('/my', { headers: HTML })).text()
    const scripts = [...page.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, src = '']) => src)
    expect(scripts.length).toBeGreaterThan(0)
    for (const src of scripts) {
      const [mine, strangers] = await Promise.all([citizen.raw(src), fetch(h.url + src)])
      expect(mine.status).toBe(200)
      expect(await mine.text()).toBe(await strangers.text())
    }
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/)
  })

  test('other sites cannot embed or read what belongs to a person', async () => {
    for (const path of ['/my', '/api/my/cases', '/healthz']) {
      const { headers } = await citizen.raw(path, {
        headers: { ...HTML, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      })
      expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin')
      expect(headers.get('access-control-allow-origin'), path).toBeNull()
      expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
    }
  })

  test('a private page with the name of a file at its end is kept by no cache', async () => {
    for (const path of ['/my/x.css', '/my/cases/x.js', '/api/my/cases/a.png', '/my', '/api/my/cases']) {
      const answer = await citizen.raw(path, { headers: HTML })
      expect(answer.headers.get('cache-control'), path).toContain('no-store')
    }
    expect((await citizen.raw('/my/x.css', { headers: HTML })).status).toBe(404)
  })
})

describe('what every answer says', () => {
  test('over https browsers are told to stay there for a year', async () => {
    const here = h.house.publicUrl
    h.house.publicUrl = 'https://yunchuang.example'
    try {
      for (const path of ['/', '/api/services', '/api/nowhere'])
        expect((await fetch(h.url + path)).headers.get('strict-transport-security'), path).toBe(
          'max-age=31536000; includeSubDomains',
        )
    } finally {
      h.house.publicUrl = here
    }
    expect((await fetch(h.url)).headers.get('strict-transport-security')).toBeNull()
  })

  test('each answer says its type and its letters', async () => {
    const types: [string, RegExp][] = [
      ['/', /^text\/html; charset=utf-8$/],
      ['/nowhere', /^text\/html; charset=utf-8$/],
      ['/api/services', /^application\/json; charset=utf-8$/],
      ['/api/nowhere', /^application\/problem\+json; charset=utf-8$/],
      ['/healthz', /^application\/json; charset=utf-8$/],
      ['/api/openapi.json', /^application\/json; charset=utf-8$/],
    ]
    for (const [path, type] of types)
      expect(
        (await fetch(h.url + path, { headers: path.startsWith('/api') ? {} : HTML })).headers.get('content-type'),
        path,
      ).toMatch(type)
  })

  test('nobody says who he is by a header', async () => {
    // Figures are for the own machine alone: an address that was made up neither opens the door nor shuts it.
    const made = {
      'x-forwarded-for': '203.0.113.9',
      'x-real-ip': '203.0.113.9',
      forwarded: 'for=203.0.113.9',
      'x-user-id': 'officer',
    }
    expect((await fetch(`${h.url}/metrics`, { headers: made })).status).toBe(200)
    expect((await fetch(`${h.url}/api/my/cases`, { headers: made })).status).toBe(401)
  })

  test('a password of 64 characters opens, one character less does not', async () => {
    const [officer] = DEMO_OFFICERS
    if (!officer) throw new Error('no officer')
    const password = '长口令 with spaces '.repeat(6).slice(0, 64)
    const id = '3702009901'
    await h.house.db.tx((tx) => enrolOfficer(tx, h.house, { ...officer, id, password }))
    const totp = totpAt(officer.totpSecret, h.house.time.now().getTime() / 1000)
    const given = (word: string) => h.anyone().call(accounts.officerSignIn, { body: { id, password: word, totp } })
    expect((await given(password.slice(0, 63))).status).toBe(401)
    expect((await given(password)).status).toBe(200)
  })
})

describe('the line', () => {
  test('TRACE and CONNECT are not taken', async () => {
    for (const method of ['TRACE', 'PROPFIND'])
      expect(await firstLine(`${method} / HTTP/1.1\r\nhost: x\r\n\r\n`), method).toMatch(/^HTTP\/1\.1 4\d\d/)
    expect(await raw('CONNECT x:443 HTTP/1.1\r\nhost: x:443\r\n\r\n')).not.toContain(' 200 ')
  })

  test('nothing is upgraded to a WebSocket', async () => {
    const upgrade =
      'host: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
    for (const path of ['/', '/api/live?topics=me', '/healthz'])
      expect(await firstLine(`GET ${path} HTTP/1.1\r\n${upgrade}`), path).not.toContain(' 101 ')
  })

  test('no answer tells what it runs on', async () => {
    const words = new RegExp(`fastify|node|postgres|${process.version}|v8`, 'i')
    for (const path of ['/', '/healthz', '/api/nowhere', '/nowhere', '/api/cases', '/my']) {
      const answer = await fetch(h.url + path, { redirect: 'manual' })
      expect([...answer.headers].join('\n'), path).not.toMatch(words)
      if (answer.headers.get('content-type')?.includes('json')) expect(await answer.text(), path).not.toMatch(words)
    }
  })

  test('nothing but pages and built files is given out', async () => {
    const files = [
      'package.json',
      'package-lock.json',
      '.git/HEAD',
      '.git/config',
      'server/main.ts',
      '.env',
      '.data/keys/master.key',
      'config/city.json',
      'migrations/0001_base.sql',
      'dist/.built',
    ]
    const ways = ['/', '/assets/', '/assets/../', '/assets/..%2f', '/assets/%2e%2e/', '/desk/../', '//', '/./']
    for (const file of files)
      for (const way of ways) {
        const answer = await raw(
          `GET ${way}${file} HTTP/1.1\r\nhost: x\r\naccept: text/html\r\nconnection: close\r\n\r\n`,
        )
        // Below /desk every address is the app's own page, which is no file of the machine.
        expect(answer, way + file).toMatch(/^HTTP\/1\.1 (40[0-4]|30[0-9]|414|200 OK[^]*<title>)/)
        const inside = existsSync(file) ? readFileSync(file, 'latin1').slice(0, 60) : ''
        if (inside !== '') expect(answer, way + file).not.toContain(inside)
      }
  })
})

describe('the source', () => {
  const sources = globSync('{server,sandbox,domain,api}/**/*.ts', { exclude: ['**/*.test.ts', '**/*.testing.ts'] })
  const using = (names: RegExp): string[] =>
    sources.filter((file) => {
      const imported = /import \{([^}]*)\} from 'node:crypto'/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
      return names.test(imported)
    })

  test('no cookie is set under another name than the one that is pinned over https', () => {
    const setting = sources.filter((file) => /\.(setCookie|clearCookie)\(/.test(readFileSync(file, 'utf8')))
    expect(setting.toSorted()).toEqual(['server/kit/cookies.ts', 'server/kit/sealed-cookie.ts', 'server/site/shell.ts'])
    for (const file of setting)
      for (const [call] of readFileSync(file, 'utf8').matchAll(/\.(?:setCookie|clearCookie)\(\s*[^\n]*/g))
        expect(call, file).toMatch(/\(\s*(cookieName|nameOf)\(house, /)
  })

  test('every file that computes with a key is in docs/cryptography.md, and no other', () => {
    const listed = [...readFileSync('docs/cryptography.md', 'utf8').matchAll(/^\| `([^`]+)` \|/gm)].map(
      ([, file = '']) => file,
    )
    expect(listed.toSorted()).toEqual(
      using(
        /\b(create(Cipher|Decipher|Hmac|Sign|Verify|PrivateKey)|argon2|hkdf|scrypt|pbkdf2|sign\b|verify\b|timingSafeEqual|generateKeyPair|diffieHellman|X509)/,
      ).toSorted(),
    )
  })

  test('the field of a password hides it and may be pasted into', () => {
    const form = readFileSync('web/officer/sign-in.tsx', 'utf8')
    expect(form).toContain('<input type="password"')
    expect(form).not.toMatch(/onpaste|autocomplete="off"/i)
  })

  test('other programs are started in one place, and no text is run as a program', () => {
    const source = (file: string) => readFileSync(file, 'utf8')
    const delivered = sources.filter((file) => !file.includes('/testing/'))
    expect(delivered.filter((file) => /node:(child_process|cluster|vm)/.test(source(file)))).toEqual([
      'server/kit/postgres.ts',
    ])
    expect(delivered.filter((file) => /\beval\(|new Function\(/.test(source(file)))).toEqual([])
    expect(readFileSync('docs/dependencies.md', 'utf8')).toContain('`server/kit/postgres.ts`')
  })
})
