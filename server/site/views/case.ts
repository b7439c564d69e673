import type { WorkCalendar } from '#domain/calendar.ts'
import { type Case, isClosed } from '#domain/case.ts'
import { mayWithdraw } from '#domain/decide-citizen.ts'
import { maskName } from '#domain/mask.ts'
import { at as standsAt } from '#domain/moves.ts'
import { refusalOf } from '#domain/refusals.ts'
import { whyNotMove } from '#domain/visit.ts'
import type { Lang } from '#domain/text.ts'
import { definitionOf } from '#domain/services/index.ts'
import type { CaseEvent } from '#server/cases/my-view.ts'
import { ACTING } from '#server/cases/value-words.ts'
import { type City, placeOf } from '#server/kit/city.ts'
import type { Bill } from '#server/payments/bills.ts'
import type { Tracking } from '#server/production/parcels.ts'
import { paths } from '#web/citizen/paths.ts'
import type { ActionView, CaseView } from '#web/citizen/pages/case-views.ts'
import { momentText, moneyText, shortMomentText } from '#web/kit/format.ts'
import type { Link } from '#web/citizen/views.ts'
import { post } from '../kit.ts'
import { grouped, sayIn, type Say } from '../words.ts'
import { answerRows } from './fields.ts'
import { stateWords } from './case-state.ts'
import { clocks } from './clocks.ts'
import { platePart } from './plate.ts'
import { resultPart } from './result.ts'
import { timeline } from './timeline.ts'

export interface CaseFacts {
  c: Case
  events: readonly CaseEvent[]
  bills: readonly Bill[]
  tracking: Tracking | undefined
  city: City
  calendar: WorkCalendar
  now: Date
  /** Opened under an authority that was withdrawn: to be followed, paid and booked, not decided. */
  followsOnly: boolean
  problem: string | undefined
}

/** A case as its applicant sees it: what happens now, until when, what was done, what can be done. */
export function caseView(facts: CaseFacts, lang: Lang): CaseView {
  const { c, bills, tracking, problem } = facts
  const say = sayIn(lang)
  const words = stateWords(c, say)
  const main = facts.followsOnly && !standsAt(c, 'pay', 'appointment') ? undefined : mainAction(c, bills, say)
  const hold = facts.followsOnly ? undefined : holdPart(facts, say, lang)
  const waybill = c.data.waybill ?? tracking?.waybill
  return {
    title: say(definitionOf(c).name),
    number: grouped(c.number),
    state: { tone: words.tone, text: words.tag },
    ...platePart(c),
    now: words.now,
    holder: holderLine(facts, words.holder, say, lang),
    clocks: clocks(facts, say, lang),
    ...(c.parked
      ? {
          parked: {
            title: say('办理时限已暂停', 'The legal clock is stopped'),
            text: say('恢复后自动继续,等的时间不算在时限里。', 'We go on by ourselves; the waiting does not count.'),
            since: say(
              `${shortMomentText(c.parked.since, lang)} 开始等`,
              `waiting since ${shortMomentText(c.parked.since, lang)}`,
            ),
          },
        }
      : {}),
    ...(hold ? { hold } : {}),
    ...resultPart(c, say),
    timeline: timeline(facts, lang),
    ...(waybill ? { waybill: { number: waybill, carrier: 'EMS' } } : {}),
    ...(main ? { main } : {}),
    actions: otherActions(facts, say),
    answers: answers(facts, say),
    documents: documents(c, bills, say),
    ...(isClosed(c.state) ? {} : { live: `case:${c.id}` }),
    ...(problem ? { problem } : {}),
  }
}

function holderLine(facts: CaseFacts, standard: string, say: Say, lang: Lang): string {
  const { c } = facts
  const { refusal } = c.data
  if (c.state === 'refused' && refusal)
    return say(`理由:${refusal.reason}。${refusal.remedy}`, `Reason: ${refusal.reason}. ${standard}`)
  return (
    authorityLine(facts, say) ??
    inspectionLine(facts, say, lang) ??
    coSignLine(facts, say, lang) ??
    counterLine(facts, say) ??
    pickupLine(facts, say) ??
    standard
  )
}

