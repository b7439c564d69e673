import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { behindSecond, type InLine, lineOf, overtakenBy } from './line.ts'
import { offersAt, usualHandleMs, waitRange, wasRight } from './wait.ts'

const MINUTE = 60_000
const T0 = Date.parse('2026-03-02T01:00:00Z')
const OPTIONS = { costMs: 3 * MINUTE, maxPushMs: 5 * MINUTE }
const at = (minute: number): string => new Date(T0 + minute * MINUTE).toISOString()
const someone = (id: string, minute: number, change: Partial<InLine> = {}): InLine => ({
  id,
  kind: 'walk-in',
  resumed: false,
  lineAt: at(minute),
  pushedMs: 0,
  ...change,
})
const ids = (line: readonly InLine[]): string[] => line.map((t) => t.id)

describe('the order of the line', () => {
  test('a lost call first, then times that have come and promised calls, then priority, then arrival', () => {
    const line = lineOf(
      [
        someone('walk', 0),
        someone('old', 1, { priority: 'age' }),
        someone('booked', 2, { kind: 'booked', bookedFor: at(2) }),
        someone('call', 3, { callbackAt: at(3) }),
        someone('back', 9, { resumed: true }),
      ],
      OPTIONS,
    )
    expect(ids(line)).toEqual(['back', 'booked', 'call', 'old', 'walk'])
  })

  test('a jump of priority pushes nobody beyond five minutes more than once', () => {
    const walk = someone('walk', 0)
    const old = (n: number) => someone(`old${n}`, n, { priority: 'age' })
    // Three minutes a jump: 3, 6 (beyond five for the first time), and no further.
    expect(ids(lineOf([walk, old(1), old(2), old(3), old(4)], OPTIONS))).toEqual([
      'old1',
      'old2',
      'walk',
      'old3',
      'old4',
    ])
    expect(ids(lineOf([{ ...walk, pushedMs: 6 * MINUTE }, old(1)], OPTIONS))).toEqual(['walk', 'old1'])
  })

  test('whoever missed the ring stands third, and moves up from there', () => {
    const line = ['a', 'b', 'c', 'd'].map((id, i) => someone(id, i))
    const back = { ...someone('a', 0), lineAt: behindSecond(line, 'a') }
    expect(ids(lineOf([back, ...line.slice(1)], OPTIONS))).toEqual(['b', 'c', 'a', 'd'])
  })

  const tickets = fc
    .uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 6 }),
        minute: fc.integer({ min: 0, max: 60 }),
        priority: fc.boolean(),
        resumed: fc.boolean(),
        booked: fc.boolean(),
        pushed: fc.integer({ min: 0, max: 10 }),
      }),
      { selector: (t) => t.id, maxLength: 25 },
    )
    .map((all) =>
      all.map((t) =>
        someone(t.id, t.minute, {
          ...(t.priority ? { priority: 'disabled' as const } : {}),
          ...(t.booked ? { bookedFor: at(t.minute) } : {}),
          resumed: t.resumed,
          pushedMs: t.pushed * MINUTE,
        }),
      ),
    )

  test('everybody stands in it once, groups in their order, equals by arrival', () => {
    fc.assert(
      fc.property(tickets, (all) => {
        const line = lineOf(all, OPTIONS)
        expect(ids(line).toSorted()).toEqual(ids(all).toSorted())
        const rank = (t: InLine) => (t.resumed ? 0 : t.bookedFor ? 1 : 2)
        for (const [i, t] of line.entries()) {
          const next = line[i + 1]
          if (!next) continue
          expect(rank(t)).toBeLessThanOrEqual(rank(next))
          const same = rank(t) === rank(next) && (t.priority === undefined) === (next.priority === undefined)
          if (same && (rank(t) < 2 || t.priority === undefined))
            expect((t.lineAt ?? '') <= (next.lineAt ?? '')).toBe(true)
        }
      }),
    )
  })

  test('nobody starves: a walk-in is served after a bounded number of others, however many with priority keep coming', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 4 }), (before, flood) => {
        let line: InLine[] = [...Array.from({ length: before }, (_, i) => someone(`before${i}`, i)), someone('me', 20)]
        let served = 0
        for (let round = 0; round < 100 && line.some((t) => t.id === 'me'); round += 1) {
          const comers = Array.from({ length: flood }, (_, i) =>
            someone(`p${round}-${i}`, 21 + round, { priority: 'age' }),
          )
          line = lineOf([...line, ...comers], OPTIONS)
          const [first] = line
          if (!first) break
          const pushed = new Set(overtakenBy(first, line).map((t) => t.id))
          line = line
            .filter((t) => t.id !== first.id)
            .map((t) => (pushed.has(t.id) ? { ...t, pushedMs: t.pushedMs + OPTIONS.costMs } : t))
          served += 1
        }
        expect(line.some((t) => t.id === 'me')).toBe(false)
        // Those before me, and for each of us at most two that jump (3 and 6 minutes).
        expect(served).toBeLessThanOrEqual(before + 1 + 2 * (before + 1))
      }),
    )
  })
})

