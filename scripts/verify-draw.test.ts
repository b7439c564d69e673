import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DrawFiles } from '#domain/plates/published.ts'
import { commitEpoch } from '#server/plates/epochs.ts'
import { epochFile } from '#server/plates/public.ts'
import { wish } from '#server/plates/sittings.ts'
import { fill, newCar, press, take } from '#server/plates/testing.ts'
import { type Tools, tools } from '#test/tools.ts'
import { verifyDraws } from './verify-draw-files.ts'

/** What an auditor who has nothing but the published files finds: in honest ones, in changed ones, in those a dishonest house made. */

let t: Tools
let first: DrawFiles
let second: DrawFiles

beforeAll(async () => {
  t = await tools()
  await fill(t, '02', 120, 'D')
  await aDay()
  await next()
  first = await filesOf(1)
  await aDay()
  await next()
  second = await filesOf(2)
})
afterAll(() => t.close())

/** Every way in which a number is shown, kept and taken. */
async function aDay(): Promise<void> {
  for (let n = 0; n < 3; n += 1) {
    const c = await newCar(t)
    const does = (want: Parameters<typeof wish>[3]) => t.house.db.tx((tx) => wish(tx, t.house, c, want))
    const shown = (await press(t, c)).numbers[n]?.number ?? ''
    await does({ kind: 'reserve', number: shown })
    await does({ kind: 'hold' })
    const { numbers } = await press(t, c)
    await take(t, c, n === 0 ? shown : (numbers[0]?.number ?? ''))
  }
  const { sql, house } = t
  const [free] = await sql<{ number: string }>(
    `select number from plate_numbers where state = 0 order by number limit 1`,
  )
  const composing = await newCar(t)
  await house.db.tx((tx) => wish(tx, house, composing, { kind: 'compose', numbers: [free?.number ?? ''] }))
  // Still on offer when the next draw opens.
  await press(t, await newCar(t))
}

/** Closes the draw that runs by opening the next one. */
async function next(): Promise<void> {
  const office = t.house.city.homeOffice
  await t.house.db.tx((tx) => commitEpoch(tx, t.house, office, '02', t.house.time.now()))
  await press(t, await newCar(t))
}

async function filesOf(epoch: number): Promise<DrawFiles> {
  const read = (file: 'epoch.json' | 'snapshot.txt' | 'opening.txt' | 'log.txt') =>
    epochFile(t.house.db.read, t.house, '02', epoch, file)
  return {
    epoch: await read('epoch.json'),
    snapshot: await read('snapshot.txt'),
    opening: await read('opening.txt'),
    log: await read('log.txt'),
  }
}

const faultsIn = (...draws: DrawFiles[]): string[] => verifyDraws(draws).flatMap((d) => d.faults.map((f) => f.en))

type Row = Record<string, unknown>
const rowsOf = (files: DrawFiles): Row[] =>
  files.log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line.slice(65)) as Row)

/** The files as a house would publish them that had written these rows from the beginning: chain, numbers and counts are right. */
function rewritten(files: DrawFiles, rows: readonly Row[]): DrawFiles {
  const epoch = JSON.parse(files.epoch) as { firstSeq: number; headBefore: string }
  let head = Buffer.from(epoch.headBefore, 'hex')
  const lines = rows.map((row, i) => {
    const text = JSON.stringify({ ...row, seq: epoch.firstSeq + i })
    head = createHash('sm3')
      .update(Buffer.concat([head, Buffer.from(text)]))
      .digest()
    return `${head.toString('hex')} ${text}\n`
  })
  const lastSeq = epoch.firstSeq + rows.length - 1
  return { ...files, epoch: JSON.stringify({ ...epoch, lastSeq }), log: lines.join('') }
}

/** The row of a kind (the last one), changed. */
const changed = (files: DrawFiles, kind: string, change: (row: Row, rows: Row[]) => Row): DrawFiles => {
  const rows = rowsOf(files)
  const at = rows.findLastIndex((row) => row['kind'] === kind)
  return rewritten(
    files,
    rows.map((row, i) => (i === at ? change(row, rows) : row)),
  )
}

test('honest draws recompute, one by one and in a row, with the own groups of whoever asks', () => {
  expect(faultsIn(first)).toEqual([])
  expect(faultsIn(first, second)).toEqual([])
  expect(rewritten(first, rowsOf(first)).log).toBe(first.log)
  const tag = String(rowsOf(first).find((row) => row['kind'] === 'press')?.['tag'])
  const [found] = verifyDraws([first], tag)
  expect(found).toMatchObject({ presses: 7, takes: 4, most: 2, sizes: new Map([[10, 7]]) })
  expect(found?.own.map((o) => [o.press, o.numbers.length])).toEqual([
    [1, 10],
    [2, 10],
  ])
})

