import type { PlateSitting } from '#api/plates.ts'
import { at as standsAt } from '#domain/moves.ts'
import { fits, poolNamed } from '#domain/plates/grammar.ts'
import { typable } from '#domain/plates/keyboard.ts'
import { myCase } from '#server/cases/my-view.ts'
import { Refused, refusedBy } from '#server/kit/errors.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { askCode } from '#server/accounts/fresh-check.ts'
import { settle } from '#server/plates/choose.ts'
import { trace } from '#server/plates/insiders.ts'
import { keyboardOfPool } from '#server/plates/keyboards.ts'
import { mayChooseNow } from '#server/plates/room-gate.ts'
import { wish } from '#server/plates/sittings.ts'
import type { PlateCheck, PlateCompose } from '#web/citizen/pages/plate-views.ts'
import { paths } from '#web/citizen/paths.ts'
import type { Fields } from '../fields.ts'
import { draw, goTo, longForm, page, post, type Show, type Site, type Visit } from '../kit.ts'
import { freshPart, mustBeChecked, proveTyped } from '../fresh.ts'
import { keepAnswers } from '../kept-answers.ts'
import { base, type Choosing, headOf, lastDay, mayCompose, spoken } from '../views/plate-choice.ts'
import { problemLine, type Say } from '../words.ts'
import { baseOf, choosing } from './plate.ts'

/**
 * Composing: numbers are typed, shown large in their order, and only then asked for; the first that is free is taken at once. Between the
 * pages they travel sealed in the reader's own browser, never in an address.
 */
export function plateComposePages(site: Site): void {
  const { house } = site.frame
  const at = (params: Fields): string => `${baseOf(params)}/compose`
  const guarded =
    (show: (given: Choosing, visit: Visit) => Promise<ReturnType<typeof goTo>>): Show =>
    async (visit) => {
      const { c } = await myCase(house, citizenOf(visit.actor), visit.params['id'] ?? '')
      if (!standsAt(c, 'choose-plate')) return goTo(paths.case(c.id))
      const given = await choosing(house.db.read, site, visit)
      // Refused for good (a number is taken already, all tries used): the choice says what is possible now.
      if (!mayCompose(given.sitting) || given.sitting.held) return goTo(base(c.id))
      return show(given, visit)
    }
  const typing = guarded(async (given, visit) => draw('plateChoice', await composeView(given, visit)))
  const checking = guarded(async (given, visit) => {
    const numbers = numbersIn(visit.typed ?? {}, await keyboardOf(given))
    if (numbers.length === 0) return goTo(at(visit.params))
    // Kept once more, so that reading the page again finds them.
    keepAnswers(
      house,
      visit.reply,
      `${base(given.c.id)}/check${visit.query['sent'] ? '?sent=1' : ''}`,
      visit.typed ?? {},
    )
    const check = await freshPart(house, visit, `${base(given.c.id)}/check/code`)
    return draw('plateChoice', { ...checkView(given, visit, numbers), ...(check ? { check } : {}) })
  })
  page(site, { path: '/my/cases/:id/plate/compose', act: 'case.own' }, typing)
  page(site, { path: '/my/cases/:id/plate/check', act: 'case.own' }, checking)
  const spec = { act: 'plate.own', page: typing, from: at } as const
  longForm(site, { ...spec, path: '/my/cases/:id/plate/compose' }, async (visit, fields) => {
    const given = await choosing(house.db.read, site, visit)
    const keys = await keyboardOf(given)
    const wrong = problemsIn(fields, keys, given)
    if (wrong.length > 0)
      throw new Refused(422, 'INVALID', given.say('请改一改标出的号码', 'Please change the marked numbers'), {
        fields: wrong,
      })
    const to = `${baseOf(visit.params)}/check`
    keepAnswers(house, visit.reply, to, fields)
    return to
  })
  // Harmless to repeat: a second press within the pause is refused and uses up nothing.
  longForm(site, { ...spec, page: checking, path: '/my/cases/:id/plate/check' }, async (visit, fields) => {
    const given = await choosing(house.db.read, site, visit)
    const numbers = numbersIn(fields, await keyboardOf(given))
    if (numbers.length === 0) throw refusedBy(409, { code: 'PLATE_NOT_SHOWN' })
    await proveTyped(house, visit, fields)
    const { sitting } = await house.db.tx(async (tx) => {
      await mustBeChecked(tx, house, visit)
      await trace(tx, house, given.c, visit.request)
      await mayChooseNow(tx, house, given.c)
      return wish(tx, house, given.c, { kind: 'compose', numbers })
    })
    if (!sitting.number) return at(visit.params)
    await settle(house, given.c.office, sitting)
    return paths.case(given.c.id)
  })
  wayForms(site, spec, checking)
}

type Spec = { act: 'plate.own'; page: Show; from: (params: Fields) => string }

/** Back to typing, and asking for a code before the numbers are tried: what was typed travels along. */
function wayForms(site: Site, spec: Spec, checking: Show): void {
  const { house } = site.frame
  longForm(site, { ...spec, path: '/my/cases/:id/plate/compose/edit' }, async (visit, fields) => {
    await choosing(house.db.read, site, visit)
    keepAnswers(house, visit.reply, spec.from(visit.params), fields)
    return spec.from(visit.params)
  })
  longForm(site, { ...spec, page: checking, path: '/my/cases/:id/plate/check/code' }, async (visit, fields) => {
    await choosing(house.db.read, site, visit)
    await askCode(house, citizenOf(visit.actor), visit.request.ip)
    const to = `${baseOf(visit.params)}/check?sent=1`
    keepAnswers(house, visit.reply, to, fields)
    return to
  })
}

