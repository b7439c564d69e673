import { expect, test } from 'vitest'
import '#server/house.ts'
import { registered } from '#server/kit/db.ts'
import { tools } from '#test/tools.ts'

test('every statement of the window fits the schema', async () => {
  const t = await tools()
  const own = registered.filter((s) => s.name.startsWith('video_'))
  const wrong: string[] = []
  for (const { name, text } of own)
    await t.sql(`prepare ${name} as ${text}`).catch((error: unknown) => wrong.push(`${name}: ${String(error)}`))
  expect(wrong).toEqual([])
  expect(own.length).toBeGreaterThan(100)
  await t.close()
})