describe('the wait', () => {
  test('nobody before and somebody free is no wait; nobody there is no promise', () => {
    const facts = { ahead: 0, servers: 2, ready: 1, handleMs: 12 * MINUTE, meanElapsedMs: 0 }
    expect(waitRange(facts)).toEqual({ from: 0, to: 1 })
    expect(waitRange({ ...facts, servers: 0, ready: 0 })).toBeUndefined()
  })
  test('more people before never wait less, more officers never more', () => {
    const facts = fc.record({
      ahead: fc.integer({ min: 0, max: 40 }),
      servers: fc.integer({ min: 1, max: 20 }),
      handleMs: fc.integer({ min: MINUTE, max: 30 * MINUTE }),
      meanElapsedMs: fc.integer({ min: 0, max: 30 * MINUTE }),
    })
    fc.assert(
      fc.property(facts, (f) => {
        const here = waitRange({ ...f, ready: 0 })
        const behind = waitRange({ ...f, ahead: f.ahead + 1, ready: 0 })
        const helped = waitRange({ ...f, servers: f.servers + 1, ready: 0 })
        if (!here || !behind || !helped) throw new Error('no range')
        expect(here.from).toBeLessThanOrEqual(here.to)
        expect(behind.to).toBeGreaterThanOrEqual(here.to)
        expect(helped.to).toBeLessThanOrEqual(here.to)
      }),
    )
  })
  test('in a simulated day 80 of 100 waits lie inside the range × 1.3', () => {
    const { right, all } = simulatedDay(7)
    expect(all).toBeGreaterThan(150)
    expect(right / all).toBeGreaterThanOrEqual(0.8)
  })
  test('one absurd conversation does not spoil the estimate', () => {
    const usual = Array.from({ length: 19 }, () => 10 * MINUTE)
    expect(usualHandleMs([...usual, 600 * MINUTE], 0)).toBeLessThan(20 * MINUTE)
    expect(usualHandleMs([], 20 * MINUTE)).toBeCloseTo(20 * MINUTE * 1.33)
  })
  test('a long wait offers a call and another time first', () => {
    const settings = { callbackAtMin: 10, closeWalkInAtMin: 30 }
    expect(offersAt({ from: 8, to: 16 }, settings)).toEqual(['callback', 'book'])
    expect(offersAt({ from: 1, to: 5 }, settings)).toEqual([])
  })
})

/** Six officers, some twenty-seven calls an hour of twelve minutes on average: what the first estimate said, and what came. */
function simulatedDay(seed: number): { right: number; all: number } {
  let state = seed
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  const exponential = (mean: number) => -Math.log(1 - random()) * mean
  const busyUntil = Array.from({ length: 6 }, () => 0)
  const began = Array.from({ length: 6 }, () => 0)
  const lengths: number[] = []
  const results: boolean[] = []
  const starts: number[] = []
  for (let now = 0; now < 480 * MINUTE; now += exponential(2.2 * MINUTE)) {
    const waiting = starts.filter((s) => s > now).length
    const busy = busyUntil.map((until, i) => ({ until, began: began[i] ?? 0 })).filter((b) => b.until > now)
    const running = busy.map((b) => Math.max(0, now - b.began))
    const range = waitRange({
      ahead: waiting,
      servers: 6,
      ready: Math.max(0, 6 - busy.length),
      handleMs: usualHandleMs(lengths, 9 * MINUTE),
      meanElapsedMs: running.length === 0 ? 0 : running.reduce((sum, ms) => sum + ms, 0) / running.length,
    })
    const first = busyUntil.indexOf(Math.min(...busyUntil))
    const start = Math.max(now, busyUntil[first] ?? 0)
    // Conversations of one item are much alike: 8 to 16 minutes.
    const length = (8 + 8 * random()) * MINUTE
    busyUntil[first] = start + length
    began[first] = start
    starts.push(start)
    lengths.push(length)
    if (range) results.push(wasRight(range, start - now))
  }
  return { right: results.filter(Boolean).length, all: results.length }
}
