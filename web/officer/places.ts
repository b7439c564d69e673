import type { Act } from '#domain/policy.ts'
import { matchPath } from '#web/kit/router.ts'
import { mayDo, type Me } from '#web/officer/desk.ts'

const ROUTES = {
  desk: '/desk',
  case: '/desk/cases/:id',
  counter: '/desk/cases/:id/plates',
  bench: '/desk/bench',
  day: '/desk/day',
  leaving: '/desk/leaving',
  board: '/desk/board',
  access: '/desk/access',
  video: '/desk/video',
  videoPart: '/desk/video/:part',
  plates: '/desk/plates',
  platesPart: '/desk/plates/:part',
  makers: '/desk/makers',
  makersPart: '/desk/makers/:part',
} as const

export type Name = keyof typeof ROUTES
export type Tab = Exclude<Name, 'case' | 'counter' | `${string}Part`>

export interface Place {
  name: Name
  params: Readonly<Record<string, string>>
}

/** Which screen an address names; none for an address nobody has. */
export const placeOf = (path: string): Place | undefined => matchPath(ROUTES, path)

/** Under which word of the bar a screen stands. */
export function tabOf(name: Name): Tab {
  if (name === 'case' || name === 'counter') return 'desk'
  if (name === 'videoPart') return 'video'
  if (name === 'platesPart') return 'plates'
  return name === 'makersPart' ? 'makers' : name
}

/** What a screen asks of its reader: one of these. A screen nobody may use is neither shown nor asked for. */
const DOORS: Readonly<Record<Tab | 'case' | 'counter', readonly Act[]>> = {
  desk: ['case.list'],
  case: ['case.read'],
  counter: ['plate.counter'],
  bench: ['production.work'],
  video: ['video.serve', 'video.recordings'],
  plates: ['plates.read'],
  makers: ['makers.read'],
  leaving: ['leaving.work'],
  board: ['desk.board'],
  access: ['audit.read'],
  day: ['case.list'],
}

export const mayOpen = (me: Me, name: Name): boolean =>
  DOORS[name === 'case' || name === 'counter' ? name : tabOf(name)].some((act) => mayDo(me, act))

/** Who checks has no cases in hand: the log is where the day begins. */
export const homeOf = (me: Me): Tab => (mayOpen(me, 'desk') ? 'desk' : 'access')
