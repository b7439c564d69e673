import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksPayment } from './chat.ts'
import { forbiddenOn, nextRung, type RungState, verdictOf } from './network.ts'
import { drawForReview, type Finished } from './quality.ts'

describe('the ladder of bad networks', () => {
  const good = { lossPct: 0, rttMs: 50, kbit: 1_500 }
  const bad = { lossPct: 15, rttMs: 100, kbit: 800 }
  const run = (state: RungState, reports: readonly (typeof good)[], from = 0): RungState =>
    reports.reduce((s, report, i) => nextRung(s, report, from + i * 5_000), state)
  test('one bad report is no verdict; ten seconds are; a minute more takes the picture', () => {
    const start: RungState = { rung: 0, since: 0 }
    expect(run(start, [bad]).rung).toBe(0)
    expect(run(start, [bad, bad, bad]).rung).toBe(2)
    const minute = run(start, [bad, bad, bad])
    expect(nextRung(minute, bad, minute.since + 59_999).rung).toBe(2)
    expect(nextRung(minute, bad, minute.since + 60_000).rung).toBe(3)
    expect(
      run(
        start,
        Array.from({ length: 16 }, () => bad),
      ).rung,
    ).toBe(3)
  })
  test('up again one rung at a time after twenty better seconds each', () => {
    const back = run(
      { rung: 2, since: 0 },
      Array.from({ length: 5 }, () => good),
    )
    expect(back.rung).toBe(1)
    expect(
      run(
        back,
        Array.from({ length: 6 }, () => good),
        30_000,
      ).rung,
    ).toBe(0)
  })
  test('sound alone, a covered camera or a still page is little, and no bad line: it climbs back', () => {
    const little = { lossPct: 0, rttMs: 60, kbit: 45, wish: 900_000 }
    expect(run({ rung: 0, since: 0 }, [little, little, little, little]).rung).toBe(0)
    const six = [little, little, little, little, little, little]
    expect(run({ rung: 3, since: 0 }, six).rung).toBe(2)
    // A line that is believed to carry 200 kbit/s is bad, however much came by chance.
    const narrow = { lossPct: 1, rttMs: 60, kbit: 400, wish: 200_000 }
    expect(run({ rung: 0, since: 0 }, [narrow, narrow, narrow]).rung).toBe(2)
  })
  test('no identity below 360p, no signature on sound, no business on sound before identity', () => {
    expect(forbiddenOn(1, false)).toEqual([])
    expect(forbiddenOn(2, true)).toEqual(['identity', 'capture-frame'])
    expect(forbiddenOn(3, true)).not.toContain('business')
    expect(forbiddenOn(3, false)).toContain('business')
  })
  test('the test of a device advises and never bars', () => {
    expect(verdictOf({ ...good, camera: true, microphone: true, udp: true, relay: false }).verdict).toBe('good')
    expect(verdictOf({ ...good, camera: false, microphone: true, udp: true, relay: false })).toEqual({
      verdict: 'poor',
      rung: 3,
    })
    expect(verdictOf({ ...good, camera: true, microphone: true, udp: false, relay: false }).verdict).toBe('none')
  })
})

test('an officer’s chat carries no money, link or request for a code', () => {
  for (const text of ['请付 20 元', '转账到这里', 'https://x.cn', '把验证码发给我', '6222 0200 0000 0000 000', '¥5'])
    expect(blocksPayment(text), text).toBe(true)
  for (const text of ['请把身份证靠近一点', '预计 3 天办好', '您的流水号是 3702002603020000001'.slice(0, 12)])
    expect(blocksPayment(text), text).toBe(false)
})

test('the draw for review: all with a sign of something wrong, three of each officer, about five of a hundred', () => {
  const quality = { share: 0.05, perOfficerWeek: 3, shortestShare: 0.05, quickSignSeconds: 20, contestDays: 3 }
  const week = (n: number): Finished[] =>
    Array.from({ length: n }, (_, i) => ({
      id: `s${i}`,
      officer: `o${i % 4}`,
      service: 'x',
      talkMs: 600_000 + i,
      fraud: i === 3,
      refer: i === 5,
      objected: i === 7,
      signSeconds: i === 9 ? 4 : 60,
    }))
  fc.assert(
    fc.property(fc.integer({ min: 12, max: 120 }), fc.integer({ min: 1, max: 1_000_000 }), (n, seed) => {
      const dice = (id: string) => ((Number(id.slice(1)) * 7_919 + seed) % 10_007) / 10_007
      const chosen = drawForReview(week(n), new Set(), quality, dice)
      expect([chosen.get('s3'), chosen.get('s5'), chosen.get('s7'), chosen.get('s9')]).toEqual([
        'fraud',
        'refer',
        'objection',
        'quick-sign',
      ])
      for (const officer of ['o0', 'o1', 'o2', 'o3'])
        expect(week(n).filter((f) => f.officer === officer && chosen.has(f.id)).length).toBeGreaterThanOrEqual(3)
      expect(drawForReview(week(n), new Set(chosen.keys()), { ...quality, share: 0 }, dice).size).toBe(0)
    }),
  )
})
