import { afterEach, beforeEach, expect, test } from 'vitest'
import { commitEpoch } from '#server/plates/epochs.ts'
import { epochFile } from '#server/plates/public.ts'
import { fill, newCar, press, take } from '#server/plates/testing.ts'
import { type Tools, tools } from '#test/tools.ts'
import { type DrawFiles, verifyDraw } from './verify-draw-files.ts'

let t: Tools
beforeEach(async () => {
  t = await tools()
})
afterEach(() => t.close())

/** A draw with presses and choices in it, closed by the next one. */
async function closedDraw(): Promise<DrawFiles> {
  await fill(t, '02', 80, 'D')
  for (let n = 0; n < 3; n += 1) {
    const c = await newCar(t)
    await press(t, c)
    const { numbers } = await press(t, c)
    await take(t, c, numbers[0]?.number ?? '')
  }
  const office = t.house.city.homeOffice
  await t.house.db.tx((tx) => commitEpoch(tx, t.house, office, '02', t.house.time.now()))
  await press(t, await newCar(t))
  const read = (file: 'epoch.json' | 'snapshot.txt' | 'opening.txt' | 'log.txt') =>
    epochFile(t.house.db.read, t.house, '02', 1, file)
  return {
    epoch: await read('epoch.json'),
    snapshot: await read('snapshot.txt'),
    opening: await read('opening.txt'),
    log: await read('log.txt'),
  }
}

test('a closed draw recomputes from its files alone, and every changed file is found', async () => {
  const files = await closedDraw()
  expect(verifyDraw(files)).toMatchObject({ presses: 6, faults: [] })
  const tampered: DrawFiles[] = [
    { ...files, snapshot: files.snapshot.replace('鲁BD0001', '鲁BD0081') },
    { ...files, opening: '鲁BD0002\n' },
    { ...files, log: files.log.replace('鲁BD00', '鲁BD01') },
    { ...files, log: files.log.split('\n').slice(0, -2).join('\n') },
    { ...files, epoch: files.epoch.replace(/"seed": "../, '"seed": "ff') },
    { ...files, epoch: files.epoch.replace(/"value": "../, '"value": "zz') },
  ]
  for (const one of tampered) expect(verifyDraw(one).faults.length).toBeGreaterThan(0)
})
