import { describe, expect, test } from 'vitest'
import config from '#config/plates.json' with { type: 'json' }
import { settingsOn } from './settings.ts'
import {
  held,
  mayHold,
  newSitting,
  nextGoAt,
  offered,
  paused,
  pressed,
  restored,
  secondsLeft,
  type SittingData,
  usedUp,
  whyNotCompose,
  whyNotHall,
  whyNotPress,
  whyNotTake,
} from './sitting.ts'

/** One sitting, second by second: ten numbers for ninety seconds, five times, one put aside; twenty minutes that stand while nobody acts. */

const SETTINGS = settingsOn(config.settings, '2026-03-02')
const START = Date.parse('2026-03-02T01:00:00Z')
const at = (seconds: number, ms = 0): Date => new Date(START + seconds * 1_000 + ms)
const iso = (seconds: number): string => at(seconds).toISOString()
const sitting = (change: Partial<SittingData> = {}): SittingData => ({ ...newSitting(SETTINGS, at(0)), ...change })
const press = (data: SittingData, seconds: number, ...numbers: string[]) =>
  pressed(data, SETTINGS, at(seconds), numbers, 1, SETTINGS.leaseSeconds)

describe('a group', () => {
  const { data } = press(sitting(), 10, 'B1', 'B2')
  test('is on offer for ninety seconds, to the last moment', () => {
    expect(offered(data, 'B1', at(99, 999))).toBe(true)
    expect(offered(data, 'B1', at(100))).toBe(false)
    expect(whyNotTake('open', data, 'B1', at(99))).toBeUndefined()
    expect(whyNotTake('open', data, 'B1', at(100))).toEqual({ code: 'PLATE_TIMEOUT', params: { n: 4 } })
    expect(whyNotTake('open', data, 'B9', at(99))).toEqual({ code: 'PLATE_NOT_SHOWN' })
  })
  test('gives way to the next', () => {
    const next = press(data, 50, 'B3')
    expect(next.free).toEqual(['B1', 'B2'])
    expect(offered(next.data, 'B1', at(51))).toBe(false)
    expect(next.data.shown).toEqual(['B1', 'B2'])
  })
  test('leaves the number that was put aside on offer as long as the last group', () => {
    const next = press({ ...data, reserve: 'B1', reserveUntil: iso(100) }, 99, 'B3')
    expect(next.free).toEqual(['B2'])
    expect(next.data).toMatchObject({ reserve: 'B1', reserveUntil: iso(189), leaseUntil: iso(189) })
  })
  test('brings nothing back that was put aside and has run out', () => {
    const next = press({ ...data, reserve: 'B1', reserveUntil: iso(100) }, 100, 'B3')
    expect(next.free).toEqual(['B1', 'B2'])
    expect(next.data).toMatchObject({ reserve: null, reserveUntil: null })
  })
  test('puts nothing aside by itself', () => {
    expect(press(data, 50, 'B3').data).toMatchObject({ reserve: null, reserveUntil: null })
  })
})

describe('what is on offer while a code is typed', () => {
  const { data } = press(sitting(), 10, 'B1', 'B2')
  test('stays at least two minutes, once for each press', () => {
    expect(mayHold(data, at(60))).toBe(true)
    const kept = held(data, SETTINGS.checkSeconds, at(60))
    expect(kept).toMatchObject({ numbers: ['B1', 'B2'], until: iso(180), data: { leaseUntil: iso(180) } })
    expect(mayHold(kept.data, at(61))).toBe(false)
    expect(mayHold(press(kept.data, 70, 'B3').data, at(71))).toBe(true)
  })
  test('never ends earlier for it', () => {
    expect(held(data, 5, at(60)).until).toBe(iso(100))
  })
  test('is nothing once it has run out, and what was put aside alone', () => {
    expect(mayHold(data, at(100))).toBe(false)
    const aside = { ...data, reserve: 'B1', reserveUntil: iso(150) }
    expect(mayHold(aside, at(100))).toBe(true)
    const kept = held(aside, SETTINGS.checkSeconds, at(100))
    expect(kept).toMatchObject({ numbers: ['B1'], data: { leaseUntil: iso(100), reserveUntil: iso(220) } })
  })
})

