import { afterAll, beforeAll, expect, test } from 'vitest'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import type { Service } from '#domain/service.ts'
import { addServices, findService } from '#domain/services/index.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, FORMS, review, standsAt } from '#test/journey.ts'

/** A definition changes while cases run: who began under the old one finishes under it. */

const CODE = 'medical-certificate-submit'
let h: TestHouse
let takeOut = (): void => undefined
beforeAll(async () => {
  h = await house()
})
afterAll(async () => {
  takeOut()
  await h.close()
})

test('running cases finish on the version they began under, new ones take the new one', async () => {
  const first = findService(CODE)
  if (!first) throw new Error(CODE)
  const old = await h.citizen('li-jianguo')
  // The register is cut off, so that the case of version 1 is still on its way when the definition changes.
  const cut = (mode: string) =>
    fetch(`${h.sandboxUrl}/admin/modes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agency: 'registry', mode }),
    })
  const draft = await old.call(drafts.startDraft, { body: { service: CODE } })
  await old.call(drafts.checkDraft, { params: { id: draft.body.id }, body: {} })
  for (const [part, values] of Object.entries(FORMS[CODE] ?? {}))
    await old.call(drafts.saveDraftPart, { params: { id: draft.body.id, part }, body: { values } })
  expect((await cut('down')).status).toBe(200)
  const { body: running } = await old.call(drafts.submitDraft, {
    params: { id: draft.body.id },
    body: { declared: true, signature: '李建国' },
  })
  const second: Service = {
    ...first,
    version: first.version + 1,
    steps: [{ kind: 'check' }, { kind: 'review' }, { kind: 'register' }],
  }
  takeOut = addServices([second])
  expect(findService(CODE)).toBe(second)
  expect(findService(CODE, first.version)).toBe(first)
  await cut('good')

  // Version 1 has no review: it comes to its end without an officer.
  await standsAt(old, running.id, '', 'done')
  const steps = async (id: string) =>
    (await old.call(mine.readMyCase, { params: { id } })).body.steps.map((s) => s.kind).join(' ')
  expect(await steps(running.id)).toBe('check register')

  const anew = await apply(old, { service: CODE, signature: '李建国' })
  await standsAt(old, anew.id, 'review')
  await review(h, anew.id)
  await standsAt(old, anew.id, '', 'done')
  expect(await steps(anew.id)).toBe('check review register')
  expect(await h.sql(`select service_version as v from cases where service = $1 order by id`, [CODE])).toEqual([
    { v: first.version },
    { v: second.version },
  ])
})

test('the same version twice is refused: a definition never changes under a running case', () => {
  const service = findService('licence-replace-lost')
  if (!service) throw new Error('no item')
  expect(() => addServices([{ ...service, steps: [] }])).toThrow(/raise the version/)
})
