import type { Case } from '#domain/case.ts'
import type { Service, StepKind } from '#domain/service.ts'
import { t, type Text } from '#domain/text.ts'
import { isMissed, visitOf } from '#domain/visit.ts'
import { definitionOf } from '#domain/services/index.ts'
import type { Tone } from '#web/kit/ui/tag.tsx'

/** The words of items that are a visit: where others are looked up, reviewed and made, here somebody just comes. */

interface Words {
  tone: Tone
  tag: Text
  now: Text
  holder: Text
}

/** How a visit stands; undefined for every other case and for what is said of all alike. */
export function visitState(c: Case): Words | undefined {
  const service = definitionOf(c)
  if (visitOf(service) === undefined) return undefined
  if (c.state === 'lapsed' && isMissed(c, service)) return MISSED
  if (c.state !== 'open' || c.parked) return undefined
  return c.step === 'appointment' ? TO_BOOK : c.step === 'meet' ? TO_COME : undefined
}

/** The steps of a visit, before and after; undefined for steps that all items share. */
export const visitStep = (service: Service, kind: StepKind): { done: Text; ahead: Text } | undefined =>
  visitOf(service) === undefined ? undefined : STEPS[kind]

const STEPS: Readonly<Partial<Record<StepKind, { done: Text; ahead: Text }>>> = {
  appointment: { done: t('已预约', 'Booked'), ahead: t('选时间和地点', 'Choose a time and a place') },
  meet: { done: t('已到场', 'You came'), ahead: t('按约好的时间来', 'Come at your time') },
}

const TO_BOOK: Words = {
  tone: 'turn',
  tag: t('请选时间', 'Choose a time'),
  now: t('请选时间和地点', 'Choose a time and a place'),
  holder: t('不预约也可以直接到现场取号。', 'You can also come without booking and take a number.'),
}

const TO_COME: Words = {
  tone: 'turn',
  tag: t('已约好', 'Booked'),
  now: t('请按约好的时间来', 'Come at the time you booked'),
  holder: t('请带身份证原件。', 'Bring your identity card.'),
}

const MISSED: Words = {
  tone: 'idle',
  tag: t('没有到场', 'Missed'),
  now: t('预约的时间已过,没有您到场的记录', 'The time has passed and you were not seen there'),
  holder: t('需要时可以重新预约,也可以直接到现场取号。', 'You can book again, or come and take a number.'),
}
