import { agencyName } from '#domain/agencies.ts'
import { stepStates } from '#domain/moves.ts'
import type { StepKind } from '#domain/service.ts'
import type { Lang, Text } from '#domain/text.ts'
import { definitionOf } from '#domain/services/index.ts'
import { placeOf } from '#server/kit/city.ts'
import { paths } from '#web/citizen/paths.ts'
import type { CaseView } from '#web/citizen/pages/case-views.ts'
import { moneyText, momentText, plateText, shortMomentText } from '#web/kit/format.ts'
import { sayIn, type Say } from '../words.ts'
import type { CaseFacts } from './case.ts'
import { stateWords } from './case-state.ts'
import { visitStep } from './visit-words.ts'

type Entry = CaseView['timeline'][number]

/** What was done and when, what happens now, what comes. */
export function timeline(facts: CaseFacts, lang: Lang): Entry[] {
  const { c } = facts
  const say = sayIn(lang)
  const service = definitionOf(c)
  const steps = stepStates(service, c)
  const ended = c.state === 'refused' || c.state === 'withdrawn' || c.state === 'lapsed'
  const shown = steps
    .filter((s) => s.state === 'done' || !ended)
    .map((s, i): Entry => {
      const { kind } = s
      const note = noteFor(kind, s.state === 'done', facts, say, lang)
      const left = s.state === 'done' ? leftAt(facts, kind, steps[i + 1]?.kind) : undefined
      return {
        state: s.state === 'now' ? nowState(facts) : s.state,
        title: say((visitStep(service, kind) ?? TITLES[kind])[s.state === 'done' ? 'done' : 'ahead']),
        ...(left ? { at: shortMomentText(left.toISOString(), lang) } : {}),
        ...note,
      }
    })
  const last = facts.events.at(-1)
  return [
    { state: 'done', title: say('申请已提交', 'Submitted'), at: shortMomentText(c.submittedAt, lang) },
    ...shown,
    ...(ended
      ? [
          {
            state: c.state === 'refused' ? ('bad' as const) : ('done' as const),
            title: stateWords(c, say).tag,
            ...(last ? { at: shortMomentText(last.at.toISOString(), lang) } : {}),
          },
        ]
      : []),
  ]
}

/** A step is left when the case first stands at a later one; the last one when the case is done. */
function leftAt({ events }: CaseFacts, kind: StepKind, next: string | undefined): Date | undefined {
  const entered = events.findIndex((e) => e.to.step === kind)
  const after = events
    .slice(Math.max(0, entered))
    .find((e) => (next === undefined ? e.to.state === 'done' : e.to.step !== kind))
  return after?.at
}

const nowState = ({ c }: CaseFacts): Entry['state'] =>
  c.parked ? 'paused' : c.state === 'correcting' || c.state === 'on-site' ? 'paused' : 'now'

type Noting = { facts: CaseFacts; done: boolean; say: Say; lang: Lang }

const noteFor = (kind: StepKind, done: boolean, facts: CaseFacts, say: Say, lang: Lang): Partial<Entry> =>
  NOTES[kind]?.({ facts, done, say, lang }) ?? {}

/** What is worth knowing beside a step: which agency, which plate, when and where, how much, how far. */
const NOTES: Readonly<Partial<Record<StepKind, (given: Noting) => Partial<Entry>>>> = {
  check: ({ facts: { c }, done, say }) => {
    if (c.parked)
      return { note: say(`${agencyName(c.parked.agency).zh}待回`, `${agencyName(c.parked.agency).en} pending`) }
    return done ? { note: say(`${c.data.checks.length} 项`, `Checks: ${c.data.checks.length}`) } : {}
  },
  'choose-plate': ({ facts: { c } }) => (c.data.plate ? { note: plateText(c.data.plate.number) } : {}),
  appointment: (given) => (given.done ? bookedNote(given) : {}),
  inspect: (given) => (given.done ? {} : bookedNote(given)),
  meet: (given) => (given.done ? {} : bookedNote(given)),
  pay: ({ facts: { c, bills }, done, say }) =>
    done && bills.length > 0
      ? {
          note: moneyText(bills.reduce((sum, b) => sum + b.amountFen, 0)),
          link: { label: say('看票据', 'Receipts'), href: `${paths.case(c.id)}/bills` },
        }
      : {},
  deliver: ({ facts: { tracking }, lang }) =>
    tracking && tracking.scans.length > 0
      ? {
          sub: tracking.scans
            .toReversed()
            .map((s) => ({ text: `${s.place} ${s.what}`.trim(), at: shortMomentText(s.at, lang) })),
        }
      : {},
}

function bookedNote({ facts: { c, city }, say, lang }: Noting): Partial<Entry> {
  const { appointment } = c.data
  if (!appointment) return {}
  const site = placeOf(city, appointment.site)
  return { note: `${momentText(appointment.from, lang)} ${site ? say(site.name) : ''}`.trim() }
}

const step = (doneZh: string, doneEn: string, zh: string, en: string): { done: Text; ahead: Text } => ({
  done: { zh: doneZh, en: doneEn },
  ahead: { zh, en },
})

const TITLES: Readonly<Record<StepKind, { done: Text; ahead: Text }>> = {
  check: step('联网核查通过', 'Checks passed', '联网核查', 'Checks'),
  'choose-plate': step('已选号', 'Plate chosen', '选号', 'Choose a plate'),
  appointment: step('已预约查验', 'Check booked', '预约查验', 'Book the on-site check'),
  inspect: step('查验合格', 'Car checked', '现场查验', 'On-site check'),
  'co-sign': step('共同申请人已确认', 'The other person agreed', '共同申请人确认', 'The other person agrees'),
  'fetch-file': step(
    '电子档案已收到',
    'File received',
    '迁出地转递电子档案',
    'The file comes from the office of origin',
  ),
  meet: step(
    '已与民警见面',
    'Seen by an officer',
    '与民警见面(视频或窗口)',
    'See an officer, by video or at the counter',
  ),
  review: step('审核通过', 'Approved', '民警审核', 'Review'),
  'second-review': step('复核通过', 'Second review passed', '复核', 'Second review'),
  pay: step('已缴费', 'Paid', '缴费', 'Payment'),
  hold: step('等待期已过', 'Wait is over', '制证前等待 24 小时', '24-hour wait'),
  register: step('已登记', 'Registered', '写入全国登记系统', 'Entered in the national register'),
  make: step('已制证', 'Papers made', '制证', 'Papers are made'),
  deliver: step('已送达', 'Delivered', '送达', 'Delivery'),
}