test('every changed file is found, and the sentence says what is wrong', () => {
  const some = first.snapshot.split('\n')
  const cases: [DrawFiles, RegExp][] = [
    [{ ...first, snapshot: first.snapshot.replace('鲁BD0001', '鲁BD0301') }, /list/],
    [{ ...first, snapshot: [some[1], some[0], ...some.slice(2)].join('\n') }, /not in order/],
    [{ ...first, snapshot: '' }, /list is empty/],
    [{ ...first, opening: '鲁BD0002\n' }, /opening is not the one in the log/],
    [{ ...first, log: first.log.replace('鲁BD00', '鲁BD01') }, /chain is broken/],
    [{ ...first, log: first.log.split('\n').slice(0, -2).join('\n') }, /log is longer or shorter/],
    [{ ...first, log: first.log.split('\n').slice(1).join('\n') }, /begins with the opening/],
    [{ ...first, log: `${first.log}what is this\n` }, /cannot be read/],
    [{ ...first, epoch: first.epoch.replace(/"seed": ".{4}/, '"seed": "ffff') }, /secret is not the one/],
    [{ ...first, epoch: first.epoch.replace(/"value": "../, '"value": "zz') }, /public event is not the one/],
    [{ ...first, epoch: first.epoch.replace(/"seed": "\w+"/, '"seed": "soon"') }, /not the file of a closed draw/],
    [{ ...first, epoch: first.epoch.replace('"sm"', '"rot13"') }, /not the file of a closed draw/],
    [{ ...first, epoch: 'no JSON' }, /not the file of a closed draw/],
    [{ ...first, epoch: second.epoch }, /opens another draw/],
  ]
  for (const [files, sentence] of cases) expect(faultsIn(files).join('\n')).toMatch(sentence)
})

test('a house that writes what the draw did not give is found out though its chain is right', () => {
  // One that nobody was shown.
  const number = first.snapshot.split('\n').find((n) => n !== '' && !first.log.includes(n)) ?? ''
  const to = { 3: [number] }
  const taken = rowsOf(first).flatMap((row) => (row['kind'] === 'take' ? [String(row['number'])] : []))
  const cases: [DrawFiles, RegExp][] = [
    [changed(first, 'press', (row) => ({ ...row, lease: [number] })), /not the numbers that the draw gives/],
    [changed(first, 'press', (row) => ({ ...row, tag: 'ab'.repeat(32) })), /not the numbers that the draw gives/],
    [changed(first, 'hold', (row) => ({ ...row, lease: [number] })), /keeps a number on offer/],
    [changed(first, 'reserve', (row) => ({ ...row, number, lease: [number] })), /keeps a number on offer/],
    [changed(first, 'press', (row) => ({ ...row, keep: number })), /keeps a number on offer/],
    [changed(first, 'take', (row) => ({ ...row, number, why: 'random', to })), /was not drawn for this car/],
    [changed(first, 'take', (row) => ({ ...row, number: taken[0], to: { 3: [taken[0]] } })), /gone already/],
    [changed(first, 'take', (row) => ({ ...row, why: 'former' })), /taken as an old one/],
    [changed(first, 'hold', (row) => ({ ...row, kind: 'gift', lease: [], to })), /without a choice/],
    [changed(first, 'hold', (row) => ({ ...row, kind: 'return', lease: [], to: { 0: [number] } })), /nobody had/],
    [changed(first, 'draw', (row) => ({ ...row, epoch: 7 })), /another draw/],
    [changed(first, 'press', (row) => ({ ...row, pool: '52-other' })), /not this row of this pool/],
  ]
  for (const [files, sentence] of cases) expect(faultsIn(files).join('\n')).toMatch(sentence)
  const skipping = rowsOf(first).map((row) => (row['press'] === 2 ? { ...row, press: 7 } : row))
  expect(faultsIn(rewritten(first, skipping)).join('\n')).toMatch(/press 1 of this car is followed by 7/)
})

test('draws in a row: one that does not begin where the last one ended is found', () => {
  expect(faultsIn(second, first).join('\n')).toMatch(/does not follow the draw before/)
  // A list made after the event was known, say: the log of the draw before has committed to another.
  const later = { ...first, log: changed(first, 'commit', (row) => ({ ...row, value: 'ab'.repeat(32) })).log }
  const { headBefore: _, ...told } = JSON.parse(second.epoch) as { headBefore: string }
  const headBefore = later.log.trimEnd().split('\n').at(-1)?.slice(0, 64)
  const after = rewritten({ ...second, epoch: JSON.stringify({ ...told, headBefore }) }, rowsOf(second))
  expect(faultsIn(later, after)).toEqual(['it is not what the log had committed to before'])
  const lines = second.opening.split('\n')
  const opening = lines.slice(1).join('\n')
  const hash = createHash('sm3').update(opening).digest('hex')
  const hidden = { ...changed(second, 'draw', (row) => ({ ...row, hash })), opening }
  expect(faultsIn(first, hidden).join('\n')).toMatch(/not what the draw before has left/)
})

test('the command: 0 for an honest draw, 1 and a sentence for anything else', () => {
  const dir = mkdtempSync(join(tmpdir(), 'draw-'))
  const put = (files: DrawFiles): void => {
    for (const [name, text] of [
      ['epoch.json', files.epoch],
      ['snapshot.txt', files.snapshot],
      ['opening.txt', files.opening],
      ['log.txt', files.log],
    ] as const)
      writeFileSync(join(dir, name), text)
  }
  const run = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/verify-draw.ts', ...words], {
      encoding: 'utf8',
    })
    return { status, stdout, stderr }
  }
  put(first)
  expect(run(dir)).toMatchObject({ status: 0, stderr: '' })
  expect(run(dir).stdout).toContain(String((JSON.parse(first.epoch) as { commit: string }).commit))
  put({ ...first, log: first.log.replace('鲁BD00', '鲁BD01') })
  const broken = run(dir)
  expect(broken.status).toBe(1)
  expect(broken.stderr).toMatch(/链断开/)
  unlinkSync(join(dir, 'log.txt'))
  expect(run(dir)).toMatchObject({ status: 1, stderr: expect.stringMatching(/^[^\n]*log\.txt:缺少这个文件[^\n]*\n$/) })
  expect(run(join(dir, 'nowhere')).stderr).toMatch(/没有这个文件夹/)
  expect(run('http://127.0.0.1:9/api/plates/pools/02/epochs/1').stderr).toMatch(/连接不上/)
  expect(run().status).toBe(2)
  rmSync(dir, { recursive: true })
})
