import { shanghaiDate, workingDaysBetween } from '#domain/calendar.ts'
import { isClosed } from '#domain/case.ts'
import { isOverdue, PROMISE_HOURS } from '#domain/clock.ts'
import type { Lang } from '#domain/text.ts'
import { homeRegion } from '#server/kit/city.ts'
import type { ClockView } from '#web/citizen/pages/case-views.ts'
import { dateText, spanText } from '#web/kit/format.ts'
import type { Say } from '../words.ts'
import type { CaseFacts } from './case.ts'

/** The two clocks of a case: what the law allows, and what the office promises. */
export function clocks(facts: CaseFacts, say: Say, lang: Lang): ClockView[] {
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
function promiseClock({ c, city, tracking, now }: CaseFacts, say: Say, lang: Lang): ClockView | undefined {
  const { promiseFrom } = c.clock
  const region = c.data.form['region']
  if (
    !promiseFrom ||
    c.data.form['deliveryMethod'] !== 'post' ||
    typeof region !== 'string' ||
    (isClosed(c.state) && c.state !== 'done')
  )
    return undefined
  const home = homeRegion(city)
  const hours = region.startsWith(home.city)
    ? PROMISE_HOURS.city
    : region.startsWith(home.province)
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