describe('own numbers', () => {
  const why = (data: Partial<SittingData>, seconds: number, count = 5, settings = SETTINGS) =>
    whyNotCompose('open', sitting({ actAt: iso(seconds), ...data }), settings, at(seconds), count)
  test('five at a time, the next five twenty seconds later', () => {
    const once = { tries: 5, goes: 1, lastGoAt: iso(30) }
    expect(nextGoAt(sitting(once), SETTINGS)).toEqual(at(50))
    expect(why(once, 38)).toEqual({ code: 'PLATE_WAIT', params: { s: 12 } })
    expect(why(once, 50)).toBeUndefined()
  })
  test('four times, and twenty in all', () => {
    expect(why({ tries: 15, goes: 3 }, 10)).toBeUndefined()
    expect(why({ tries: 15, goes: 3 }, 10, 6)).toEqual({ code: 'PLATE_TRIES' })
    expect(why({ tries: 8, goes: 4 }, 10, 1)).toEqual({ code: 'PLATE_TRIES' })
  })
  test('beside the drawn ones, unless the city lets one way only', () => {
    const oneWay = { ...SETTINGS, bothModes: false }
    expect(why({ presses: 1 }, 10)).toBeUndefined()
    expect(why({ presses: 1 }, 10, 5, oneWay)).toEqual({ code: 'PLATE_ONE_MODE' })
    const composed = sitting({ tries: 1 })
    expect(whyNotPress('open', composed, oneWay, at(1))).toEqual({ code: 'PLATE_ONE_MODE' })
    expect(whyNotPress('open', composed, SETTINGS, at(1))).toBeUndefined()
  })
})

test('at the counter one list a day is shown, whatever was used up online', () => {
  const used = sitting({ presses: 5, tries: 20, hall: { day: '2026-03-02', lists: 1 } })
  const why = (state: 'open' | 'lapsed', day: string) => whyNotHall(state, used, SETTINGS, day)?.code
  expect([why('open', '2026-03-02'), why('open', '2026-03-03')]).toEqual(['PLATE_HALL_USED', undefined])
  expect(why('lapsed', '2026-03-03')).toBe('PLATE_SITTING_OVER')
  expect(whyNotHall('open', sitting(), SETTINGS, '2026-03-02')).toBeUndefined()
  expect(whyNotTake('confirmed', used, 'B1', at(0))).toEqual({ code: 'PLATE_CONFIRMED' })
})

test('who steps away may still take what is on offer, who is done may not', () => {
  const { data } = press(sitting(), 10, 'B1')
  const why = (state: 'paused' | 'released' | 'assigned') => whyNotTake(state, data, 'B1', at(20))?.code
  expect([why('paused'), why('released'), why('assigned')]).toEqual([
    undefined,
    'PLATE_SITTING_OVER',
    'PLATE_CONFIRMED',
  ])
})

describe('the twenty minutes', () => {
  test('run while somebody acts, and stand two minutes after the last act', () => {
    expect(secondsLeft(sitting(), SETTINGS, at(60))).toBe(19 * 60)
    expect(secondsLeft(sitting(), SETTINGS, at(3_600))).toBe(18 * 60)
    const away = paused(sitting(), SETTINGS, at(60))
    expect(secondsLeft(away, SETTINGS, at(86_400))).toBe(19 * 60)
  })
  test('over, nothing is pressed; paused and confirmed sittings say so', () => {
    const over = sitting({ spentMs: 20 * 60_000 })
    expect(whyNotPress('open', over, SETTINGS, at(0))).toEqual({ code: 'PLATE_SITTING_OVER' })
    expect(whyNotPress('paused', sitting(), SETTINGS, at(0))).toEqual({ code: 'PLATE_SITTING_PAUSED' })
    expect(whyNotPress('confirmed', sitting(), SETTINGS, at(0))).toEqual({ code: 'PLATE_CONFIRMED' })
    expect(whyNotPress('open', sitting({ presses: 5 }), SETTINGS, at(0))).toEqual({ code: 'PLATE_PRESSES_USED' })
    expect(whyNotPress('open', sitting({ presses: 4 }), SETTINGS, at(0))).toBeUndefined()
  })
})

test('after a fault of ours every chance is back, and press numbers go on so that nothing is drawn twice', () => {
  const used = sitting({ presses: 5, tries: 20, goes: 4, spentMs: 19 * 60_000 })
  const back = restored(used, SETTINGS, at(60))
  expect(back).toMatchObject({ presses: 5, limit: 10, spentMs: 0, runsFrom: null })
  expect(usedUp(back)).toEqual({ presses: 0, tries: 0, goes: 0 })
  expect(whyNotPress('open', back, SETTINGS, at(3_600))).toBeUndefined()
  expect(whyNotCompose('open', back, SETTINGS, at(3_600), 5)).toBeUndefined()
  expect(usedUp(restored({ ...back, presses: 7, tries: 25, goes: 5 }, SETTINGS, at(90)))).toMatchObject({ presses: 0 })
})