function authorityLine({ c, followsOnly }: CaseFacts, say: Say): string | undefined {
  if (!followsOnly || isClosed(c.state)) return undefined
  const { message, next } = refusalOf('AUTHORITY_WITHDRAWN')
  return `${say(message)} ${say(next)}`
}

function inspectionLine({ c, city }: CaseFacts, say: Say, lang: Lang): string | undefined {
  const { appointment } = c.data
  const place = placeOf(city, appointment?.site)
  if (!standsAt(c, 'inspect', 'meet') || !appointment || !place) return undefined
  const when = momentText(appointment.from, lang)
  return say(
    `${when},${place.name.zh},${place.address.zh}。请带身份证原件。`,
    `${when}, ${place.name.en}, ${place.address.en}. Bring your identity card.`,
  )
}

/** Who has to agree, and until when. */
function coSignLine({ c, events }: CaseFacts, say: Say, lang: Lang): string | undefined {
  const { coSign } = definitionOf(c)
  const asked = standsAt(c, 'co-sign') ? events.findLast((e) => e.to.step === 'co-sign')?.at : undefined
  if (!coSign || !asked) return undefined
  const until = momentText(new Date(asked.getTime() + coSign.days * 86_400_000).toISOString(), lang)
  return say(
    `请${coSign.role.zh}在 ${until} 前登录自己的账号,在“我的事项”里确认;也可以两人一起到窗口。`,
    `Ask ${coSign.role.en} to sign in before ${until} and agree under “My applications”; or come to the counter together.`,
  )
}

function counterLine({ c, city }: CaseFacts, say: Say): string | undefined {
  const place = city.sites.find((s) => s.code === c.data.onSite?.site) ?? city.sites[0]
  if (c.state !== 'on-site' || !place) return undefined
  const { at } = c.data.onSite ?? {}
  if (at !== undefined)
    return say(
      `已约好 ${momentText(at, 'zh')} 到${place.name.zh}(${place.address.zh})。请带身份证,凭约优先;已办的手续都带过去,不用重填。`,
      `Booked: ${momentText(at, 'en')} at ${place.name.en} (${place.address.en}). Bring your identity card; you come first, and nothing is asked twice.`,
    )
  return say(
    `请带身份证到${place.name.zh}(${place.address.zh}),${place.hours.zh}。已办的手续都带过去,不用重填。`,
    `Bring your identity card to ${place.name.en} (${place.address.en}), ${place.hours.en}. Nothing is asked twice.`,
  )
}

/** Where papers that are ready are fetched, and when it is open. */
function pickupLine({ c, city }: CaseFacts, say: Say): string | undefined {
  const { deliveryMethod, pickupSite } = c.data.form
  const place = placeOf(city, typeof pickupSite === 'string' ? pickupSite : undefined)
  if (!standsAt(c, 'deliver') || deliveryMethod === 'post' || !place) return undefined
  return say(
    `到${place.name.zh}领取:${place.address.zh},${place.hours.zh}。请带身份证原件。`,
    `At ${place.name.en}: ${place.address.en}, ${place.hours.en}. Bring your identity card.`,
  )
}

/** The one thing the case waits for from this person, and where it is done. */
export function nextPress(c: Case, say: Say): Link | undefined {
  const link = (label: string, path: string): Link => ({ label, href: `${paths.case(c.id)}/${path}` })
  if (c.state === 'correcting') return link(say('去补正', 'Put it right'), 'correction')
  if (standsAt(c, 'choose-plate')) return link(say('去选号', 'Choose a plate'), 'plate')
  // Who has booked a visit comes there; a call would be a second way to the same step.
  if (standsAt(c, 'meet') && !c.data.appointment && definitionOf(c).channels.includes('video'))
    return { label: say('进入视频窗口', 'To the video window'), href: `${paths.video}?case=${c.id}` }
  if (standsAt(c, 'appointment')) return link(say('去预约', 'Book a time'), 'booking')
  return standsAt(c, 'pay') ? link(say('去缴费', 'Pay'), 'bills') : undefined
}

/** The same as a button, with the sum when there is one. */
function mainAction(c: Case, bills: readonly Bill[], say: Say): ActionView | undefined {
  const next = nextPress(c, say)
  if (!next) return undefined
  const open = bills.filter((b) => b.state === 'open' || b.state === 'draft').reduce((sum, b) => sum + b.amountFen, 0)
  const label = standsAt(c, 'pay') && open > 0 ? `${next.label} ${moneyText(open)}` : next.label
  return { kind: 'link', label, href: next.href, look: 'main' }
}

