import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Tools, tools } from '#test/tools.ts'
import { limitAddress } from './rate.ts'

let t: Tools
beforeAll(async () => {
  t = await tools()
})
afterAll(() => t.close())

const once = (address: string) => t.house.db.tx((tx) => limitAddress(tx, t.house, 'door', address, 3, 600))

test('an address may knock so often and no more; its neighbour is not touched', async () => {
  for (let i = 0; i < 3; i++) await once('203.0.113.7')
  await expect(once('203.0.113.7')).rejects.toMatchObject({ status: 429, retryAfter: 600 })
  await once('203.0.113.8')
})

test('the own machine is not counted, however it is written', async () => {
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) for (let i = 0; i < 5; i++) await once(address)
  const keys = await t.sql<{ key: string }>('select key from rate_windows')
  expect(keys.every(({ key }) => !key.includes('127.0.0.1'))).toBe(true)
})
