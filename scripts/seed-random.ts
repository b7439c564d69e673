/** Small seeded generator (mulberry32): the same demo on every machine. Not for anything that must be secret or fair. */
export function seededRandom(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    between: (low: number, high: number): number => low + next() * (high - low),
    int: (low: number, high: number): number => Math.floor(low + next() * (high - low + 1)),
    pick: <T>(list: readonly T[]): T => {
      const one = list[Math.floor(next() * list.length)]
      if (one === undefined) throw new RangeError('nothing to pick from')
      return one
    },
    chance: (share: number): boolean => next() < share,
  }
}

export type SeededRandom = ReturnType<typeof seededRandom>
