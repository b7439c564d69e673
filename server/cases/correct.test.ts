import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as cases from '#api/cases.ts'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import * as payments from '#api/payments.ts'
import { loadCase } from '#server/cases/cases.ts'
import { caseEvents, myCase } from '#server/cases/my-view.ts'
import { canonicalJson } from '#server/kit/canonical.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse, until } from '../../test/house.ts'
import { ADDRESS, apply, goodPhoto, payAll, standsAt, upload } from '../../test/journey.ts'
import { REVIEWER, type Visitor } from '../../test/people.ts'
import { choose } from '../../test/plates-journey.ts'

/** A correction may not undo what the application needed, nor have posted what was paid as fetched. */
let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

const NEW_PHOTO = { loss: { lostStatement: true, photoChoice: 'new' } }

async function sendBack(id: string, target: string): Promise<void> {
  const desk = await h.officer(REVIEWER)
  const { version } = (await desk.call(cases.readCase, { params: { id } })).body
  const body = { version, defects: [{ target, reason: '请更正' }] }
  expect((await desk.call(cases.returnCase, { params: { id }, body })).status).toBe(200)
}

const signatures = async (id: string) => {
  const { data } = await loadCase(h.house.db.read, h.house, id)
  return [data.signature, ...(data.signedBefore ?? [])]
}
const versionOf = async (who: Visitor, id: string) => (await who.call(mine.readMyCase, { params: { id } })).body.version

test('the photo that was asked for cannot be taken away by the correction', async () => {
  const who = await h.citizen('zhang-wei')
  const lost = { service: 'licence-replace-lost', signature: '张伟', change: NEW_PHOTO, photo: await goodPhoto() }
  const { id } = await apply(who, lost)
  await standsAt(who, id, 'review')
  await sendBack(id, 'photo')
  const mend = async (materials: Record<string, string[]>) =>
    who.call(mine.correctCase, {
      params: { id },
      body: { version: await versionOf(who, id), values: {}, materials, declared: true, signature: '张伟' },
    })
  expect(await mend({ photo: [] })).toMatchObject({
    status: 422,
    problem: { code: 'INVALID', fields: [{ field: 'photo', code: 'required' }] },
  })
  const english = await who.raw(mine.correctCase.path.replace(':id', id), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'accept-language': 'en' },
    body: JSON.stringify({
      version: await versionOf(who, id),
      values: {},
      materials: { photo: [] },
      declared: true,
      signature: '张伟',
    }),
  })
  expect(await english.json()).toMatchObject({ fields: [{ field: 'photo', message: 'Please upload: Licence photo' }] })
  expect((await mend({})).status).toBe(200)
  await standsAt(who, id, 'review')
})

test('the corrected words are signed anew, by the person and under these words; the first signature is kept', async () => {
  const who = await h.citizen('chen-jing')
  const { id } = await apply(who, {
    service: 'licence-replace-lost',
    signature: '陈静',
    change: NEW_PHOTO,
    photo: await goodPhoto(),
  })
  await standsAt(who, id, 'review')
  await sendBack(id, 'address')
  const [first] = await signatures(id)
  const mend = async (signing: { declared: boolean; signature: string; strokes?: string }) => {
    const body = { version: await versionOf(who, id), values: { address: '香港中路 12 号' }, materials: {}, ...signing }
    return who.call(mine.correctCase, { params: { id }, body })
  }
  expect((await mend({ declared: false, signature: '陈 敬' })).problem).toMatchObject({
    status: 422,
    code: 'INVALID',
    fields: [{ field: 'declared' }, { field: 'signature', code: 'not-the-name' }],
  })
  expect((await mend({ declared: true, signature: '陈静', strokes: '[[[1,2,3]]]' })).status).toBe(200)
  const c = await loadCase(h.house.db.read, h.house, id)
  expect(c.data.signature.formHash).toBe(h.house.crypto.hashHex(canonicalJson(c.data.form)))
  expect(c.data).toMatchObject({ form: { address: '香港中路 12 号' }, signedBefore: [first] })
  expect(c.data.signature.formHash).not.toBe(first?.formHash)
  const { events } = await myCase(h.house, { kind: 'citizen', id: c.applicant, session: '' }, id)
  expect(caseEvents(h.house, c, events).find((e) => e.kind === 'correct')?.words).toEqual({
    signature: { ...c.data.signature },
  })
  await standsAt(who, id, 'review')
})

test('a picture counts for what it was uploaded for: the photo’s own rules cannot be gone around', async () => {
  const who = await h.citizen('li-jianguo')
  const { body: draft } = await who.call(drafts.startDraft, { body: { service: 'licence-replace-lost' } })
  const { body: other } = await upload(who, 'contract', await goodPhoto())
  const attach = (files: string[]) =>
    who.call(drafts.attachFiles, { params: { id: draft.id, material: 'photo' }, body: { files } })
  expect(await attach([other.id])).toMatchObject({ status: 422, problem: { fields: [{ field: 'photo' }] } })
  const { body: photo } = await upload(who, 'photo', await goodPhoto())
  expect((await attach([photo.id])).status).toBe(200)
})

test('papers that are paid as fetched and then to be posted cost the postage, and that alone', async () => {
  const who = await h.citizen('liu-yang')
  const { id } = await apply(who, {
    service: 'new-vehicle-registration',
    signature: '刘洋',
    choice: { vin: 'LC0N1A2B5TA100011' },
    change: { delivery: { deliveryMethod: 'pickup', pickupSite: 'main' } },
  })
  await choose(who, id)
  await standsAt(who, id, 'pay')
  await payAll(h, who, id)
  await standsAt(who, id, 'review')
  await sendBack(id, 'deliveryMethod')
  const signing = { materials: {}, declared: true, signature: '刘洋' }
  const body = { version: await versionOf(who, id), values: { ...ADDRESS, recipient: '刘洋' }, ...signing }
  expect((await who.call(mine.correctCase, { params: { id }, body })).status).toBe(200)
  await standsAt(who, id, 'pay')
  const bills = await until('a code for the postage', async () => {
    const { body: of } = await who.call(payments.myBills, { params: { id } })
    return of.bills.some((bill) => bill.state === 'open') ? of.bills : undefined
  })
  expect(bills.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['plates paid', 'papers paid', 'post open'])
  const codes = bills.flatMap((bill) => bill.code ?? [])
  const headers = { 'content-type': 'application/json' }
  await fetch(`${h.sandboxUrl}/admin/pay`, { method: 'POST', headers, body: JSON.stringify({ codes }) })
  await standsAt(who, id, 'review')
  // And fetched after all: what was paid for the way goes back, and nobody is asked for anything.
  await sendBack(id, 'deliveryMethod')
  const values = { deliveryMethod: 'pickup', pickupSite: 'main' }
  const back = { version: await versionOf(who, id), values, ...signing }
  expect((await who.call(mine.correctCase, { params: { id }, body: back })).status).toBe(200)
  await standsAt(who, id, 'review')
  const all = await until('the postage back', async () => {
    const { body: of } = await who.call(payments.myBills, { params: { id } })
    return of.bills.some((bill) => bill.state === 'refunded') ? of.bills : undefined
  })
  expect(all.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['plates paid', 'papers paid', 'post refunded'])
})

test('and every invariant holds', async () => {
  expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
})
