import { afterAll, beforeAll, expect, test } from 'vitest'
import { house, type TestHouse, until } from '#test/house.ts'
import { surfer } from './surfer.testing.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

test('a counter, without a script: what for, when, where; then it stands there and can be given back', async () => {
  const web = surfer(await h.citizen('li-jianguo'))
  const guide = await web.open('/services/counter-appointment')
  expect(guide.html).toContain('选时间和地点')
  expect(guide.html).not.toContain('与民警见面')
  const matter = await web.post(guide.form('/start'))
  expect(matter.path).toMatch(/form\/matter$/)
  const contact = await web.post(matter.form('/form/matter'), { matter: 'driver', oneToOne: 'yes' })
  const check = await web.post(contact.form('/form/contact'), { mobile: '13800138000' })
  expect(check.html).not.toContain('领取方式')
  const made = await web.post(check.form('/submit'), { declared: 'yes', signature: '李建国' })
  await until('the choice of a time', async () => (await web.open(made.path)).html.includes('去预约'))

  const times = await web.open(`${made.path}/booking`)
  expect(times.html).toContain('该事项办事指南里列的材料')
  expect(times.html).not.toContain('要上牌的车')
  // The last one on offer: the first may be too near to be given back.
  const slot = [...times.html.matchAll(/name="slot" value="([^"]+)"/g)].at(-1)?.[1] ?? ''
  const booked = await web.post(times.form(/booking/), { slot })
  expect(booked.html).toContain('已约好')
  expect(booked.html).toContain('市车管所综合大厅')
  expect(booked.html).not.toContain('与民警见面')
  const given = await web.post(booked.form('/withdraw'))
  expect(given.html).toContain('已撤回')
})

test('a test: the stations are offered, none of the offices', async () => {
  const person = await h.citizen('tang-jun')
  const web = surfer(person)
  const cars = await web.post((await web.open('/services/inspection-appointment')).form('/start'))
  const checked = await web.post(cars.form('/subject'))
  expect(checked.html).toContain('这次不用上线检验')
  const car = await web.post(checked.form('/precheck'))
  const contact = await web.post(car.form('/form/car'), { power: 'petrol', drive: 'front' })
  const check = await web.post(contact.form('/form/contact'), { mobile: '13800138000' })
  const made = await web.post(check.form('/submit'), { declared: 'yes', signature: '唐军' })
  await until('the choice of a time', async () => (await web.open(made.path)).html.includes('去预约'))
  const times = await web.open(`${made.path}/booking`)
  expect(times.html).toContain('市北机动车检测站')
  expect((await web.open(`${made.path}/booking?place=station-laoshan`)).html).toContain('崂山机动车检测站')
  expect((await web.open(`${made.path}/booking?place=main`)).html).not.toContain('综合大厅')
})