function otherActions({ c, bills, now, followsOnly }: CaseFacts, say: Say): ActionView[] {
  const base = paths.case(c.id)
  return [
    ...(standsAt(c, 'check') && c.parked
      ? [
          {
            kind: 'post' as const,
            label: say('现在再查一次', 'Check again now'),
            post: post(`${base}/recheck`, c.version),
            look: 'alt' as const,
          },
        ]
      : []),
    ...(whyNotMove(c, definitionOf(c), now) === undefined
      ? [
          {
            kind: 'link' as const,
            label: say('改约时间', 'Move the booking'),
            href: `${base}/booking`,
            look: 'alt' as const,
          },
        ]
      : []),
    ...(bills.length > 0 && !standsAt(c, 'pay')
      ? [
          {
            kind: 'link' as const,
            label: say('缴费和票据', 'Payments and receipts'),
            href: `${base}/bills`,
            look: 'alt' as const,
          },
        ]
      : []),
    ...(mayWithdraw(c) && !followsOnly
      ? [
          {
            kind: 'post' as const,
            label: say('撤回申请', 'Withdraw'),
            post: post(`${base}/withdraw`, c.version),
            look: 'danger' as const,
            confirm: {
              text: say(
                '撤回后要重新申请;已缴的费用原路退回。',
                'You would have to apply again; what you paid is returned.',
              ),
              button: say('确认撤回', 'Yes, withdraw'),
            },
          },
        ]
      : []),
  ]
}

function holdPart({ c, events }: CaseFacts, say: Say, lang: Lang): CaseView['hold'] | undefined {
  const since = standsAt(c, 'hold') ? events.find((e) => e.to.step === 'hold')?.at : undefined
  if (!since) return undefined
  const hours = definitionOf(c).steps.find((s) => s.kind === 'hold')?.hours ?? 0
  return {
    text: say(
      '这是重要证件。为防冒领,制证前通知了您登记的手机。不是您办的,请马上停下。',
      'This is a title paper. To prevent fraud we told your registered phone. If this was not you, stop it now.',
    ),
    until: shortMomentText(new Date(since.getTime() + hours * 3_600_000).toISOString(), lang),
    object: post(`${paths.case(c.id)}/object`, c.version),
  }
}

function answers({ c, city }: CaseFacts, say: Say): CaseView['answers'] {
  const { appointment } = c.data
  const rows = definitionOf(c).form.flatMap((part) => answerRows(part.fields, c.data.form, say, true))
  const site = placeOf(city, appointment?.site)
  const { actedBy } = c.data
  return [
    ...(actedBy
      ? [
          {
            label: say('申请人', 'Applicant'),
            value: actedBy.company && actedBy.kind === 'company' ? actedBy.company : maskName(c.data.applicant.name),
          },
          {
            label: say('代办人', 'Acted by'),
            value: `${maskName(actedBy.person.name)} · ${say(ACTING[actedBy.kind])}`,
          },
        ]
      : []),
    ...rows,
    ...(site ? [{ label: say('预约地点', 'Place booked'), value: say(site.name) }] : []),
    { label: say('签名', 'Signed'), value: c.data.signature.name },
  ]
}

function documents(c: Case, bills: readonly Bill[], say: Say): CaseView['documents'] {
  return [
    {
      label: say(
        c.clock.acceptedAt ? '受理凭证' : '提交凭证',
        c.clock.acceptedAt ? 'Acceptance slip' : 'Submission slip',
      ),
      href: `${paths.case(c.id)}/slip`,
    },
    ...(c.state === 'refused'
      ? [{ label: say('不予许可决定书', 'Decision'), href: `${paths.case(c.id)}/decision` }]
      : []),
    ...bills.flatMap((b) =>
      b.receipt
        ? [
            {
              label: say(
                `电子票据:${b.lines.map((l) => l.name.zh).join('、')}`,
                `Receipt: ${b.lines.map((l) => l.name.en).join(', ')}`,
              ),
              href: `${paths.case(c.id)}/receipts/${b.id}`,
            },
          ]
        : [],
    ),
  ]
}
