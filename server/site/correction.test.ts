import { afterAll, beforeAll, expect, test } from 'vitest'
import * as cases from '#api/cases.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, goodPhoto, standsAt } from '#test/journey.ts'
import { REVIEWER } from '#test/people.ts'
import { surfer } from './surfer.testing.ts'

/** Putting right without scripts: the words, then all of them to be signed. */
let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

/** A new photo is looked at by an officer, who may send it back. */
const NEW_PHOTO = { loss: { lostStatement: true, photoChoice: 'new' } }

test('another way of delivery brings its own questions, the corrected whole is read and signed, and only then sent', async () => {
  const who = await h.citizen('zhang-wei')
  const { id } = await apply(who, {
    service: 'licence-replace-lost',
    signature: '张伟',
    change: { ...NEW_PHOTO, delivery: { deliveryMethod: 'pickup', pickupSite: 'main' } },
    photo: await goodPhoto(),
  })
  await standsAt(who, id, 'review')
  const desk = await h.officer(REVIEWER)
  const { version } = (await desk.call(cases.readCase, { params: { id } })).body
  const defects = [{ target: 'deliveryMethod', reason: '您留言说想邮寄' }]
  expect((await desk.call(cases.returnCase, { params: { id }, body: { version, defects } })).status).toBe(200)

  const web = surfer(who)
  const words = await web.open(`/my/cases/${id}/correction`)
  expect(words.html).toContain('您留言说想邮寄')
  const more = await web.post(words.form('/correction'), { deliveryMethod: 'post' })
  expect(more.status).toBe(422)
  expect(Object.keys(more.form('/correction').values)).toEqual(
    expect.arrayContaining(['deliveryMethod', 'recipient', 'recipientMobile', 'address']),
  )
  const address = { recipient: '张伟', recipientMobile: '13800138000', region: '370202', address: '香港中路 12 号' }
  const sign = await web.post(more.form('/correction'), address)
  expect(sign.html).toContain('核对后签名')
  for (const said of ['更正的内容', '原来:', '香港中路 12 号', '依法撤销', '申告文本'])
    expect(sign.html).toContain(said)
  expect(sign.html).not.toContain('签名请写您本人的姓名')

  const edit = await web.post(sign.form('/correction'), { _action: 'edit' })
  expect(edit.form('/correction').values).toMatchObject({ deliveryMethod: 'post', address: '香港中路 12 号' })
  const again = await web.post(edit.form('/correction'))
  const wrong = await web.post(again.form('/correction'), { signature: '张三', declared: 'yes' })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('签名请写您本人的姓名')
  expect((await desk.call(cases.readCase, { params: { id } })).body.state).toBe('correcting')
  const sent = await web.post(wrong.form('/correction'), { signature: '张伟', declared: 'yes' })
  expect(sent.path).toBe(`/my/cases/${id}`)
  await standsAt(who, id, 'review')
  const { form } = (await desk.call(cases.readCase, { params: { id } })).body
  expect(form.map((row) => row.value.zh)).toContain('邮寄到家')
})

test('the whole form can be opened, boxes that are not ticked count as such', async () => {
  const who = await h.citizen('li-jianguo')
  const { id } = await apply(who, {
    service: 'licence-replace-lost',
    signature: '李建国',
    change: NEW_PHOTO,
    photo: await goodPhoto(),
  })
  await standsAt(who, id, 'review')
  const desk = await h.officer(REVIEWER)
  const { version } = (await desk.call(cases.readCase, { params: { id } })).body
  const defects = [{ target: 'address', reason: '缺门牌号' }]
  await desk.call(cases.returnCase, { params: { id }, body: { version, defects } })
  const web = surfer(who)
  const short = await web.open(`/my/cases/${id}/correction`)
  expect(Object.keys(short.form('/correction').values)).not.toContain('lostStatement')
  const all = await web.open(`/my/cases/${id}/correction?all=1`)
  const { lostStatement: _, ...unticked } = all.form('/correction').values
  const refused = await web.post({ ...all.form('/correction'), values: unticked })
  expect(refused.status).toBe(422)
  expect(refused.html).not.toContain('核对后签名')
  expect((await web.post(all.form('/correction'))).html).toContain('核对后签名')
})