type Keys = Awaited<ReturnType<typeof keyboardOfPool>>
const keyboardOf = ({ house, c, sitting }: Choosing): Promise<Keys> =>
  keyboardOfPool(house.db.read, house, c.office, sitting.pool)

const rowsOf = (fields: Fields, per: number): string[] =>
  Array.from({ length: per }, (_, i) => (fields[`n${i + 1}`] ?? '').trim().toUpperCase().slice(0, 10))

const prefixOf = ({ places }: Keys): string => `${places[0] ?? ''}${places[1] ?? ''}`

/** Every number once, whole, in the order of wishes. */
const numbersIn = (fields: Fields, keys: Keys): string[] => [
  ...new Set(rowsOf(fields, 5).flatMap((row) => (row ? [prefixOf(keys) + row] : []))),
]

function problemsIn(fields: Fields, keys: Keys, { sitting, say }: Choosing) {
  const rows = rowsOf(fields, sitting.compose.perGo)
  if (rows.every((row) => row === ''))
    return [{ field: 'n1', code: 'missing', message: say('请至少写一个号码', 'Please write at least one number') }]
  const pool = poolNamed(sitting.pool)
  const places = keys.places.length - 2
  return rows.flatMap((row, i) => {
    const number = prefixOf(keys) + row
    const message =
      row === ''
        ? undefined
        : row.length !== places
          ? say(`要写满 ${places} 位`, `Please fill all ${places} places`)
          : !typable(number, keys.places)
            ? goneAt(number, keys, say)
            : pool && !fits(number, pool)
              ? say('字母最多两个', 'At most two letters')
              : undefined
    return message
      ? [{ field: `n${i + 1}`, code: 'format', message: say(`第 ${i + 1} 个:${message}`, `No. ${i + 1}: ${message}`) }]
      : []
  })
}

function goneAt(number: string, keys: Keys, say: Say): string {
  const at = number.split('').findIndex((sign, i) => !keys.places[i]?.includes(sign))
  return say(`第 ${at - 1} 位没有 ${number[at]}`, `${number[at]} is gone at place ${at - 1}`)
}

async function composeView(given: Choosing, visit: Visit) {
  const { c, sitting, say } = given
  const keys = await keyboardOf(given)
  const { compose } = sitting
  const rows = rowsOf(visit.typed ?? {}, Math.min(compose.perGo, compose.triesLeft))
  const errors = visit.problem?.fields ?? []
  const part: PlateCompose = {
    stage: 'compose',
    prefix: prefixOf(keys),
    places: keys.places.slice(2),
    rows: rows.map((value, i) => {
      const error = errors.find((e) => e.field === `n${i + 1}`)?.message
      return { value, ...(error ? { error } : {}) }
    }),
    post: post(`${base(c.id)}/compose`),
    triesLeft: compose.triesLeft,
    tries: compose.tries,
    goesLeft: compose.goesLeft,
    waitSeconds: waitOf(sitting),
    ...lastGo(sitting, say),
    randomHref: `${base(c.id)}?how`,
  }
  // Kept answers come back with the word that one had been signed out; after one's own "change" that is no news.
  const line =
    errors.length > 0 || visit.problem?.code === 'SIGNED_OUT' ? undefined : problemLine(visit.problem, visit.lang)
  return { ...headOf(given), ...part, ...(line ? { problem: line } : {}) }
}

function checkView(given: Choosing, visit: Visit, numbers: readonly string[]) {
  const { c, sitting } = given
  const part: PlateCheck = {
    stage: 'check',
    numbers,
    spoken: numbers.map(spoken).join(','),
    until: lastDay(given),
    waitSeconds: waitOf(sitting),
    confirm: post(`${base(c.id)}/check`),
    edit: post(`${base(c.id)}/compose/edit`),
  }
  const line = visit.problem?.code === 'SIGNED_OUT' ? undefined : problemLine(visit.problem, visit.lang)
  return { ...headOf(given), ...part, ...(line ? { problem: line } : {}) }
}

const waitOf = ({ compose, now }: PlateSitting): number =>
  compose.nextGoAt ? Math.max(0, Math.ceil((Date.parse(compose.nextGoAt) - Date.parse(now)) / 1_000)) : 0

function lastGo({ compose }: PlateSitting, say: Say): Pick<PlateCompose, 'last'> {
  const go = compose.goes.at(-1)
  if (!go) return {}
  const words = {
    won: say('选中', 'Yours'),
    taken: say('已被选走', 'Taken'),
    'not-open': say('没有开放', 'Not open'),
    'not-tried': say('没有查', 'Not tried'),
    malformed: say('不是号码', 'No number'),
  } as const
  return {
    last: go.tries.map(({ number, outcome }) => ({
      number,
      outcome: words[outcome],
      tone: outcome === 'won' ? 'done' : outcome === 'taken' ? 'bad' : 'idle',
    })),
  }
}
