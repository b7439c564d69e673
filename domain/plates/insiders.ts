/**
 * The monthly tests for insiders: who gets nice numbers too often, who is too fast, whose numbers wander
 * between linked people. Pure: it is given what happened and says what is strange; people decide what it means.
 */

/** What became of one choice. `groups`: who had a hand in it, each as kind and name ('officer 37…', 'hour 10'). */
export interface Choice {
  number: string
  tag: string
  person: string
  at: number
  /** When the number came into the pool, ms since 1970; undefined when it has been there for long. */
  releasedAt?: number | undefined
  end?: { how: 'released' | 'lapsed' | 'void'; at: number } | undefined
  /** 'device …', 'address …', 'agent …', 'dealer …': what two people may have in common, apart from these the groups of the test. */
  links: readonly string[]
  groups: readonly { kind: GroupKind; name: string }[]
}

export const GROUP_KINDS = ['officer', 'dealer', 'agent', 'device', 'address', 'hour'] as const
export type GroupKind = (typeof GROUP_KINDS)[number]

export interface Share {
  kind: GroupKind
  name: string
  choices: number
  nice: number
  /** Nice ones expected from the share of all choices of the month. */
  expected: number
  chi: number
  alarm: boolean
}

export const FINDINGS = ['too-fast', 'wandering', 'lapse-hit', 'voided'] as const
export interface Finding {
  kind: (typeof FINDINGS)[number]
  number: string
  at: number
  /** Tags of the vehicles concerned, first to last. */
  tags: readonly string[]
}

/** p < 0.001 with one degree of freedom. */
const CHI_LIMIT = 10.83
/** Fewer choices say nothing. */
const ENOUGH = 30
const FAST_MS = 2_000
const HIT_MS = 24 * 3_600_000

/** A number people would pay for: three equal signs in a row, four in a straight, or a mirror of five. */
export function isNice(number: string): boolean {
  const last = number.slice(2)
  if (/(.)\1\1/.test(last)) return true
  const tail = last.slice(-5)
  if (/^(.)(.).\2\1$/.test(tail)) return true
  return /0123|1234|2345|3456|4567|5678|6789|9876|8765|7654|6543|5432|4321|3210/.test(last)
}

/** How often each group got nice numbers, against the share of all. Groups that got fewer than expected are never an alarm. */
export function shares(choices: readonly Choice[]): Share[] {
  const all = choices.filter((c) => isNice(c.number)).length / Math.max(1, choices.length)
  const groups = new Map<string, { kind: GroupKind; name: string; choices: number; nice: number }>()
  for (const choice of choices) {
    for (const { kind, name } of choice.groups) {
      const group = groups.get(`${kind}|${name}`) ?? { kind, name, choices: 0, nice: 0 }
      groups.set(`${kind}|${name}`, {
        ...group,
        choices: group.choices + 1,
        nice: group.nice + Number(isNice(choice.number)),
      })
    }
  }
  return [...groups.values()]
    .map((group) => {
      const expected = all * group.choices
      const spread = expected * (1 - all)
      const chi = spread === 0 ? 0 : (group.nice - expected) ** 2 / spread
      return { ...group, expected, chi, alarm: group.choices >= ENOUGH && group.nice > expected && chi > CHI_LIMIT }
    })
    .toSorted((a, b) => Number(b.alarm) - Number(a.alarm) || b.chi - a.chi)
}

/** Single events that need a look, oldest first. */
export function findings(choices: readonly Choice[]): Finding[] {
  const ordered = choices.toSorted((a, b) => a.at - b.at)
  const fast = ordered
    .filter((c) => c.releasedAt !== undefined && c.at - c.releasedAt >= 0 && c.at - c.releasedAt < FAST_MS)
    .map((c) => ({ kind: 'too-fast' as const, number: c.number, at: c.at, tags: [c.tag] }))
  const voided = ordered
    .filter((c) => c.end?.how === 'void')
    .map((c) => ({ kind: 'voided' as const, number: c.number, at: c.end?.at ?? c.at, tags: [c.tag] }))
  return [...fast, ...voided, ...hands(ordered)].toSorted((a, b) => a.at - b.at)
}

/** Numbers that went from one person to another who has something in common with the first. */
function hands(ordered: readonly Choice[]): Finding[] {
  const byNumber = Map.groupBy(ordered, (c) => c.number)
  return [...byNumber].flatMap(([number, chain]) =>
    chain.slice(1).flatMap((next, i): Finding[] => {
      const before = chain[i]
      if (!before?.end || before.person === next.person || !before.links.some((link) => next.links.includes(link)))
        return []
      const tags = [before.tag, next.tag]
      if (before.end.how === 'released') return [{ kind: 'wandering', number, at: next.at, tags }]
      return before.end.how === 'lapsed' && next.at - before.end.at < HIT_MS
        ? [{ kind: 'lapse-hit', number, at: next.at, tags }]
        : []
    }),
  )
}
