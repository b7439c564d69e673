import { shanghaiDate, type WorkCalendar, workingDaysBetween } from '#domain/calendar.ts'
import { type Case, isClosed } from '#domain/case.ts'
import { isOverdue, PROMISE_HOURS } from '#domain/clock.ts'
import { mayWithdraw } from '#domain/decide-citizen.ts'
import { maskName } from '#domain/mask.ts'
import { at as standsAt } from '#domain/moves.ts'
import type { Lang } from '#domain/text.ts'
import { definitionOf } from '#server/cases/cases.ts'
import type { CaseEvent } from '#server/cases/my-view.ts'
import { ACTING } from '#server/cases/value-words.ts'
import { type City, placeOf } from '#server/kit/city.ts'
import type { Bill } from '#server/payments/bills.ts'
import type { Tracking } from '#server/production/parcels.ts'
import { paths } from '#web/citizen/paths.ts'
import type { ActionView, CaseView, ClockView } from '#web/citizen/views.ts'
import { dateText, momentText, moneyText, shortMomentText, spanText } from '#web/kit/format.ts'
import { post } from '../kit.ts'
import { sayIn, type Say } from '../words.ts'
import { answerRows } from './fields.ts'
import { stateWords } from './case-state.ts'
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
  problem: string | undefined
}

/** A case as its applicant sees it: what happens now, until when, what was done, what can be done. */
export function caseView(facts: CaseFacts, lang: Lang): CaseView {
  const { c, bills, tracking, problem } = facts
  const say = sayIn(lang)
  const words = stateWords(c, say)
  const main = mainAction(c, bills, say)
  const hold = holdPart(facts, say, lang)
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
    actions: otherActions(c, bills, say),
    answers: answers(facts, say),
    messages: [],
    documents: documents(c, bills, say),
    ...(isClosed(c.state) ? {} : { live: `case:${c.id}` }),
    ...(problem ? { problem } : {}),
  }
}

/** 3702 0026 1122 0000 012: nineteen digits are read out in groups. */
const grouped = (number: string): string => number.replace(/(\d{4})(?=\d)/g, '$1 ')

function holderLine(facts: CaseFacts, standard: string, say: Say, lang: Lang): string {
  const { c } = facts
  const { refusal } = c.data
  if (c.state === 'refused' && refusal)
    return say(`理由:${refusal.reason}。${refusal.remedy}`, `Reason: ${refusal.reason}. ${standard}`)
  return inspectionLine(facts, say, lang) ?? coSignLine(facts, say, lang) ?? counterLine(facts, say) ?? standard
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
  return say(
    `请带身份证到${place.name.zh}(${place.address.zh}),${place.hours.zh}。已办的手续都带过去,不用重填。`,
    `Bring your identity card to ${place.name.en} (${place.address.en}), ${place.hours.en}. Nothing is asked twice.`,
  )
}

/** The one thing the case waits for from this person. */
function mainAction(c: Case, bills: readonly Bill[], say: Say): ActionView | undefined {
  const link = (label: string, path: string): ActionView => ({
    kind: 'link',
    label,
    href: `${paths.case(c.id)}/${path}`,
    look: 'main',
  })
  if (c.state === 'correcting') return link(say('去补正', 'Put it right'), 'correction')
  if (standsAt(c, 'choose-plate')) return link(say('去选号', 'Choose a plate'), 'plate')
  if (standsAt(c, 'meet') && definitionOf(c).channels.includes('video'))
    return {
      kind: 'link',
      label: say('进入视频窗口', 'To the video window'),
      href: `${paths.video}?case=${c.id}`,
      look: 'main',
    }
  if (standsAt(c, 'appointment')) return link(say('去预约', 'Book a time'), 'booking')
  if (!standsAt(c, 'pay')) return undefined
  const open = bills.filter((b) => b.state === 'open' || b.state === 'draft').reduce((sum, b) => sum + b.amountFen, 0)
  return link(open > 0 ? say(`去缴费 ${moneyText(open)}`, `Pay ${moneyText(open)}`) : say('去缴费', 'Pay'), 'bills')
}

