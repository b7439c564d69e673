import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moveTo, scrollFor, windowOf } from '#web/officer/list/window.ts'

const view = fc.record({
  count: fc.integer({ min: 0, max: 20_000 }),
  rowHeight: fc.integer({ min: 20, max: 90 }),
  scrollTop: fc.integer({ min: -500, max: 2_000_000 }),
  viewHeight: fc.integer({ min: 0, max: 3_000 }),
  overscan: fc.integer({ min: 0, max: 30 }),
})

test('the heights always add up to the whole list, whatever the scroll position', () => {
  fc.assert(
    fc.property(view, (v) => {
      const w = windowOf(v)
      expect(w.before + (w.last - w.first) * v.rowHeight + w.after).toBe(v.count * v.rowHeight)
      expect(w.first).toBeGreaterThanOrEqual(0)
      expect(w.last).toBeLessThanOrEqual(v.count)
      expect(w.first).toBeLessThanOrEqual(w.last)
    }),
  )
})

test('every row in sight is drawn, and never more than the view holds', () => {
  fc.assert(
    fc.property(view, (v) => {
      const w = windowOf(v)
      const top = Math.min(Math.max(0, v.scrollTop), Math.max(0, v.count * v.rowHeight - v.viewHeight))
      const firstSeen = Math.floor(top / v.rowHeight)
      const lastSeen = Math.min(v.count, Math.ceil((top + v.viewHeight) / v.rowHeight))
      expect(w.first).toBeLessThanOrEqual(firstSeen)
      expect(w.last).toBeGreaterThanOrEqual(lastSeen)
      expect(w.last - w.first).toBeLessThanOrEqual(Math.ceil(v.viewHeight / v.rowHeight) + 2 * v.overscan + 2)
    }),
  )
})

test('scrolling to a row shows it whole when it fits, and stays when it is in sight', () => {
  fc.assert(
    fc.property(view, fc.nat(19_999), (v, index) => {
      fc.pre(v.viewHeight >= v.rowHeight && v.scrollTop >= 0)
      const to = scrollFor(index, v)
      expect(index * v.rowHeight).toBeGreaterThanOrEqual(to)
      expect((index + 1) * v.rowHeight).toBeLessThanOrEqual(to + v.viewHeight)
      expect(scrollFor(index, { ...v, scrollTop: to })).toBe(to)
    }),
  )
})

test('keys lead to a row of the list or nowhere', () => {
  expect(moveTo('ArrowDown', -1, 10, 5)).toBe(0)
  expect(moveTo('ArrowUp', 0, 10, 5)).toBe(0)
  expect(moveTo('PageDown', 8, 10, 5)).toBe(9)
  expect(moveTo('End', 0, 10, 5)).toBe(9)
  expect(moveTo('Home', 7, 10, 5)).toBe(0)
  expect(moveTo('x', 3, 10, 5)).toBeUndefined()
  expect(moveTo('toString', 3, 10, 5)).toBeUndefined()
  expect(moveTo('ArrowDown', 0, 0, 5)).toBeUndefined()
})
