import { afterAll, beforeAll, expect, test } from 'vitest'
import { house, type TestHouse } from '#test/house.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

test('the home page answers', async () => {
  const answer = await h.anyone().raw('/')
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('<h1>')
})
