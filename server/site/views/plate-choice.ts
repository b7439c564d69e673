import type { PlateSitting } from '#api/plates.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import { vehicleWords } from '#domain/plate-pool.ts'
import { validUntil } from '#domain/plates/validity.ts'
import type { Lang } from '#domain/text.ts'
import { definitionOf } from '#domain/services/index.ts'
import type { House } from '#server/kit/house.ts'
import { settingsAt } from '#server/plates/settings.ts'
import { paths } from '#web/citizen/paths.ts'
import type {
  PlateChoiceView,
  PlateConfirm,
  PlateGroup,
  PlateHeld,
  PlateOver,
  PlateStart,
} from '#web/citizen/pages/plate-views.ts'
import type { StepView } from '#web/citizen/views.ts'
import { dateText } from '#web/kit/format.ts'
import { post } from '../kit.ts'
import type { Say } from '../words.ts'
import { plateColor } from './plate.ts'

/** What every stage of a choice is drawn from. */
export interface Choosing {
  house: House
  c: Case
  sitting: PlateSitting
  say: Say
  lang: Lang
  /** Marked for leaving out numbers with a 4. */
  withoutFour: boolean
}

export type Head = Pick<
  Extract<PlateChoiceView, { stage: 'start' }>,
  'service' | 'back' | 'vehicle' | 'color' | 'minutesLeft' | 'tag'
>

/** Head of a page of a running case: no count of steps, its timeline tells where it stands. */
export const caseHead = (c: Case, say: Say): StepView => ({
  service: say(definitionOf(c).name),
  back: paths.case(c.id),
})

export const base = (id: string): string => `${paths.case(id)}/plate`

export const headOf = ({ c, sitting, say }: Choosing): Head => ({
  ...caseHead(c, say),
  vehicle: vehicleWords(c.data),
  color: plateColor(sitting.type),
  minutesLeft: Math.ceil(sitting.secondsLeft / 60),
  tag: sitting.tag,
})

const secondsTo = (until: string, now: string): number =>
  Math.max(0, Math.round((Date.parse(until) - Date.parse(now)) / 1_000))

/** The day by which a number taken now is to be registered, as people write it. */
export const lastDay = ({ house, lang }: Choosing): string => {
  const now = house.time.now()
  return dateText(validUntil(shanghaiDate(now), settingsAt(now), house.calendar), lang)
}

/** 鲁B·D0417 as it is read out: every sign by itself. */
export const spoken = (number: string): string => number.split('').join(' ')

export function startPart(given: Choosing, room: PlateStart['room']): PlateStart {
  const { house, c, sitting, lang } = given
  const settings = settingsAt(house.time.now())
  const { random, compose } = sitting
  return {
    stage: 'start',
    ...(sitting.state === 'paused' ? { paused: post(`${base(c.id)}/resume`) } : {}),
    random: {
      of: random.of,
      left: random.left,
      per: settings.perPress,
      seconds: settings.leaseSeconds,
      withoutFour: given.withoutFour,
      ...(random.left > 0 ? { press: post(`${base(c.id)}/press?press=${random.of - random.left + 1}`) } : {}),
    },
    compose: {
      tries: compose.tries,
      triesLeft: compose.triesLeft,
      goesLeft: compose.goesLeft,
      perGo: compose.perGo,
      ...(mayCompose(sitting) ? { href: `${base(c.id)}/compose` } : {}),
    },
    former: sitting.former.map((old) => ({
      number: old.number,
      lastDay: dateText(old.lastDay, lang),
      href: `${base(c.id)}?old=${old.id}`,
    })),
    ...(room ? { room } : {}),
  }
}

export const mayCompose = ({ compose }: PlateSitting): boolean =>
  compose.open && compose.goesLeft > 0 && compose.triesLeft > 0

export function groupPart(given: Choosing): PlateGroup {
  const { c, sitting } = given
  const { random, reserve, now } = sitting
  const last = random.presses.at(-1)
  const seconds = random.group ? secondsTo(random.group.until, now) : 0
  return {
    stage: 'group',
    numbers: seconds > 0 ? (random.group?.numbers.filter((n) => n.free).map((n) => n.number) ?? []) : [],
    press: last?.press ?? 1,
    presses: random.of,
    seconds,
    ...(reserve ? { reserve: { number: reserve.number, seconds: secondsTo(reserve.until, now) } } : {}),
    choose: post(base(c.id) + queryOf({ no4: given.withoutFour ? '1' : undefined })),
    ...(random.left > 0 ? { again: post(`${base(c.id)}/press?press=${random.of - random.left + 1}`) } : {}),
    withoutFour: given.withoutFour,
    pause: post(`${base(c.id)}/pause`),
    here: base(c.id),
    ...(mayCompose(sitting) ? { composeHref: `${base(c.id)}/compose` } : {}),
  }
}

/** The number picked, if it is still on offer. */
export function confirmPart(given: Choosing, place: string | undefined): PlateConfirm | undefined {
  const { c, sitting } = given
  const number = numberAt(sitting, place)
  const until = number && offerUntil(sitting, number)
  if (!number || !until) return undefined
  const no4 = given.withoutFour ? '1' : undefined
  return {
    stage: 'confirm',
    number,
    spoken: spoken(number),
    until: lastDay(given),
    seconds: secondsTo(until, sitting.now),
    confirm: post(`${base(c.id)}/confirm${queryOf({ pick: place, no4 })}`, c.version),
    back: base(c.id) + queryOf({ no4 }),
  }
}

/** The own old number, before it is taken: it is nobody else's, so no seconds run. */
export function oldPart(given: Choosing, right: string): PlateConfirm | undefined {
  const { c, sitting } = given
  const old = sitting.former.find((f) => f.id === right)
  return (
    old && {
      stage: 'confirm',
      number: old.number,
      spoken: spoken(old.number),
      until: lastDay(given),
      confirm: post(`${base(c.id)}/former/${old.id}`),
      back: base(c.id),
    }
  )
}

function offerUntil({ random, reserve }: PlateSitting, number: string): string | undefined {
  if (reserve?.number === number) return reserve.until
  return random.group?.numbers.some((n) => n.number === number && n.free) ? random.group.until : undefined
}

/** A number that this sitting holds: of this case on its way on, or pre-selected for the car before. */
export const heldPart = ({ c, sitting, lang }: Choosing): PlateHeld | undefined =>
  sitting.held && {
    stage: 'held',
    number: sitting.held.number,
    until: dateText(sitting.held.validUntil, lang),
    use: post(`${base(c.id)}/confirm?pick=held`, c.version),
  }

export function overPart({ house, say }: Choosing): PlateOver {
  const site = house.city.sites[0]
  return {
    stage: 'over',
    counter: {
      name: site ? say(site.name) : '',
      address: site ? say(site.address) : '',
      hours: site ? say(site.hours) : '',
    },
  }
}

/** A number's place among the presses, as '2.7', so that no number stands in an address; undefined for one never shown. */
export function placeOf({ random }: PlateSitting, number: string | undefined): string | undefined {
  const press = random.presses.find((p) => p.numbers.some((n) => n.number === number))
  return press ? `${press.press}.${press.numbers.findIndex((n) => n.number === number)}` : undefined
}

export function numberAt({ random }: PlateSitting, place: string | undefined): string | undefined {
  const [press, position] =
    /^([1-9]\d?)\.(\d{1,2})$/
      .exec(place ?? '')
      ?.slice(1)
      .map(Number) ?? []
  return random.presses.find((p) => p.press === press)?.numbers[position ?? -1]?.number
}

export function queryOf(given: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return query.size > 0 ? `?${query}` : ''
}