function otherActions(c: Case, bills: readonly Bill[], say: Say): ActionView[] {
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
    ...(mayWithdraw(c)
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

function clocks(facts: CaseFacts, say: Say, lang: Lang): ClockView[] {
  return [legalClock(facts, say, lang), promiseClock(facts, say, lang)].flatMap((clock) => clock ?? [])
}

/** Working days left of the legal limit; stands still while the citizen or an agency is awaited. Over once the review is. */
function legalClock({ c, calendar, now }: CaseFacts, say: Say, lang: Lang): ClockView | undefined {
  const { due, limitDays, stoppedOn, promiseFrom } = c.clock
  if (!due || promiseFrom || isClosed(c.state)) return undefined
  const today = shanghaiDate(now)
  const left = today <= due ? workingDaysBetween(today, due, calendar) : 0
  const late = isOverdue(c.clock, now)
  return {
    title: say(`法定时限:${limitDays} 个工作日`, `Legal limit: ${limitDays} working day${limitDays > 1 ? 's' : ''}`),
    text: late
      ? say('已超过时限,很抱歉,值班领导已收到提醒', 'Overdue, we are sorry; the supervisor has been told')
      : stoppedOn
        ? c.parked
          ? say('等部门答复,暂不计时', 'Clock stopped: waiting for an agency')
          : say('等待期间不计时', 'Clock stopped while waiting')
        : say(`${dateText(due, lang)}前办好`, `by ${dateText(due, lang)}`),
    left: Math.min(1, (left + 1) / (limitDays + 1)),
    ring: late ? '!' : say(`${left}天`, `${left}d`),
    state: late ? 'late' : stoppedOn ? 'paused' : 'running',
    how: say(
      '从受理那天起按工作日算;等您缴费、补正或等部门答复的时间不算。',
      'Counted in working days from acceptance; waiting for you or for an agency does not count.',
    ),
  }
}

/** From approval and payment to the first attempt at the door. */
function promiseClock({ c, tracking, now }: CaseFacts, say: Say, lang: Lang): ClockView | undefined {
  const { promiseFrom } = c.clock
  const region = c.data.form['region']
  if (
    !promiseFrom ||
    c.data.form['deliveryMethod'] !== 'post' ||
    typeof region !== 'string' ||
    (isClosed(c.state) && c.state !== 'done')
  )
    return undefined
  const hours = region.startsWith('3702')
    ? PROMISE_HOURS.city
    : region.startsWith('37')
      ? PROMISE_HOURS.province
      : PROMISE_HOURS.elsewhere
  const end = new Date(promiseFrom).getTime() + hours * 3_600_000
  const until = tracking?.deliveredAt ? new Date(tracking.deliveredAt).getTime() : now.getTime()
  const left = end - until
  const base = {
    title: say(`承诺:${hours} 小时送达`, `Promise: delivered within ${hours} hours`),
    how: say('从审核通过并缴费起算,按自然小时。', 'Counted in hours from approval and payment.'),
  }
  if (tracking?.deliveredAt)
    return left >= 0
      ? { ...base, text: say('按承诺送达', 'Delivered as promised'), left: 1, ring: '✓', state: 'kept' }
      : {
          ...base,
          text: say(`晚了 ${spanText(-left, lang)},很抱歉`, `${spanText(-left, lang)} late, we are sorry`),
          left: 0,
          ring: '!',
          state: 'late',
        }
  if (left < 0)
    return {
      ...base,
      text: say(`超过了 ${spanText(-left, lang)},很抱歉`, `${spanText(-left, lang)} late, we are sorry`),
      left: 0,
      ring: '!',
      state: 'late',
    }
  return {
    ...base,
    text: say(`还剩 ${spanText(left, lang)}`, `${spanText(left, lang)} left`),
    left: left / (hours * 3_600_000),
    ring: `${Math.floor(left / 3_600_000)}h`,
    state: 'running',
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
