import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import { servicesIn } from '#domain/services/files.ts'
import { addServices, services } from '#domain/services/index.ts'
import { house, type TestHouse } from '#test/house.ts'
import { standsAt } from '#test/journey.ts'
import { writeSkeleton } from './new-service.ts'

/** A made-up item: one new file in a folder, nothing else, and the whole house serves it. */

const ROOT = join(import.meta.dirname, '..')
const CODE = 'made-up-item'
let dir: string
let h: TestHouse
let takeOut = (): void => undefined
beforeAll(async () => {
  // Inside the repository, so that `#domain/…` in the new file means the house's own parts; the folder is ignored by git.
  mkdirSync(join(ROOT, '.data'), { recursive: true })
  dir = mkdtempSync(join(ROOT, '.data', 'items-'))
  writeSkeleton({
    category: 'driver',
    code: CODE,
    zh: '云端试办',
    en: 'A made-up item',
    law: [{ source: 'L162', article: 69 }],
    dir,
  })
  takeOut = addServices(await servicesIn(pathToFileURL(`${dir}/`)))
  h = await house()
})
afterAll(async () => {
  takeOut()
  rmSync(dir, { recursive: true, force: true })
  await h.close()
})

test('one file: guide, search, form, checks, case and register follow, to the end by API', async () => {
  const who = await h.citizen('zhang-wei')
  expect(await (await who.raw(`/services/${CODE}`)).text()).toContain('云端试办')
  expect(await (await who.raw(`/services?q=${encodeURIComponent('云端试办')}`)).text()).toContain(`/services/${CODE}`)
  const { body: draft } = await who.call(drafts.startDraft, { body: { service: CODE } })
  const checked = await who.call(drafts.checkDraft, { params: { id: draft.id }, body: {} })
  expect(checked.body).toMatchObject({ blocked: false, subject: { kind: 'licence' } })
  const wrong = await who.call(drafts.saveDraftPart, {
    params: { id: draft.id, part: 'contact' },
    body: { values: { mobile: '1' } },
  })
  expect(wrong.body.errors.map((e) => e.field)).toEqual(['mobile'])
  await who.call(drafts.saveDraftPart, {
    params: { id: draft.id, part: 'contact' },
    body: { values: { mobile: '13800138000' } },
  })
  const { body: c } = await who.call(drafts.submitDraft, {
    params: { id: draft.id },
    body: { declared: true, signature: '张伟' },
  })
  await standsAt(who, c.id, '', 'done')
  const { body } = await who.call(mine.readMyCase, { params: { id: c.id } })
  expect(body.steps.map((s) => `${s.kind} ${s.state}`)).toEqual(['check done', 'register done'])
})

test('the setting SERVICES_DIR names a folder of items of the city’s own', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { services } = await import('#domain/services/index.ts'); console.log(services.map((s) => s.code).join())`,
    ],
    { cwd: ROOT, env: { ...process.env, SERVICES_DIR: dir } },
  )
  const codes = stdout.trim().split(',')
  expect(codes).toContain(CODE)
  expect(codes.length).toBe(services.length)
})

test('a code that is taken or malformed is refused with a sentence', () => {
  const item = { category: 'driver', zh: 'x', en: 'x', law: [], dir } as const
  expect(() => writeSkeleton({ ...item, code: 'licence-replace-lost' })).toThrow(/already/)
  expect(() => writeSkeleton({ ...item, code: 'Not A Code' })).toThrow(/no code/)
})
